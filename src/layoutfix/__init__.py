"""layoutfix: the articles of a newspaper page, in order, from the text dump of that page.

>>> import layoutfix
>>> layoutfix.fix("Hello, world.")
'Hello, world.'
"""

from collections.abc import Iterator

from .edits import Edit, apply, edits_of, revert
from .errors import (
    EditError,
    InputError,
    LawError,
    LayoutfixError,
    MissingExtraError,
    UnknownConfigError,
    UnknownPassError,
)
from .io.read_text import read_page, split_pages
from .io.write_text import write_text
from .links import link_pages
from .page import Article, Block, Decision, Line, Link, Page, Role, Seam, with_offsets
from .passes.check_laws import left_as_read
from .pipeline import Pass, Pipeline
from .presets import CHARACTERS, NEWSPAPER, PRESETS, PROSE
from .text import Piece, Span, Text

__version__ = "0.1.0"

__all__ = [
    "CHARACTERS",
    "NEWSPAPER",
    "PRESETS",
    "PROSE",
    "Article",
    "Block",
    "Decision",
    "Edit",
    "EditError",
    "InputError",
    "LawError",
    "LayoutfixError",
    "Line",
    "Link",
    "MissingExtraError",
    "Page",
    "Pass",
    "Piece",
    "Pipeline",
    "Role",
    "Seam",
    "Span",
    "Text",
    "UnknownConfigError",
    "UnknownPassError",
    "apply",
    "articles",
    "edits",
    "explain",
    "fix",
    "link_pages",
    "pages",
    "repair",
    "revert",
]


def repair(dump: str, pipeline: Pipeline = NEWSPAPER) -> Page:
    """The page of one dump, taken apart into articles and furniture.

    A U+000C inside the dump is white space here; `pages` takes a dump of several pages.

    >>> page = repair("湖边栈道本月完工\\n\\n　　本报讯 城东湖边的木栈道将在\\n本月底完工。")
    >>> str(page.articles[0].headline)
    '湖边栈道本月完工'
    """
    return pipeline(read_page(dump))


def pages(dump: str, pipeline: Pipeline = NEWSPAPER, *, keep_going: bool = False) -> Iterator[Page]:
    """The pages of a dump, which U+000C divides, one after the other; offsets are those of each page's own dump.

    Articles that a jump line leads to another page of the dump are tied to each other (`link_pages`). A page that a
    pass did not keep whole raises `LawError`; with `keep_going` it comes as it was read, and its one decision says so.
    """
    yield from link_pages(list(_unlinked(dump, pipeline, keep_going)))


def _unlinked(dump: str, pipeline: Pipeline, keep_going: bool = False) -> Iterator[Page]:
    """The pages of a dump, each as soon as it is repaired."""
    parts = list(split_pages(dump))
    end = dump[sum(map(len, parts)) + len(parts) - 1 :]
    for number, part in enumerate(parts, 1):
        page = read_page(part, number).with_(end=end if number == len(parts) else "")
        try:
            page = pipeline(page)
        except LawError as error:
            if not keep_going:
                raise
            page = left_as_read(page, error)
        yield page


def articles(dump: str, pipeline: Pipeline = NEWSPAPER) -> Iterator[Article]:
    """The articles of a dump of one or more pages, in order."""
    for page in pages(dump, pipeline):
        yield from page.articles


def fix(dump: str, pipeline: Pipeline = NEWSPAPER) -> str:
    """The dump as clean text: articles in order, a paragraph a line. What needs no repair comes back as it is."""
    return "\f".join(map(write_text, _unlinked(dump, pipeline)))


def edits(dump: str, pipeline: Pipeline = NEWSPAPER) -> tuple[Edit, ...]:
    """What `fix` changes: `apply(edits(dump), dump)` is `fix(dump)`, and `revert` makes it the dump again.

    Spans are half-open ranges of characters of the whole dump, all its pages together.

    >>> [(edit.before, edit.after, edit.step) for edit in edits("⼯作日报")]
    [('⼯', '工', 'fold-characters')]
    """
    return edits_of(_unlinked(dump, pipeline))


def explain(dump: str, pipeline: Pipeline = NEWSPAPER) -> tuple[Decision, ...]:
    """What was done to the dump and why, in the order in which it was decided, page by page.

    Spans are half-open ranges of characters of the whole dump, all its pages together.

    >>> [(decision.step, decision.spans) for decision in explain("工作日报\f⼯作日报", CHARACTERS)]
    [('fold-characters', (Span(start=5, end=6),))]
    """
    return tuple(
        decision._replace(spans=tuple(span.moved(offset) for span in decision.spans))
        for page, offset in with_offsets(pages(dump, pipeline))
        for decision in page.decisions
    )
