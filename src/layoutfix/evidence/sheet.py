"""The lines of a page as columns of numbers, and the order in which a column reads from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..page import Line
from .characters import Kind, code_points, kind_table, width_table
from .language import Seen, seen_of
from .squeezed import above_by_text, is_squeezed
from .weights import Floats

Ints = NDArray[np.int64]

LEAST_CELLS = 6
MOST_OPEN = 64
WINDOW = 8
"""So many lines on either side of a line are around it."""
LONGEST = 2000
"""Of a line of more characters, which no column can hold, the first and the last half of so many count."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of n lines before any decision; every array has one entry a line, in the order of the page.

    `texts` are the lines without white space, those of more than `LONGEST` characters without their middle; `shortened`
    is the number of these. `seen` tells of the seams between them. `width` is in em; `measure` is the width that three
    quarters of the lines around each do not exceed. `above` is the line above each in its column, -1 for none. `walk`
    lists the lines in column order: dump order where each row holds one line, and from top to bottom of each column
    where rows hold several. `place` is the inverse of `walk`. `open_marks` counts opening less closing quotes and
    brackets. `block` numbers the runs of lines that no blank line divides, along the walk.
    """

    texts: list[str]
    seen: Seen
    width: Floats
    measure: Floats
    characters: Ints
    first_kind: NDArray[np.uint8]
    last_kind: NDArray[np.uint8]
    pauses: Floats
    digits: Floats
    open_marks: Floats
    spaces: Floats
    indent: Floats
    blank: Floats
    row: Ints
    column: Ints
    in_row: Ints
    from_row_end: Ints
    above: Ints
    walk: Ints
    place: Ints
    block: Ints
    shortened: int

    def __len__(self) -> int:
        return len(self.texts)

    def along_walk(self, following: Ints) -> Ints:
        """What follows each line (-1: nothing), from the order of the page to that of the walk."""
        after = following[self.walk]
        return np.where(after >= 0, self.place[after], -1)


def distinct(values: Ints) -> Ints:
    """The values in order, each once, none of them below 0: `np.unique`, which loads `numpy.ma` to tell masked arrays.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values)
    return ordered[np.diff(ordered, prepend=-1) > 0]


