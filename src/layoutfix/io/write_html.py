"""Writes pages as a document of HTML to read or to print: nothing to load, no scripts."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..page import Article, Link, Page
from .elements import add, article_id, loose_texts, numbered
from .legal import legal
from .page_language import page_language
from .visible import visible
from .write_text import credit_line, doubt_line, one_line

_STYLE: Final = """
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1em/1.75 serif; }
h1 { font: 1em sans-serif; color: #555; border-bottom: thin solid; }
h2 { font-size: 1.5em; line-height: 1.3; margin: 0; }
article { margin: 2.5em 0; }
article p { margin: 0; text-indent: 2em; text-align: justify; }
header p, article p.doubtful, article p.jump { text-indent: 0; }
p.kicker, p.deck { font-weight: bold; }
p.doubtful { color: #a00; }
figure { margin: 1em 2em; font-size: 0.9em; }
footer { border-top: thin solid; font-size: 0.9em; color: #555; }
footer p { margin: 0; }
@media print {
  @page { margin: 2cm; }
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; }
  section + section { break-before: page; }
  header, figure { break-inside: avoid; }
  h1, h2, header { break-after: avoid; }
  article p { orphans: 2; widows: 2; }
  a { color: inherit; text-decoration: none; }
}
"""


def write_html(pages: Iterable[tuple[str, Page]]) -> Iterator[str]:
    """Pages, each with the name of the file that it came from, as one document in pieces; nothing where there are none.

    A page is a `section` under an `h1`. Its articles are `article`: a `header` with kicker, headline (`h2`), deck and
    credits; then a `p` a paragraph, a `figure` with `figcaption` a caption, and the jump line, which leads to the
    article that it names where that is in the dump. Furniture is the `footer` of the section. What an element holds is
    its `class`, named as in the JSON. Where passes were left out, what is still in lines or blocks comes first, a `p`
    each.

    Each text stands on one line, its characters as `legal` has them. `lang` is the language of each page, for the
    whole that of the first.
    """
    is_open = False
    for dump, source, page in numbered(pages):
        if not is_open:
            yield f'<!DOCTYPE html>\n<html lang="{page_language(page)}">\n{_set(_head(source))}<body>\n'
            is_open = True
        yield _set(_section(dump, source, page))
    if is_open:
        yield "</body>\n</html>\n"


def _set(element: Element) -> str:
    indent(element)
    return tostring(element, "unicode", "html") + "\n"


def _head(source: str) -> Element:
    head = Element("head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    SubElement(head, "title").text = legal(visible(source))
    SubElement(head, "style").text = _STYLE
    return head


def _section(dump: int, source: str, page: Page) -> Element:
    section = Element("section", {"lang": page_language(page)})
    SubElement(section, "h1", {"lang": "en"}).text = legal(f"{visible(source)}, page {page.number}")
    for role, text in loose_texts(page):
        add(section, "p", text, {"class": role.value} if role else {})
    for place, article in enumerate(page.articles):
        section.append(_article(article, dump, Link(page.number, place)))
    footer = Element("footer")
    for block in page.furniture:
        add(footer, "p", block.text, {"class": block.role.value})
    if len(footer):
        section.append(footer)
    return section


def _article(article: Article, dump: int, link: Link) -> Element:
    element = Element("article", {"id": article_id(dump, link)})
    if article.doubtful:
        SubElement(element, "p", {"class": "doubtful"}).text = doubt_line(article)
    header = _header(article)
    if len(header):
        element.append(header)
    for paragraph in article.paragraphs:
        add(element, "p", paragraph)
    for caption in filter(one_line, article.captions):
        add(SubElement(element, "figure"), "figcaption", caption)
    other = article.continues or article.continued_from
    if other and one_line(article.jump):
        line = SubElement(element, "p", {"class": "jump"})
        add(line, "a", article.jump, {"href": f"#{article_id(dump, other)}"})
    else:
        add(element, "p", article.jump, {"class": "jump"})
    return element


def _header(article: Article) -> Element:
    header = Element("header")
    add(header, "p", article.kicker, {"class": "kicker"})
    add(header, "h2", article.headline, {"class": "headline"})
    add(header, "p", article.deck, {"class": "deck"})
    if credit_line(article):
        line = SubElement(header, "p", {"class": "credits"})
        add(line, "span", article.dateline, {"class": "dateline"})
        add(line, "span", article.byline, {"class": "byline"})
    return header
