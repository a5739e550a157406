"""Columns that share rows with no more than a space between them.

Where an extractor makes a single space of every gutter, and nothing of an empty cell, the cell where a line begins does
not say which column it stands in. Columns still keep their order in every row, a line goes on in the one below it, and
the lines of a column are as wide as each other.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .columns import Column, Gains, Prices
from .language import Seen
from .weights import Floats

WIDEST_GAP: Final = 2
SHARED: Final = 0.6
"""Where rows are squeezed, more than this share of them is shared. Where fewer are, as in dumps of `pdftotext`, the
encoder, which learned from columns as cells tell them, does better with those."""
MOST_COLUMNS: Final = 12
"""More than any newspaper has; all lines of a row are weighed against all of the rows before it."""
REACH: Final = 4
"""A column that has no line in so many rows has ended."""
PRICES: Final = Prices(any_text=-4.0, too_narrow=1.0, skipped_row=0.2)
NEW: Final = -6.0
"""A line that scores no more than this below any column begins one."""


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
    known = Gains(width, last_kind, seen, _pairs(rows), PRICES)
    above = [-1] * len(row)
    columns: list[Column] = []
    for number, lines in enumerate(rows):
        columns = [column for column in columns if number - column.row <= REACH]
        gains = [[known.gain(column, line, number) - NEW for line in lines] for column in columns]
        places = aligned(gains) if gains else [-1] * len(lines)
        now: list[Column] = []
        done = 0
        for line, place in zip(lines, places, strict=True):
            if place < 0:
                now.append(known.begun(line, number))
                continue
            above[line] = columns[place].last
            now += [*columns[done:place], known.grown(columns[place], line, number)]
            done = place + 1
        columns = now + columns[done:]
    return above


def _pairs(rows: list[list[int]]) -> list[tuple[int, int]]:
    """Each line with those of the next rows."""
    return [
        (tail, head)
        for number, heads in enumerate(rows)
        for tails in rows[max(0, number - REACH) : number]
        for tail in tails
        for head in heads
    ]


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
