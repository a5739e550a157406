"""Writes pages as TEI P5, the XML that archives keep texts in."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from .. import __version__
from ..page import Article, Link, Page
from .elements import add, article_id, loose_texts, numbered
from .legal import legal
from .page_language import page_language
from .visible import visible
from .write_text import credit_line, one_line

_OPEN: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
_CLOSE: Final = "</teiCorpus>\n"


def write_tei(pages: Iterable[tuple[str, Page]]) -> Iterator[str]:
    """Pages, each with the name of the file that it came from, as one document in pieces; nothing where there are none.

    Archives keep each issue of a paper as a `TEI` with a header of its own, and several in a `teiCorpus`. So each dump
    is a `TEI` here, which can be taken out as it stands, in a `teiCorpus` that says what made it. The body has a `div
    type="page"` a page, since a page may hold furniture alone and a body may not. There articles stand first, then the
    furniture, an `fw` each with its role as `type`.

    An article is a `div type="article"`: `head` of the types kicker, headline and deck; an `opener` with `dateline` and
    `byline`; `p`; captions, each the `p` of a `figure` (in `figDesc` an encoder describes what is not shown); the jump
    line as `note type="jump"`. `cert` is its score, `subtype="doubtful"` marks it where that was found too low, and
    `next` and `prev` lead to the articles that it continues in and is continued from. Where passes were left out, what
    is still in lines or blocks comes before the articles, an `ab` each with its role as `type`.

    Each text stands on one line, its characters as `legal` has them.
    """
    dump = 0
    for (dump, source), group in groupby(numbered(pages), key=lambda entry: entry[:2]):
        name = legal(visible(source))
        if dump == 1:
            yield _OPEN + _set(_header("Newspaper pages", "Text dumps of newspaper pages.", with_maker=True))
        yield "<TEI>\n" + _set(_header(name, f"Text dump: {name}")) + "<text>\n<body>\n"
        for _, _, page in group:
            yield _set(_page(page, dump))
        yield "</body>\n</text>\n</TEI>\n"
    if dump:
        yield _CLOSE


def _set(element: Element) -> str:
    indent(element)
    return tostring(element, "unicode") + "\n"


def _header(title: str, source: str, with_maker: bool = False) -> Element:
    header = Element("teiHeader")
    file = SubElement(header, "fileDesc")
    SubElement(SubElement(file, "titleStmt"), "title").text = title
    SubElement(SubElement(file, "publicationStmt"), "p").text = "Not published."
    SubElement(SubElement(file, "sourceDesc"), "p").text = source
    if with_maker:
        makers = SubElement(SubElement(header, "encodingDesc"), "appInfo")
        maker = SubElement(makers, "application", {"ident": "layoutfix", "version": __version__})
        SubElement(maker, "label").text = "layoutfix"
    return header


def _page(page: Page, dump: int) -> Element:
    element = Element("div", {"type": "page", "n": str(page.number), "xml:lang": page_language(page)})
    for role, text in loose_texts(page):
        add(element, "ab", text, {"type": role.value} if role else {})
    for place, article in enumerate(page.articles):
        element.append(_article(article, dump, Link(page.number, place)))
    for block in page.furniture:
        add(element, "fw", block.text, {"type": block.role.value})
    return element


def _article(article: Article, dump: int, link: Link) -> Element:
    attributes = {"type": "article", "xml:id": article_id(dump, link), "cert": f"{article.score:.3f}"}
    attributes |= {"subtype": "doubtful"} if article.doubtful else {}
    others = {"next": article.continues, "prev": article.continued_from}
    attributes |= {name: f"#{article_id(dump, other)}" for name, other in others.items() if other}
    element = Element("div", attributes)
    for kind in ("kicker", "headline", "deck"):
        add(element, "head", getattr(article, kind), {"type": kind})
    if credit_line(article):
        opener = SubElement(element, "opener")
        add(opener, "dateline", article.dateline)
        add(opener, "byline", article.byline)
    for paragraph in article.paragraphs:
        add(element, "p", paragraph)
    for caption in filter(one_line, article.captions):
        add(SubElement(element, "figure"), "p", caption)
    add(element, "note", article.jump, {"type": "jump"})
    return element
