"""Writes articles as NITF, the XML in which news systems take in one article a document (IPTC, NITF 3.6)."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from ..page import Article, Link, Page
from .elements import add, loose_texts
from .legal import legal
from .page_language import page_language
from .visible import visible
from .write_text import one_line

VERSION: Final = "-//IPTC//DTD NITF 3.6//EN"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'


def write_nitf(pages: Iterable[tuple[str, Page]]) -> Iterator[str]:
    """Pages, each with the name of the file that it came from, as documents of NITF: one article a line.

    A document of NITF holds one article and the format has nothing to hold several, so each line is a document by
    itself, for `split -l 1` to make files of. Furniture is in no article and so in no document. Where passes were left
    out and a page is still in lines or blocks, these make a document, a paragraph each.
    """
    for source, page in pages:
        language = page_language(page)
        loose = tuple(text for _, text in loose_texts(page))
        articles = (*page.articles, Article(paragraphs=loose)) if loose else page.articles
        for place, article in enumerate(articles):
            yield article_document(article, source, Link(page.number, place), language) + "\n"


def article_document(article: Article, source: str, place: Link, language: str = "und") -> str:
    """An article as a document of NITF on one line, without a line end.

    `source` is the name of the dump's file, `place` where in the dump the article stands, and `language` its tag (BCP
    47). The document is identified (`doc-id`) by `source/page/article`; so are, in `meta`, the articles that it
    `continues` in and is `continued_from`; another `meta` is its `score`, and an `ed-msg` says that it is doubtful.

    The headline is `hl1`, empty where only a kicker or a deck is there; these are `hl2` of the classes `kicker` and
    `deck`. Captions are `media` without a picture, the jump line is the last `p`, of the class `jump`. Characters are
    as `legal` has them.

    >>> from layoutfix.text import Text
    >>> print(article_document(Article(paragraphs=(Text.of("栈道开放。", 0, 5),)), "page.txt", Link(1, 0), "zh-Hans"))
    ... # doctest: +ELLIPSIS
    <?xml version="1.0" encoding="UTF-8"?><nitf version="-//IPTC//DTD NITF 3.6//EN" baselang="zh-Hans">...
    """
    nitf = Element("nitf", {"version": VERSION, "baselang": language})
    nitf.append(_head(article, legal(visible(source)), place))
    body = SubElement(nitf, "body")
    head = _body_head(article)
    if len(head):
        body.append(head)
    content = SubElement(body, "body.content")
    for paragraph in article.paragraphs:
        add(content, "p", paragraph)
    for caption in filter(one_line, article.captions):
        media = SubElement(content, "media", {"media-type": "image"})
        SubElement(media, "media-reference")
        add(media, "media-caption", caption)
    add(content, "p", article.jump, {"class": "jump"})
    return _DECLARATION + tostring(nitf, "unicode")


def _head(article: Article, source: str, place: Link) -> Element:
    def name(link: Link) -> str:
        return f"{source}/{link.page}/{link.article}"

    head = Element("head")
    add(head, "title", article.headline)
    SubElement(head, "meta", {"name": "score", "content": f"{article.score:.3f}"})
    for relation in ("continues", "continued_from"):
        link = getattr(article, relation)
        if link is not None:
            SubElement(head, "meta", {"name": relation, "content": name(link)})
    data = SubElement(head, "docdata")
    SubElement(data, "doc-id", {"id-string": name(place)})
    if article.doubtful:
        SubElement(data, "ed-msg", {"info": "doubtful"})
    return head


def _body_head(article: Article) -> Element:
    head = Element("body.head")
    titles = Element("hedline")
    add(titles, "hl1", article.headline)
    if not len(titles):
        SubElement(titles, "hl1")
    add(titles, "hl2", article.kicker, {"class": "kicker"})
    add(titles, "hl2", article.deck, {"class": "deck"})
    if len(titles) > 1 or titles[0].text:
        head.append(titles)
    add(head, "byline", article.byline)
    add(head, "dateline", article.dateline)
    return head
