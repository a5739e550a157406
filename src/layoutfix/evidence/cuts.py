"""In which order the parts of a page are read, by where they stand: X-Y cuts.

A page is cut into columns where nothing stands across, a column into what stands above and below, each of these into
columns again, and so on: the recursive X-Y cuts of Nagy and Seth ("Hierarchical representation of optically scanned
documents", 1984), columns first, as newspapers are read. Only where what stands in each row begins level, as in a
table, rows come first.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

LEVEL: Final = 1
"""What begins no more rows apart than this begins level."""


class Box(NamedTuple):
    """Where a part of a page stands: its rows, and the cells in them, as half-open spans."""

    top: int
    bottom: int
    left: int
    right: int


Part = list[int]
"""The numbers of some boxes."""


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The numbers of the boxes in the order in which they are read; those that no cut parts, in the order given.

    Time grows with the square of their number where each cut parts one box from the rest.

    >>> reading_order([Box(0, 9, 0, 20), Box(4, 12, 22, 40), Box(10, 20, 0, 20), Box(13, 20, 22, 40)])
    [0, 2, 1, 3]
    >>> reading_order([Box(0, 9, 0, 20), Box(0, 9, 22, 40), Box(10, 20, 0, 20), Box(10, 20, 22, 40)])
    [0, 1, 2, 3]
    """
    heights = [(box.top, box.bottom) for box in boxes]
    widths = [(box.left, box.right) for box in boxes]
    order: list[int] = []
    waiting: list[Part] = [list(range(len(boxes)))]
    while waiting:
        part = waiting.pop()
        rows, columns = _cut(part, heights), _cut(part, widths)
        first = columns if len(columns) > 1 and not _are_level(rows, boxes) else rows
        if len(first) > 1:
            waiting += reversed(first)
        else:
            order += sorted(part)
    return order


def _cut(part: Part, extents: Sequence[tuple[int, int]]) -> list[Part]:
    """The boxes in parts that do not overlap along one side of the page, from its beginning to its end."""
    parts: list[Part] = []
    reached = 0
    for at in sorted(part, key=extents.__getitem__):
        start, end = extents[at]
        if not parts or start >= reached:
            parts.append([])
        parts[-1].append(at)
        reached = max(reached, end)
    return parts


def _are_level(rows: list[Part], boxes: Sequence[Box]) -> bool:
    """Whether there are several rows, and the boxes of each begin level."""
    tops = [[boxes[at].top for at in row] for row in rows]
    return len(rows) > 1 and all(max(own) - min(own) <= LEVEL for own in tops)
