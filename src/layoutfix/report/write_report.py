"""Writes pages as one HTML file that needs nothing else: the dump on the left, its articles on the right."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from math import ceil
from string import Template
from typing import Final

from .. import __version__
from ..page import Page
from .dump_rows import Row, dump_rows, is_one_cell, width_of
from .markup import classes, colour, element, text_of
from .model import Leaf, leaf_of
from .write_dump import write_dump
from .write_reasons import write_reasons
from .write_stories import write_stories

WIDEST: Final = 160
"""Rows of more em than this are not columns of print, and are wrapped."""
BROAD: Final = 40
"""Dumps of more em than this get the greater part of the width."""


def write_report(pages: Iterable[Page], source: str, least: float = 0.9) -> str:
    """The report on the pages of one dump as a whole HTML document; `source` is the name of the dump.

    Every run of characters stands twice, in the dump and in a part of an article, and is tied to its other place;
    articles whose score in [0, 1] is below `least` stand out. The document asks nothing of any other place, and its
    Content-Security-Policy forbids it to.

    >>> from layoutfix.io.read_text import read_page
    >>> write_report([read_page("湖边栈道")], "page.txt").startswith("<!DOCTYPE html>")
    True
    """
    leaves = [leaf_of(page, least) for page in pages]
    sheets = [dump_rows(leaf) for leaf in leaves]
    sizes = [_size(rows) for rows in sheets]
    rules = (f"#page-{leaf.number}{{--em:{width}}}" for leaf, (_, width) in zip(leaves, sizes, strict=True))
    style = "\n".join([_file("report.css"), *rules])
    script = _file("report.js")
    body = "\n".join(_page(*page, least, len(leaves) > 1) for page in zip(leaves, sheets, sizes, strict=True))
    return Template(_file("report.html")).substitute(
        policy=_policy(style, script),
        version=__version__,
        source=text_of(source),
        style=style,
        script=script,
        counts="".join(_counts(leaves)),
        pages=_pages(leaves) if len(leaves) > 1 else "",
        least=f"{least:g}",
        body=body,
    )


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """What the document may do: use its own style and script, known by their hashes, and nothing else (W3C CSP 3)."""
    style_hash, script_hash = (b64encode(sha256(text.encode()).digest()).decode() for text in (style, script))
    return (
        f"default-src 'none'; style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _size(rows: Sequence[Row]) -> tuple[bool, int]:
    """Whether each character of the dump counts as one cell, and the width of its widest row in em."""
    one_cell = is_one_cell(rows)
    return one_cell, max(1, ceil(width_of(rows, one_cell)))


def _counts(leaves: Sequence[Leaf]) -> Iterator[str]:
    """What the document holds, in numbers."""
    stories = [story for leaf in leaves for story in leaf.stories]
    runs = [run for leaf in leaves for _, _, run in leaf.runs()]
    joints = [run.joint for run in runs if run.joint is not None]
    changes = [segment for run in runs for segment in run.segments if segment.source != segment.text]
    spaces = sum(len(change.source) - len(change.text) for change in changes if not change.source.strip())
    characters = sum(len(change.source) for change in changes if change.source.strip())
    yield _count(len(leaves), "page") if len(leaves) > 1 else ""
    yield _count(len(stories), "article")
    yield _count(sum(story.is_doubtful for story in stories), "to look at", "to look at", "look")
    yield _count(sum(len(leaf.rest) for leaf in leaves), "piece in no article", "pieces in no article")
    yield _count(len(joints), "line joined", "lines joined")
    yield _count(sum(joint.is_hop for joint in joints), "from elsewhere", "from elsewhere")
    yield _count(max(spaces, 0), "space taken out", "spaces taken out")
    yield _count(characters, "character changed", "characters changed")


def _count(number: int, one: str, many: str = "", name: str = "") -> str:
    words = one if number == 1 else many or f"{one}s"
    return element("li", f"<b>{number:,}</b> {words}", class_=name) if number else ""


def _pages(leaves: Iterable[Leaf]) -> str:
    links = (element("a", str(leaf.number), href=f"#page-{leaf.number}") for leaf in leaves)
    return f'<nav class="pages" aria-label="Pages">Page {" ".join(links)}</nav>'


def _page(leaf: Leaf, rows: list[Row], size: tuple[bool, int], least: float, is_titled: bool) -> str:
    one_cell, width = size
    name = f"page {leaf.number}"
    dump = write_dump(rows, leaf.number, leaf.language, one_cell, wraps=width > WIDEST)
    stories = write_stories(leaf, least) or '<p class="nothing">Nothing stands on this page.</p>'
    panes = (
        element("section", f"<h3>Dump</h3>{dump}", class_="pane dump", aria_label=f"Dump of {name}"),
        element(
            "section",
            f"<h3>Articles{_chips(leaf)}</h3>{stories}",
            class_="pane stories",
            aria_label=f"Articles of {name}",
        ),
    )
    title = element("h2", name.capitalize(), class_="" if is_titled else "hidden")
    return element(
        "section",
        f'{title}<div class="panes">{"".join(panes)}</div>{write_reasons(leaf, least)}',
        class_=classes("page", BROAD < width <= WIDEST and "broad"),
        id=f"page-{leaf.number}",
        aria_label=name.capitalize(),
    )


def _chips(leaf: Leaf) -> str:
    """The numbers of the articles of a page, each a link to its article."""
    look = '<span class="look">?</span>'
    chips = (
        element(
            "a",
            f"{story.number}{look if story.is_doubtful else ''}",
            class_=classes("chip", colour(story.number)),
            href=f"#page-{leaf.number}-article-{story.number}",
            aria_label=f"Article {story.number}{', look at this' if story.is_doubtful else ''}",
        )
        for story in leaf.stories
    )
    return element("nav", "".join(chips), class_="chips", aria_label=f"Go to an article of page {leaf.number}")
