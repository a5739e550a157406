"""Every fixture gives the articles that its document tells of, part by part."""

from collections import Counter
from collections.abc import Iterable

import pytest

import documents
from layoutfix import Role, repair, write_text
from make_fixtures import set_document

GLUED = "a kicker or deck is taken for part of the headline"
TIED = "a headline between two bodies is taken for a subhead of the first"
HOPS = "a column is followed into the wrong one"
KNOWN_FAILURES: dict[str, str] = {
    "boxes": "what such texts say tells too little of which column a line is of",
    "briefs": GLUED,
    "broadcast": TIED,
    "list-and-jump": GLUED,
    "ocr": "a stray space between two words stays open",
    "padded-names": TIED,
    "side-by-side": GLUED,
    "squeezed": HOPS,
    "titles-last": GLUED,
    "traditional-hong-kong": TIED,
    "traditional-taiwan": GLUED,
}
IN_FURNITURE: dict[str, str] = {
    "boxes": "two bodies are taken for one, and no body is left for a headline",
    "list-and-jump": "a line of a headline is taken for a headline without a body",
}
RIGHT: dict[str, int] = {
    "abreast": 6,
    "briefs": 7,
    "broadcast": 3,
    "columns-moved": 4,
    "headline-after": 4,
    "headline-before": 5,
    "list-and-jump": 3,
    "ocr": 3,
    "padded-names": 1,
    "photos": 5,
    "radicals": 4,
    "side-by-side": 2,
    "spaced": 4,
    "squeezed": 1,
    "titles-last": 3,
    "traditional-hong-kong": 1,
    "traditional-taiwan": 2,
    "woven": 4,
}
"""How many articles of each page have come out right in every part; none may be lost again."""
LOST: dict[str, str] = dict.fromkeys(("padded-names", "traditional-hong-kong"), TIED)
"""Where fewer are right than have been."""


def _cases(names: Iterable[str], failures: dict[str, str]) -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.xfail(reason=failures[name]) if name in failures else ()) for name in names
    ]


def _printed(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


@pytest.mark.parametrize("name", _cases(documents.names(), KNOWN_FAILURES))
def test_articles_come_back_as_documented(name: str) -> None:
    _, document = documents.load(name)
    assert documents.page_parts(documents.repaired(name)) == [article.parts() for article in document.articles]


@pytest.mark.parametrize("name", _cases(RIGHT, LOST))
def test_no_fewer_articles_are_right_than_have_been(name: str) -> None:
    _, document = documents.load(name)
    found = documents.page_parts(documents.repaired(name))
    assert sum(article.parts() in found for article in document.articles) >= RIGHT[name]


@pytest.mark.parametrize("name", _cases(documents.names(), IN_FURNITURE))
def test_furniture_comes_back_as_documented(name: str) -> None:
    _, document = documents.load(name)
    furniture = documents.repaired(name).furniture
    assert [(block.role.value, str(block.text)) for block in furniture] == list(document.furniture)


@pytest.mark.parametrize("name", documents.names())
def test_the_articles_of_a_page_set_as_text_are_known_again(name: str) -> None:
    page = documents.repaired(name)
    again = repair(write_text(page))
    assert [str(article.paragraphs[0]) for article in again.articles] == [
        str(article.paragraphs[0]) for article in page.articles
    ]
    assert all(
        str(article.headline).endswith(str(before.headline)) or str(article.headline).startswith(str(before.headline))
        for article, before in zip(again.articles, page.articles, strict=True)
    )
    furniture = [str(block.text) for block in again.furniture if block.role is not Role.RULE]
    assert furniture == [str(block.text) for block in page.furniture]


@pytest.mark.parametrize("name", documents.names())
def test_the_dump_is_the_one_that_the_document_asks_for(name: str) -> None:
    dump, document = documents.load(name)
    if document.layout:
        assert set_document(document) == dump
    else:
        texts = [text for article in document.articles for text in _texts(article.parts())]
        assert _printed(dump) == _printed("".join([*texts, *(text for _, text in document.furniture)]))


def _texts(parts: documents.Parts) -> list[str]:
    single = (parts["kicker"], parts["headline"], parts["deck"], parts["dateline"], parts["byline"], parts["jump"])
    return [text for text in (*single, *parts["paragraphs"], *parts["captions"]) if text]
