"""What writers of XML and HTML share: elements that hold the texts of pages, and names for articles to be linked by."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from ..page import Link, Page, Role
from ..text import Text
from .legal import legal
from .write_text import one_line


def add(parent: Element, tag: str, text: Text | None, attributes: Mapping[str, str] = {}) -> None:
    """Put an element with a text of the page at the end of `parent`, on one line and `legal`; none for no text.

    >>> from xml.etree.ElementTree import tostring
    >>> article = Element("article")
    >>> add(article, "h2", Text.of("甲<乙", 0, 3))
    >>> tostring(article, "unicode")
    '<article><h2>甲&lt;乙</h2></article>'
    """
    words = legal(one_line(text).value)
    if words:
        SubElement(parent, tag, dict(attributes)).text = words


def loose_texts(page: Page) -> Iterator[tuple[Role | None, Text]]:
    """What is still in lines or blocks, where passes were left out, each with its role."""
    yield from ((line.role, line.text) for line in page.lines)
    yield from ((block.role, block.text) for block in page.blocks)


def numbered(pages: Iterable[tuple[str, Page]]) -> Iterator[tuple[int, str, Page]]:
    """The pages, each with the number, from 1, of its dump among the dumps that they come from.

    A dump begins where the name of the file changes or the number of the page does not grow.

    >>> [dump for dump, _, _ in numbered([("a", Page("")), ("a", Page("", 2)), ("a", Page("")), ("b", Page("", 2))])]
    [1, 1, 2, 3]
    """
    dump, last = 0, ("", 0)
    for source, page in pages:
        if not dump or source != last[0] or page.number <= last[1]:
            dump += 1
        last = source, page.number
        yield dump, source, page


def article_id(dump: int, link: Link) -> str:
    """The name of an article in a document that may hold several dumps, of which `dump` is the number, from 1.

    >>> article_id(1, Link(page=2, article=0))
    'd1-p2-a0'
    """
    return f"d{dump}-p{link.page}-a{link.article}"
