"""Columns that share rows with no more than a space between them.

Where an extractor makes a single space of every gutter, and nothing of an empty cell, the cell where a line begins
hardly says which column it stands in: the text has to (`tracks`).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

WIDEST_GAP: Final = 2
SHARED: Final = 0.6
"""Where rows are squeezed, more than this share of them is shared. Where fewer are, as in dumps of `pdftotext`, the
encoder, which learned from columns as cells tell them, does better with those."""
MOST_COLUMNS: Final = 12
"""More than any newspaper has."""


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
