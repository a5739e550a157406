"""Columns told by text: which line stands above which where the lines of several columns take turns.

Extractors that read rows from left to right weave columns that stand side by side: a line is followed by its neighbour
in the next column, not by the one that it goes on in. Columns still keep their order from left to right, a line goes on
in the one below it, and the lines of a column are as wide as each other. So the lines are given to columns one after
the other; of the ways to do so the `MOST_WAYS` best are kept, since often only the next rows show which line belongs
where.
"""

from collections.abc import Iterator
from itertools import compress
from operator import itemgetter
from typing import Final, NamedTuple, Optional, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .characters import ends_sentence
from .columns import Column, Gains, Prices
from .seam_scorer import seam_scores
from .sheet import Ints, Sheet, places_along, walk_of

MOST_WAYS: Final = 12
LEAST_LINES: Final = 20
"""Fewer lines are no page of columns that take turns."""
WOVEN: Final = 0.4
"""Where a smaller share of the lines that stop within a sentence goes on in the next line, columns may take turns,"""
BETTER: Final = 0.13
"""and do so if the share is so much greater once each line stands below the one that it goes on from."""
BLOCKY: Final = 0.3
"""Where a greater share of the lines has a blank line above it, lines without one stand below the line before: of 2,602
such lines on woven pages 98 in 100."""
WORDY: Final = 8.0
"""Only lines wider than this, in em, are asked where they go on."""
ROWS: Final = 3
"""A column that has no line in so many rows has ended,"""
LINES: Final = 24
"""or in so many lines."""
PRICES: Final = Prices(any_text=-5.5, too_narrow=1.5, skipped_row=0.4)
NEW: Final = -8.0
"""What a line scores that begins a column."""
SKIPPED_COLUMN: Final = 0.5
"""What each column costs that has no line in a row."""
NEW_ROW: Final = 3.0
"""What it costs to go on in the next row."""

_Link = tuple[int, int, Optional["_Link"]]
"""A line, the one above it (-1: none), and the same of the line before, and so on."""


class _Way(NamedTuple):
    """A way to give out the lines so far: what it scores, the columns that are open, from left to right, how many of
    them stand left of the next line if that is in the same row, the number of the row, and what stands above what."""

    score: float
    columns: tuple[Column, ...]
    done: int
    row: int
    links: _Link | None

    def without_ended(self, line: int) -> "_Way":
        """The same without the columns whose last line lies too far back."""
        row, last = self.row - ROWS, line - LINES
        is_open = [column.row >= row and column.last >= last for column in self.columns]
        if all(is_open):
            return self
        return self._replace(columns=tuple(compress(self.columns, is_open)), done=sum(is_open[: self.done]))


_Step: TypeAlias = tuple[float, _Way, int, int, bool]
"""What scores how much: after a way the next line goes below the column of this number or, if that is new, begins one
there, in a row of this number."""


class _Lines:
    """The lines of a sheet as they are given to columns: their rows, which stand in one block with the line before, and
    what they gain by going on in columns."""

    def __init__(self, sheet: Sheet) -> None:
        self.row: list[int] = sheet.row.tolist()
        self.in_block: list[bool] = _in_blocks(sheet).tolist()
        pairs = [(a, b) for b, row in enumerate(self.row) for a in range(max(0, b - LINES), b) if self.row[a] != row]
        self.gains = Gains(sheet.width, sheet.last_kind, sheet.seen, pairs, PRICES)

    def steps(self, way: _Way, line: int) -> Iterator[_Step]:
        """The steps that a line may take from a way: below each column, or as the first of one."""
        gain = self.gains.gain
        if self.in_block[line]:
            at, row = way.done - 1, way.row + 1
            yield way.score + gain(way.columns[at], line, row), way, at, row, False
            return
        way = way.without_ended(line)
        score, columns, done, row, _ = way
        yield score + NEW, way, done, row, True
        for at in range(done, len(columns)):
            yield score + gain(columns[at], line, row) - SKIPPED_COLUMN * (at - done), way, at, row, False
        if not done or self.row[line] == self.row[line - 1]:
            return
        row, turn = row + 1, NEW_ROW + SKIPPED_COLUMN * (len(columns) - done)
        for at in range(done):
            yield score + gain(columns[at], line, row) - (turn + SKIPPED_COLUMN * at), way, at, row, False
        yield score + NEW - turn, way, 0, row, True

    def taken(self, step: _Step, line: int) -> _Way:
        """The way with a line after a step."""
        score, way, at, row, is_new = step
        left, right = way.columns[:at], way.columns[at:]
        if is_new:
            over, own = -1, self.gains.begun(line, row)
        else:
            column, right = right[0], right[1:]
            over, own = column.last, self.gains.grown(column, line, row)
        return _Way(score, (*left, own, *right), at + 1, row, (line, over, way.links))


def track_of(sheet: Sheet) -> Ints | None:
    """For each line its place in the columns that the text tells, one after the other; nothing where the walk of the
    sheet reads on well enough."""
    if len(sheet) < LEAST_LINES:
        return None
    asked = ~ends_sentence(sheet.last_kind) & (sheet.width > WORDY)
    asked[:-1] &= ~_in_blocks(sheet)[1:]
    share = _share_going_on(sheet, sheet.walk, asked)
    if share >= WOVEN:
        return None
    walk = walk_of(above_in_turns(sheet))
    return places_along(walk) if _share_going_on(sheet, walk, asked) > share + BETTER else None


def above_in_turns(sheet: Sheet) -> Ints:
    """For each line the one that stands above it in its column, -1 for none, so that all together go on best.

    Lines of a row of the dump stand side by side, and so may lines of rows that follow each other.
    """
    lines = _Lines(sheet)
    ways = [_Way(0.0, (), 0, 0, None)]
    for line in range(len(sheet)):
        steps = [step for way in ways for step in lines.steps(way, line)]
        found: dict[tuple[tuple[Column, ...], int, int], _Way] = {}
        for step in sorted(steps, key=itemgetter(0), reverse=True):
            way = lines.taken(step, line)
            found.setdefault((way.columns, way.done, way.row), way)
            if len(found) == MOST_WAYS:
                break
        ways = list(found.values())
    return _traced(ways[0], len(sheet))


def _traced(way: _Way, count: int) -> Ints:
    """What stands above each line of a way."""
    above = np.full(count, -1)
    links = way.links
    while links:
        line, above[line], links = links
    return above


def _share_going_on(sheet: Sheet, walk: Ints, asked: NDArray[np.bool_]) -> float:
    """The share of the lines asked that go on in the next line of a walk; 1 where none is asked."""
    tails, heads = walk[:-1], walk[1:]
    here = asked[tails]
    if not here.any():
        return 1.0
    return float((seam_scores(sheet.seen, tails[here], heads[here]) > 0).mean())


def _in_blocks(sheet: Sheet) -> NDArray[np.bool_]:
    """Whether each line stands in one block with the line before, on a page where blank rows tell of blocks."""
    apart = np.diff(sheet.row, prepend=sheet.row[:1])
    in_blocks: NDArray[np.bool_] = (apart == 1) & ((apart > 1).mean() > BLOCKY)
    return in_blocks
