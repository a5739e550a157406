"""Writes pages, of one file or several, one after the other in one format.

The writer of a format is loaded where it is used, so that nobody waits for the others.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final, TypeAlias

from ..page import Page
from .visible import visible
from .write_text import write_text

Sourced: TypeAlias = Iterable[tuple[str, Page]]
"""Pages, each with the name of the file that it came from."""


def write_pages(pages: Sourced, form: str, spans: bool = False) -> Iterator[str]:
    """The output for the pages, in pieces to be written one after the other; nothing where there are no pages.

    `form` is a key of `FORMATS`; `spans` counts for JSON alone. Text has U+000C between pages, Markdown a rule. `json`
    is one object for a single page and an array of them for more; `jsonl` is one object a line, `nitf` one article a
    line; `html` and `tei` are one document.

    >>> from layoutfix.io.read_text import read_page
    >>> list(write_pages([("page.txt", read_page("a")), ("page.txt", read_page("b"))], "text"))
    ['a', '\\x0cb']
    """
    return FORMATS[form](pages, spans)


def _text(pages: Sourced, _spans: bool) -> Iterator[str]:
    ended = True
    for _, page in pages:
        yield ("" if ended else "\f") + write_text(page)
        ended = page.end != ""


def _markdown(pages: Sourced, _spans: bool) -> Iterator[str]:
    from .write_markdown import write_markdown

    return _between("\n---\n\n", filter(None, (write_markdown(page) for _, page in pages)))


def _explain(pages: Sourced, _spans: bool) -> Iterator[str]:
    from .write_explain import write_explain

    for source, page in pages:
        decisions = write_explain(page) or "nothing was decided\n"
        yield f"{visible(source)}, page {page.number}\n{decisions}\n"


def _jsonl(pages: Sourced, spans: bool) -> Iterator[str]:
    from .write_json import page_object, to_json

    return (to_json(page_object(page, source, spans)) + "\n" for source, page in pages)


def _json(pages: Sourced, spans: bool) -> Iterator[str]:
    from .write_json import page_object, to_json

    objects = (to_json(page_object(page, source, spans), indent=2) for source, page in pages)
    first = list(islice(objects, 2))
    if len(first) < 2:
        yield from (f"{only}\n" for only in first)
        return
    yield "[\n"
    yield from _between(",\n", chain(first, objects))
    yield "\n]\n"


def _html(pages: Sourced, _spans: bool) -> Iterator[str]:
    from .write_html import write_html  # loaded here, and so the next two, so that nobody waits for XML who needs none

    return write_html(pages)


def _tei(pages: Sourced, _spans: bool) -> Iterator[str]:
    from .write_tei import write_tei

    return write_tei(pages)


def _nitf(pages: Sourced, _spans: bool) -> Iterator[str]:
    from .write_nitf import write_nitf

    return write_nitf(pages)


def _between(separator: str, parts: Iterable[str]) -> Iterator[str]:
    return ((separator if at else "") + part for at, part in enumerate(parts))


FORMATS: Final[dict[str, Callable[[Sourced, bool], Iterator[str]]]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
    "jsonl": _jsonl,
    "html": _html,
    "tei": _tei,
    "nitf": _nitf,
    "explain": _explain,
}

SUFFIXES: Final = {
    "text": ".txt",
    "markdown": ".md",
    "json": ".json",
    "jsonl": ".jsonl",
    "html": ".html",
    "tei": ".xml",
    "nitf": ".nitf",
    "explain": ".txt",
}
"""What the name of a file in each format ends in."""
