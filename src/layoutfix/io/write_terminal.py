"""Shows pages on a terminal: articles with their parts in colour, set to its width, through a pager where long."""

import os
import sys
from bisect import bisect_right
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, Final, TextIO

import click

from ..page import Article, Page
from ..text import LINE_END, Span, Text
from .read_text import INDENT
from .score import score_of
from .visible import visible
from .write_pages import Sourced, write_pages
from .write_text import credit_line, doubt_line, one_line, set_page

if TYPE_CHECKING:
    from rich.text import Text as Styled

LEAST_WIDTH: Final = 2
"""A terminal that says that it has fewer cells is taken to have so many, which a character of Chinese takes."""
WIDEST: Final = 80
"""Cells of the longest line of an article; longer ones are hard to read."""

_TITLE: Final = "bold"
_KICKER: Final = "cyan"
_HEADLINE: Final = "bold"
_DECK: Final = "cyan"
_CREDIT: Final = "green"
_FOOT: Final = "magenta"
_APART: Final = "dim"
_DOUBT: Final = "bold yellow"


def show_pages(pages: Sourced, form: str, spans: bool, terminal: TextIO) -> None:
    """Writes the pages to a terminal; forms other than text as `write_pages` does, with control characters as escapes.

    In text, a rule with number and score stands above each article, its lines are broken as Chinese print breaks them,
    and what is longer than the screen goes through the pager of the environment (PAGER, or else `less`). A page that
    needed no repair, or that passes left in lines or blocks, stands as `write_text` has it. There are no styles where
    the environment asks for none (NO_COLOR, TERM=dumb).
    """
    if form != "text":
        for part in write_pages(pages, form, spans):
            terminal.write(_plain(part))
        return
    from rich.console import Console  # loaded here, so that nobody waits for it who does not see it

    console = Console(file=terminal, highlight=False, color_system=None if os.environ.get("NO_COLOR") else "auto")
    console.width = max(LEAST_WIDTH, console.width)
    found = list(pages)  # all first, so that what is wrong with a file is not said in the midst of the pager
    lines: list[Styled] = []
    for source, page in found:
        title = _rule("━", f"{visible(source)}, page {page.number}", "", min(console.width, WIDEST), _TITLE)
        lines += [*([title] if len(found) > 1 else []), *style_page(page, console.width), _styled("")]
    lines = lines[:-1]
    with console.capture() as capture:
        console.print(*lines, sep="\n", soft_wrap=True)
    rows = sum(max(1, ceil(line.cell_len / console.width)) for line in lines)
    if rows < console.height or sys.stdin is None or not sys.stdin.isatty():
        terminal.write(capture.get())
    else:
        click.echo_via_pager(capture.get().removesuffix("\n"))


def style_page(page: Page, width: int) -> "Iterator[Styled]":
    """The lines of a page for a terminal of `width` cells, 2 or more, with their styles."""
    if page.untouched or page.lines or page.blocks:
        yield from _as_it_stands(page)
        return
    width = min(width, WIDEST)
    for number, article in enumerate(page.articles, 1):
        doubt = doubt_line(article)
        yield from [_styled("")] if number > 1 else []
        yield _rule("─", str(number), doubt or score_of(article.score), width, _DOUBT if doubt else _APART)
        for part, style in _head(article):
            yield from _wrapped(part, width, style)
        for part, style in _body(article):
            yield _styled("")
            yield from _wrapped(part, width, style, INDENT)
    if page.furniture:
        yield from [_styled("")] if page.articles else []
        yield _rule("─", "in no article", "", width, _APART)
        for block in page.furniture:
            yield from _wrapped(block.text, width, _APART)


def _head(article: Article) -> Iterator[tuple[Text | None, str]]:
    """What stands above a body, with its styles."""
    yield article.kicker, _KICKER
    yield article.headline, _HEADLINE
    yield article.deck, _DECK
    yield credit_line(article), _CREDIT


def _body(article: Article) -> Iterator[tuple[Text | None, str]]:
    """The body and what stands below it, without what is missing."""
    yield from ((paragraph, "") for paragraph in article.paragraphs if one_line(paragraph))
    yield from ((part, _FOOT) for part in (*article.captions, article.jump) if one_line(part))


def _wrapped(text: Text | None, width: int, style: str, indent: str = "") -> "Iterator[Styled]":
    from .wrap_cells import wrap_cells

    for line in wrap_cells(_plain(indent + one_line(text).value), width):
        yield _styled(line, style)


def _rule(stroke: str, label: str, end: str, width: int, style: str) -> "Styled":
    """A line across the terminal with a label near its beginning and words near its end."""
    from rich.cells import cell_len

    label, end = f"{stroke * 2} {label} ", f" {end} {stroke * 2}" if end else ""
    return _styled(label + stroke * max(0, width - cell_len(label) - cell_len(end)) + end, style)


def _as_it_stands(page: Page) -> "Iterator[Styled]":
    """The lines of `write_text`, those of heads, captions and furniture with their styles."""
    from rich.text import Text as Styled

    stretches = sorted((span, style) for part, style in _styles(page) for span in part.spans)
    starts = [span.start for span, _ in stretches]
    shown = Styled()
    for piece in set_page(page).pieces:
        span, style = stretches[bisect_right(starts, piece.start) - 1] if stretches else (Span(0, 0), "")
        is_inside = span.start <= piece.start < piece.end <= span.end
        shown.append(_plain(piece.text), style if is_inside else "")
    yield from shown.split("\n", allow_blank=not shown.plain.endswith("\n"))


def _styles(page: Page) -> Iterator[tuple[Text, str]]:
    """The parts of a page that have a style."""
    for article in page.articles:
        yield from ((part, style) for part, style in (*_head(article), *_body(article)) if part and style)
    yield from ((block.text, _APART) for block in page.furniture)


def _styled(text: str, style: str = "") -> "Styled":
    from rich.text import Text as Styled

    return Styled(text, style)


def _plain(text: str) -> str:
    """The text with any line end as a line feed and other control characters as escapes."""
    return visible(LINE_END.sub("\n", text), keep="\n\t")