def true_places(table: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """The rows and the columns where a table is true, row by row: `np.nonzero`, which takes a table far slower than a
    list.

    >>> rows, columns = true_places(np.array([[False, True], [True, True]]))
    >>> rows.tolist(), columns.tolist()
    ([0, 1, 1], [1, 0, 1])
    """
    rows, columns = np.divmod(np.flatnonzero(table), table.shape[1])
    return rows, columns


def sheet_of(lines: Sequence[Line]) -> Sheet:
    """The numbers of the lines of a page; time grows in proportion to their text."""
    values = [line.text.value for line in lines]
    whole = ["".join(v.split()) or v for v in values]
    spaces = np.array([len(v) - len(text) for v, text in zip(values, whole, strict=True)], dtype=np.float32)
    texts = [text if len(text) <= LONGEST else text[: LONGEST // 2] + text[-LONGEST // 2 :] for text in whole]
    points = code_points("".join(texts))
    count = np.array([len(t) for t in texts], dtype=np.int64)
    stop = count.cumsum()
    start = stop - count
    kinds = kind_table()[points]
    width = _totals(width_table()[points], start, stop)
    places = [line.row for line in lines], [line.column for line in lines], list(map(len, values))
    row, column = (np.array(numbers, dtype=np.int64) for numbers in places[:2])
    in_row, from_row_end = _ranks(row)
    seen = seen_of(texts)
    last_kind = kinds[stop - 1]
    squeezed = is_squeezed(*places)
    found = above_by_text(places[0], width, last_kind, seen) if squeezed else _above(*places)
    above = np.array(found, dtype=np.int64)
    walk = walk_of(above)
    place = places_along(walk)
    spaced = width + 0.5 * spaces
    blank = _blank_above(lines, row, above, squeezed=squeezed)
    return Sheet(
        texts=texts,
        seen=seen,
        width=spaced,
        measure=_measures(spaced, walk, place),
        characters=count,
        first_kind=kinds[np.minimum(start, max(0, len(kinds) - 1))],
        last_kind=last_kind,
        pauses=_totals(((kinds == Kind.PAUSE) | (kinds == Kind.TERMINAL)).astype(np.float32), start, stop),
        digits=_totals((kinds == Kind.DIGIT).astype(np.float32), start, stop),
        open_marks=_totals((kinds == Kind.OPENING).astype(np.float32) - (kinds == Kind.CLOSING), start, stop),
        spaces=spaces,
        indent=_indents(lines, column, in_row, above, squeezed=squeezed),
        blank=blank,
        row=row,
        column=column,
        in_row=in_row,
        from_row_end=from_row_end,
        above=above,
        walk=walk,
        place=place,
        block=_blocks(blank, walk, above),
        shortened=sum(len(text) > LONGEST for text in whole),
    )


def _totals(values: Floats, start: Ints, stop: Ints) -> Floats:
    running = np.concatenate([[0], values.cumsum(dtype=np.float64)])
    totals: Floats = (running[stop] - running[start]).astype(np.float32)
    return totals


def _measures(width: Floats, walk: Ints, place: Ints) -> Floats:
    """The measure near each line: of the widths of lines around it along the walk the one at three quarters."""
    if not len(width):
        return width
    padded = np.pad(width[walk], WINDOW, mode="edge")
    windows = np.sort(np.lib.stride_tricks.sliding_window_view(padded, 2 * WINDOW + 1), axis=1)
    measures: Floats = windows[:, (2 * WINDOW + 1) * 3 // 4][place]
    return measures


def _ranks(row: Ints) -> tuple[Ints, Ints]:
    """How many lines of the same row stand before, and after, each."""
    n = len(row)
    if not n:
        return row, row
    new = np.concatenate([[True], row[1:] != row[:-1]])
    group = new.cumsum() - 1
    first = np.flatnonzero(new)
    size = np.diff(np.append(first, n))
    rank = np.arange(n) - first[group]
    return rank, size[group] - 1 - rank


def _above(row: list[int], column: list[int], cells: list[int]) -> list[int]:
    """For each line the one that stands above it in its column, -1 for none; the one before where no rows are shared.

    Rows are read from the top; `open_` holds what is not yet covered from below. A line counts at least `LEAST_CELLS`
    wide, so that the two characters that end a paragraph still carry the indented line under them.
    """
    if len(set(row)) == len(row):
        return list(range(-1, len(row) - 1))
    above = [-1] * len(row)
    open_: list[int] = []
    for line in range(len(row)):
        left, right = column[line], column[line] + max(cells[line], LEAST_CELLS)
        best, most = -1, 0
        kept: list[int] = []
        for other in open_:
            shared = min(right, column[other] + max(cells[other], LEAST_CELLS)) - max(left, column[other])
            if shared <= 0 or row[other] == row[line]:
                kept.append(other)
            elif shared > most:
                best, most = other, shared
        above[line] = best
        kept.append(line)
        open_ = kept[-MOST_OPEN:]
    return above


def walk_of(above: Ints) -> Ints:
    """The lines in column order: each column from its top down, columns in the order of their first lines."""
    over_each = above.tolist()
    below = [-1] * len(over_each)
    for line, over in enumerate(over_each):
        if over >= 0:
            below[over] = line
    order: list[int] = []
    for line, over in enumerate(over_each):
        if over < 0:
            at = line
            while at >= 0:
                order.append(at)
                at = below[at]
    return np.array(order, dtype=np.int64)


def places_along(walk: Ints) -> Ints:
    """The place of each line in a walk."""
    place = np.empty(len(walk), dtype=np.int64)
    place[walk] = np.arange(len(walk))
    return place


def _blocks(blank: Floats, walk: Ints, above: Ints) -> Ints:
    """The number of each line's block: they part where there is a blank row, and where the walk leaves a column."""
    breaks = blank[walk] > 0
    if len(walk):
        breaks[1:] |= above[walk][1:] != walk[:-1]
    block = np.empty(len(walk), dtype=np.int64)
    block[walk] = breaks.cumsum()
    return block


def _blank_above(lines: Sequence[Line], row: Ints, above: Ints, *, squeezed: bool) -> Floats:
    """Blank rows between each line and the one above it; where rows are shared, rows without text in its column, but
    those without any text where they are squeezed."""
    blank = np.array([line.blank for line in lines], dtype=np.float32)
    if len(lines) > 1:
        between = row - row[above] - 1
        if squeezed:
            text_rows = np.cumsum(np.diff(row, prepend=row[0]) > 0)
            between -= text_rows - text_rows[above] - 1
        far = np.where(above >= 0, between, blank)
        nearest = np.concatenate([[-1], np.arange(len(lines) - 1)])
        blank = np.where(above != nearest, far, blank).astype(np.float32)
    return np.minimum(blank, 20)


def _indents(lines: Sequence[Line], column: Ints, in_row: Ints, above: Ints, *, squeezed: bool) -> Floats:
    """White space before each line within its column, in em.

    Alone in its row a line's own indent counts, and where rows are squeezed; where columns share rows otherwise, its
    distance in cells from the leftmost of the lines just above and below it.
    """
    own = np.array([line.indent for line in lines], dtype=np.float32)
    n = len(lines)
    if n < 2 or squeezed:
        return np.minimum(own, 8)
    left = column.astype(np.float32)
    edge = left.copy()
    near = (above >= 0) & (np.abs(left - left[above]) <= 8)
    np.minimum.at(edge, np.flatnonzero(near), left[above[near]])
    np.minimum.at(edge, above[near], left[near])
    side_by_side = bool((in_row > 0).any())
    return np.minimum(left - edge if side_by_side else own, 8)
