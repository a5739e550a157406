"""Writes pages, of one file or several, one after the other in one format."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final, NamedTuple, TypeAlias

from ..page import Page
from .visible import visible
from .write_explain import write_explain
from .write_json import page_object, to_json
from .write_markdown import write_markdown
from .write_text import write_text

Sourced: TypeAlias = Iterable[tuple[str, Page]]
"""Pages, each with the name of the file that it came from."""


class Format(NamedTuple):
    """How a page of a source is written, with spans or without; how written pages are set one after the other; and what
    the name of a file of such pages ends in."""

    write: Callable[[Page, str, bool], str]
    join: Callable[[Iterable[str]], Iterator[str]]
    suffix: str


def write_pages(pages: Sourced, form: str, spans: bool = False) -> Iterator[str]:
    """The output for the pages, in pieces to be written one after the other; nothing where there are no pages.

    `form` is a key of `FORMATS`; `spans` counts for JSON alone. Text has U+000C between pages, Markdown a rule. `json`
    is one object for a single page and an array of them for more; `jsonl` is one object a line.

    >>> from layoutfix.io.read_text import read_page
    >>> list(write_pages([("page.txt", read_page("a")), ("page.txt", read_page("b"))], "text"))
    ['a', '\\x0cb']
    """
    write, join, _ = FORMATS[form]
    return join(write(page, source, spans) for source, page in pages)


def _text(page: Page, _source: str, _spans: bool) -> str:
    return write_text(page)


def _markdown(page: Page, _source: str, _spans: bool) -> str:
    return write_markdown(page)


def _explain(page: Page, source: str, _spans: bool) -> str:
    decisions = write_explain(page) or "nothing was decided\n"
    return f"{visible(source)}, page {page.number}\n{decisions}\n"


def _jsonl(page: Page, source: str, spans: bool) -> str:
    return to_json(page_object(page, source, spans)) + "\n"


def _json(page: Page, source: str, spans: bool) -> str:
    return to_json(page_object(page, source, spans), indent=2)


def _between(separator: str, parts: Iterable[str]) -> Iterator[str]:
    return ((separator if at else "") + part for at, part in enumerate(parts))


def _with_rules(parts: Iterable[str]) -> Iterator[str]:
    return _between("\n---\n\n", filter(None, parts))


def _with_form_feeds(parts: Iterable[str]) -> Iterator[str]:
    return _between("\f", parts)


def _in_array(parts: Iterable[str]) -> Iterator[str]:
    parts = iter(parts)
    first = list(islice(parts, 2))
    if len(first) < 2:
        yield from (f"{only}\n" for only in first)
        return
    yield "[\n"
    yield from _between(",\n", chain(first, parts))
    yield "\n]\n"


FORMATS: Final = {
    "text": Format(_text, _with_form_feeds, ".txt"),
    "markdown": Format(_markdown, _with_rules, ".md"),
    "json": Format(_json, _in_array, ".json"),
    "jsonl": Format(_jsonl, iter, ".jsonl"),
    "explain": Format(_explain, iter, ".txt"),
}
