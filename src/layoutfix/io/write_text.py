"""Writes a page as text for a person to read, in a form that reads back as a page with nothing to repair."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..page import Article, Block, Line, Page, Role, Text
from .read_text import DIVIDER, INDENT, LINE_END

_SPACE: Final = re.compile(r"\s+")
_INDENTED: Final = frozenset({Role.BODY, Role.SUBHEAD, Role.CAPTION, Role.JUMP})


def write_text(page: Page) -> str:
    """The page as text: its dump where that needed no repair, otherwise its articles and, last, its furniture.

    A line `＊　＊　＊` with a blank line on each side stands between articles and before the furniture. An article
    opens with its head (kicker, headline, deck, then dateline and byline on one line), without blank lines; paragraphs,
    captions and the jump line follow, one line each, indented by two ideographic spaces, a blank line before each.
    Furniture is one line a piece. The text of a page that has a paragraph passes `is_canonical`.

    Where passes were left out and the page is still in lines, these stand as the dump has them wherever they follow
    each other there; a page in blocks is set like one article.

    >>> from layoutfix.page import Article, Page, Text
    >>> dump = "湖边栈道完工 栈道今天开放。"
    >>> article = Article(headline=Text.of(dump, 0, 6), paragraphs=(Text.of(dump, 7, 14),))
    >>> print(write_text(Page(dump, articles=(article,))), end="")
    湖边栈道完工
    <BLANKLINE>
    　　栈道今天开放。
    """
    if page.untouched:
        return page.dump
    if page.lines and not (page.blocks or page.articles or page.furniture):
        return _as_printed(page.dump, page.lines)
    sections = [
        "\n".join(one_line(line.text) for line in page.lines),
        _set_blocks(page.blocks),
        *map(_set_article, page.articles),
        "\n".join(filter(None, (one_line(block.text) for block in page.furniture))),
    ]
    text = f"\n\n{DIVIDER}\n\n".join(filter(None, sections))
    return text + "\n" if text else ""


def one_line(text: Text | None) -> str:
    """The text without white space at its ends and, inside, one space where white space holds a line end.

    >>> one_line(Text.of(" 加强保护 \\n 夯实基础", 0, 12))
    '加强保护 夯实基础'
    """
    if text is None:
        return ""
    return _SPACE.sub(lambda found: " " if LINE_END.search(found[0]) else found[0], text.value.strip())


def credit_line(article: Article) -> str:
    """Dateline and byline on one line; empty where the article has neither."""
    return " ".join(filter(None, (one_line(article.dateline), one_line(article.byline))))


def doubt_line(article: Article) -> str:
    """What stands above an article that was found doubtful; empty for any other.

    >>> doubt_line(Article(score=0.4, doubtful=True))
    '[doubtful: 0.40]'
    """
    return f"[doubtful: {article.score:.2f}]" if article.doubtful else ""


def _set_article(article: Article) -> str:
    head = (doubt_line(article), *map(one_line, (article.kicker, article.headline, article.deck)), credit_line(article))
    body = map(one_line, (*article.paragraphs, *article.captions, article.jump))
    return "\n\n".join(filter(None, ("\n".join(filter(None, head)), *_indented(body))))


def _set_blocks(blocks: Iterable[Block]) -> str:
    parts: list[str] = []
    flush: list[str] = []
    for block in blocks:
        if block.role in _INDENTED:
            parts += ["\n".join(flush), *_indented([one_line(block.text)])]
            flush = []
        else:
            flush.append(one_line(block.text))
    return "\n\n".join(filter(None, (*parts, "\n".join(flush))))


def _indented(texts: Iterable[str]) -> Iterator[str]:
    return (INDENT + text for text in texts if text)


def _as_printed(dump: str, lines: Iterable[Line]) -> str:
    """The lines with the white space that the dump has around them, or a line end where others stood between."""
    parts: list[str] = []
    end = 0
    for line in lines:
        pieces = line.text.pieces
        gap = dump[end : line.text.start]
        parts.append(gap if end <= line.text.start and not gap.strip() else "\n")
        parts.append(line.text.value)
        end = max((piece.end for piece in pieces), default=end)
    rest = dump[end:]
    return "".join(parts) + ("\n" if rest.strip() else rest)
