"""Shows pages on a terminal: the parts of an article told apart by style, control characters made harmless."""

import os
from typing import TYPE_CHECKING, TextIO

from ..page import Page
from .read_text import DIVIDER, LINE_END
from .visible import visible
from .write_pages import Sourced, write_pages
from .write_text import credit_line, doubt_line, one_line, write_text

if TYPE_CHECKING:
    from rich.text import Text as Styled


def show_pages(pages: Sourced, form: str, spans: bool, terminal: TextIO) -> None:
    """Writes the pages to a terminal as `write_pages` does, save that a blank line stands between pages of text.

    Text has styles unless the environment says otherwise (NO_COLOR, TERM=dumb).
    """
    if form != "text" or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        for part in write_pages(pages, form, spans):
            terminal.write(_plain(part))
        return
    from rich.console import Console  # loaded here, so that nobody waits for it who does not see it

    console = Console(file=terminal, highlight=False)
    for at, (_, page) in enumerate(pages):
        console.print(*([""] if at else []), style_page(page), sep="\n", soft_wrap=True)


def style_page(page: Page) -> "Styled":
    """The text form of a page with styles for its heads, captions and furniture."""
    from rich.text import Text as Styled

    styles = {DIVIDER: "dim"}
    for block in page.furniture:
        styles[str(one_line(block.text))] = "dim"
    for article in page.articles:
        styles |= {str(one_line(part)): "dim" for part in (*article.captions, article.jump)}
        styles |= {str(one_line(part)): "cyan" for part in (article.kicker, article.deck)}
        styles |= {doubt_line(article): "yellow", str(credit_line(article)): "italic"}
        styles[str(one_line(article.headline))] = "bold"
    lines = _plain(write_text(page)).removesuffix("\n").split("\n")
    return Styled("\n").join(Styled(line, styles.get(line.strip(), "")) for line in lines)


def _plain(text: str) -> str:
    """The text with any line end as a line feed and other control characters as escapes."""
    return visible(LINE_END.sub("\n", text), keep="\n\t")
