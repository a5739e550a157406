"""Columns that share rows with no more than a space between them.

Where an extractor makes a single space of every gutter, and nothing of an empty cell, the cell where a line begins does
not say which column it stands in. Columns still keep their order in every row, a line goes on in the one below it, and
the lines of a column are as wide as each other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .characters import ends_sentence
from .language import Seen
from .seam_scorer import seam_scores
from .weights import Floats

WIDEST_GAP: Final = 2
SHARED: Final = 0.6
"""Where rows are squeezed, more than this share of them is shared. Where fewer are, as in dumps of `pdftotext`, the
encoder, which learned from columns as cells tell them, does better with those."""
MOST_COLUMNS: Final = 12
"""More than any newspaper has; all lines of a row are weighed against all of the rows before it."""
REACH: Final = 4
"""A column that has no line in so many rows has ended."""
LIKELIEST: Final = 3.0
ANY_TEXT: Final = -4.0
"""What a line scores at least below one that ends a sentence: what comes next cannot be told from that."""
LEAST: Final = -7.0
NEW: Final = -6.0
"""A line that scores no more than this below any column begins one."""
TOO_WIDE: Final = 3.0
"""What it costs a line to be wider than its column."""
TOO_NARROW: Final = 1.0
"""What it costs to be narrower and yet no end of a sentence."""
SKIPPED: Final = 0.2
"""What each row costs that the column has no line in."""
WIDER: Final = 1.5
NARROWER: Final = 2.0
"""In em."""


class _Column(NamedTuple):
    """A column while rows are read: its last line and the row of that, the width of its widest line, in em, and how
    many lines it has."""

    last: int
    row: int
    measure: float
    lines: int = 1

    def with_line(self, line: int, row: int, width: float) -> "_Column":
        """The column with one line more."""
        return _Column(line, row, max(self.measure, width), self.lines + 1)


def are_squeezed(rows: int, shared: int, gaps: Iterable[int]) -> bool:
    """Whether most of so many rows are shared, and no gap in them is wider than `WIDEST_GAP` cells."""
    return shared > SHARED * rows and all(gap <= WIDEST_GAP for gap in gaps)


def is_squeezed(row: Sequence[int], column: Sequence[int], cells: Sequence[int]) -> bool:
    """Whether lines at these rows and cells, of so many cells, are in rows that are squeezed, at most `MOST_COLUMNS` in
    each.

    >>> is_squeezed([0, 0, 1], [0, 9, 0], [8, 8, 8]), is_squeezed([0, 0], [0, 9], [8, 8])
    (False, True)
    """
    sizes = Counter(row).values()
    gaps = (column[at] - column[at - 1] - cells[at - 1] for at in range(1, len(row)) if row[at] == row[at - 1])
    return are_squeezed(len(sizes), sum(size > 1 for size in sizes), gaps) and max(sizes) <= MOST_COLUMNS


def above_by_text(row: Sequence[int], width: Floats, last_kind: NDArray[np.uint8], seen: Seen) -> list[int]:
    """For each line the one that stands above it in its column, -1 for none: in each row the lines are given to the
    columns that are open, in their order, so that all together go on best."""
    rows = [list(lines) for _, lines in groupby(range(len(row)), key=row.__getitem__)]
    scores = _scores(rows, seen)
    stops = ends_sentence(last_kind).tolist()
    widths = width.tolist()
    above = [-1] * len(row)
    columns: list[_Column] = []
    for number, lines in enumerate(rows):
        columns = [column for column in columns if number - column.row <= REACH]
        gains = [[_gain(column, line, number, scores, widths, stops) for line in lines] for column in columns]
        places = aligned(gains) if gains else [-1] * len(lines)
        now: list[_Column] = []
        done = 0
        for line, place in zip(lines, places, strict=True):
            if place < 0:
                now.append(_Column(line, number, widths[line]))
                continue
            above[line] = columns[place].last
            now += [*columns[done:place], columns[place].with_line(line, number, widths[line])]
            done = place + 1
        columns = now + columns[done:]
    return above


def _scores(rows: list[list[int]], seen: Seen) -> dict[tuple[int, int], float]:
    """The score of each seam between a line and one in the next rows."""
    pairs = [
        (tail, head)
        for number, heads in enumerate(rows)
        for tails in rows[max(0, number - REACH) : number]
        for tail in tails
        for head in heads
    ]
    if not pairs:
        return {}
    tails, heads = np.array(pairs, dtype=np.int64).T
    found = np.clip(seam_scores(seen, tails, heads), LEAST, LIKELIEST)
    return dict(zip(pairs, found.tolist(), strict=True))


def _gain(
    column: _Column,
    line: int,
    row: int,
    scores: dict[tuple[int, int], float],
    widths: Sequence[float],
    stops: Sequence[bool],
) -> float:
    """How much better a line goes on in a column than begins one."""
    score = scores[column.last, line]
    ends = stops[column.last] or widths[column.last] < column.measure - NARROWER
    if ends:
        score = max(score, ANY_TEXT)
    wider = widths[line] - column.measure
    if wider > WIDER and (column.lines > 1 or not ends):
        score -= TOO_WIDE
    if wider < -NARROWER and not stops[line]:
        score -= TOO_NARROW
    return score - SKIPPED * (row - column.row - 1) - NEW


def aligned(gains: Sequence[Sequence[float]]) -> list[int]:
    """For each column of a table a row of it, or -1, in rising order, so that the sum of what they gain is highest.

    >>> aligned([[3.0, 1.0], [2.0, 2.5]]), aligned([[1.0, 4.0], [2.0, 0.5]]), aligned([[-1.0]])
    ([0, 1], [-1, 0], [-1])
    """
    count = len(gains[0])
    best = [[0.0] * (count + 1)]
    for own in gains:
        sums = [0.0]
        for at, gain in enumerate(own):
            sums.append(max(best[-1][at + 1], sums[at], best[-1][at] + gain))
        best.append(sums)
    places = [-1] * count
    row, at = len(gains), count
    while row and at:
        if best[row][at] == best[row - 1][at]:
            row -= 1
        elif best[row][at] == best[row][at - 1]:
            at -= 1
        else:
            row, at = row - 1, at - 1
            places[at] = row
    return places
