"""The dump of a page row by row, cut where a run begins or ends."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from ..script import width_em
from ..text import LINE_END
from .model import Leaf, Part, Run, Segment, Story


class Owner(NamedTuple):
    """A run with the part and the article that it is of; `story` is None for what stands in no article."""

    story: Story | None
    part: Part
    run: Run


class Cut(NamedTuple):
    """A stretch of one row, in segments; `owner` is None where no part has it."""

    owner: Owner | None
    segments: tuple[Segment, ...]

    @property
    def source(self) -> str:
        """The characters of the dump."""
        return "".join([segment.source for segment in self.segments])


Row: TypeAlias = tuple[Cut, ...]

LEAST_GUTTERS: Final = 8
"""Fewer gutters than this tell nothing of how a dump counts its cells."""


def dump_rows(leaf: Leaf) -> list[Row]:
    """The rows of the dump without their line ends, each cut at all borders of runs; every character is in one cut.

    >>> from layoutfix.page import Article, Page
    >>> from layoutfix.text import Text
    >>> from layoutfix.report.model import leaf_of
    >>> dump = "　栈道\\n"
    >>> leaf = leaf_of(Page(dump, articles=(Article(headline=Text.of(dump, 1, 3)),)), 0.9)
    >>> [[(cut.source, cut.owner is not None) for cut in row] for row in dump_rows(leaf)]
    [[('\\u3000', False), ('栈道', True)]]
    """
    rows: list[list[tuple[Owner | None, Segment]]] = [[]]
    for owner, segment in _stretches(leaf):
        head, *tails = LINE_END.split(segment.source)
        rows[-1].append((owner, _resourced(segment, head)))
        rows += ([(owner, _resourced(segment, tail))] for tail in tails)
    if not any(segment.source for _, segment in rows[-1]):
        rows.pop()  # what follows the last line end is no row
    return [tuple(_cuts(row)) for row in rows]


def width_of(rows: Iterable[Row], one_cell: bool) -> float:
    """The width in em of the widest row; each character is one em where `one_cell`."""
    texts = ("".join(cut.source for cut in row).rstrip() for row in rows)
    return max((len(text) if one_cell else width_em(text) for text in texts), default=0)


def is_one_cell(rows: Iterable[Row]) -> bool:
    """Whether the columns of the dump stand straight where each character, a space too, is as wide as any other.

    `pdftotext -layout` counts a Han character as one cell, others as two: what makes the runs beyond the gutters of
    rows begin at fewer places is what was meant.
    """
    before = [text for row in rows for text in _before_gutters(row)]
    return len(before) >= LEAST_GUTTERS and len(set(map(len, before))) < len(set(map(width_em, before)))


def _before_gutters(row: Row) -> Iterator[str]:
    """For each run that a gutter stands before in its row, what stands before it."""
    before = ""
    for cut in row:
        if cut.owner is not None and before.strip() and before.endswith("  "):
            yield before
        before += cut.source


def _stretches(leaf: Leaf) -> Iterator[tuple[Owner | None, Segment]]:
    """The dump from its beginning to its end."""
    end = 0
    for owner in sorted((Owner(*found) for found in leaf.runs()), key=lambda owner: owner.run.span):
        start = owner.run.span.start
        if end < start:
            yield None, Segment(leaf.dump[end:start], leaf.dump[end:start])
        yield from ((owner, segment) for segment in owner.run.segments if segment.source)
        end = owner.run.span.end
    yield None, Segment(leaf.dump[end:], leaf.dump[end:])


def _resourced(segment: Segment, source: str) -> Segment:
    """The segment with a part of its source; what stands unchanged still does."""
    return Segment(source, source if segment.text == segment.source else segment.text)


def _cuts(row: Iterable[tuple[Owner | None, Segment]]) -> Iterator[Cut]:
    for owner, own in groupby(row, key=itemgetter(0)):
        segments = tuple(segment for _, segment in own if segment.source)
        if segments:
            yield Cut(owner, segments)
