"""What a page says, to be compared with what a document of it says."""

from collections.abc import Iterable

from layoutfix import Page
from layoutfix.io.legal import legal
from layoutfix.io.write_text import one_line


def bare(texts: Iterable[str]) -> str:
    """Texts one after the other, without white space."""
    return "".join("".join(texts).split())


def page_words(page: Page) -> str:
    """The texts of a page with the characters that a document may hold."""
    return bare(legal(one_line(text).value) for text in page.texts())
