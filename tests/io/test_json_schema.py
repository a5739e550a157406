"""The JSON Schema of the output: what is printed is valid, and what is not printed is refused."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import documents
from layoutfix import NEWSPAPER, Page, pages, repair
from layoutfix.io.write_json import page_object, schema, to_json
from layoutfix.io.write_pages import write_pages
from samples import JUMPING
from strategies import any_page

VALIDATOR = Draft202012Validator(schema())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def _keys(node: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for value in node.values():
            yield from _keys(value)
    elif isinstance(node, list):
        for value in node:
            yield from _keys(value)


def test_every_key_is_described_and_no_object_has_others() -> None:
    found = list(_keys(schema()))
    assert {"source", "page", "kicker", "score", "doubtful", "continues", "spans"} <= {name for name, _ in found}
    definitions = schema()["$defs"]
    for name, key in found:
        described = key if "description" in key else definitions[key["$ref"].rpartition("/")[2]]
        assert described["description"].endswith("."), name
    text = json.dumps(schema())
    assert text.count('"properties"') == text.count('"additionalProperties": false')


@pytest.mark.parametrize("spans", [False, True])
@pytest.mark.parametrize("name", documents.names())
def test_fixtures(name: str, spans: bool) -> None:
    sourced = [(f"{name}.txt", documents.repaired(name))] * 2
    for line in "".join(write_pages(sourced, "jsonl", spans)).splitlines():
        VALIDATOR.validate(json.loads(line))
    for page in json.loads("".join(write_pages(sourced, "json", spans))):
        VALIDATOR.validate(page)


@pytest.mark.parametrize("spans", [False, True])
@pytest.mark.parametrize("passes", range(len(NEWSPAPER)))
def test_pages_that_are_not_finished(passes: int, spans: bool) -> None:
    page = repair(documents.load("woven")[0], NEWSPAPER.only(*NEWSPAPER.names[:passes]))
    VALIDATOR.validate(page_object(page, "-", spans))


def test_links() -> None:
    first, second = (page_object(page, "-") for page in pages(JUMPING))
    assert first["articles"][0]["continues"] == {"page": 2, "article": 0}
    assert second["articles"][0]["continued_from"] == {"page": 1, "article": 0}
    VALIDATOR.validate(first)
    VALIDATOR.validate(second)


@given(any_page)
def test_any_page(page: Page) -> None:
    for spans in (False, True):
        VALIDATOR.validate(json.loads(to_json(page_object(page, "page.txt", spans))))


def _article(page: dict[str, Any]) -> dict[str, Any]:
    article: dict[str, Any] = page["articles"][0]
    return article


WRONG: dict[str, Callable[[dict[str, Any]], object]] = {
    "a key too many": lambda page: page.update(title="甲"),
    "no source": lambda page: page.pop("source"),
    "page 0": lambda page: page.update(page=0),
    "no articles": lambda page: page.pop("articles"),
    "lines that are none": lambda page: page.update(lines=[]),
    "a key too many in an article": lambda page: _article(page).update(author=None),
    "an article without jump": lambda page: _article(page).pop("jump"),
    "a number for a headline": lambda page: _article(page).update(headline=1),
    "null for paragraphs": lambda page: _article(page).update(paragraphs=None),
    "a paragraph that is null": lambda page: _article(page).update(paragraphs=[None]),
    "a score above 1": lambda page: _article(page).update(score=1.5),
    "doubtful, but false": lambda page: _article(page).update(doubtful=False),
    "a link without an article": lambda page: _article(page).update(continues={"page": 2}),
    "a link that is null": lambda page: _article(page).update(continued_from=None),
    "a text without spans": lambda page: _article(page).update(headline={"text": "甲"}),
    "a span without an end": lambda page: _article(page).update(headline={"text": "甲", "spans": [[0]]}),
    "a span of three": lambda page: _article(page).update(headline={"text": "甲", "spans": [[0, 1, 2]]}),
    "a span before the dump": lambda page: _article(page).update(headline={"text": "甲", "spans": [[-1, 0]]}),
    "furniture of no role": lambda page: page["furniture"].append({"text": "甲"}),
    "furniture of an unknown role": lambda page: page["furniture"].append({"role": "advert", "text": "甲"}),
    "furniture that is a string": lambda page: page["furniture"].append("甲"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_printed_is_refused(wrong: str) -> None:
    page = json.loads(to_json(page_object(documents.repaired("photos"), "page.txt")))
    assert VALIDATOR.is_valid(page)
    WRONG[wrong](page)
    assert not VALIDATOR.is_valid(page)
