"""The readings of the stretches of a page, found once though several passes ask for them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import eq
from typing import Any, NamedTuple

from ..page import Line
from .encoder import Reading, read_tied
from .flows import Flows, tie_lines
from .page_ends import page_ends
from .sheet import Sheet, sheet_of
from .stretches import stretch_limits, stretches_of


class Stretch(NamedTuple):
    """Lines of a page that are read together: their numbers, their reading, and what follows each of them by it."""

    lines: range
    reading: Reading
    ties: Flows


def read_stretches(lines: tuple[Line, ...]) -> Iterator[Stretch]:
    """The stretches of the lines of a page.

    Of the two pages that were read last all is kept but the sheets, which take far more room, and less time.
    """
    page = _Lines(lines)
    kept = _kept(page)
    limits = tuple(stretch_limits(lines, [stretch for stretch, _, _ in kept]))
    for stretch, fields, ties in kept:
        reading = Reading(_sheet(page.part(stretch)), *fields)
        yield Stretch(stretch, reading._replace(limits=limits + reading.limits), ties)


class _Lines:
    """Lines that are equal where what the encoder sees of them is."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self._hash = hash(tuple(map(_seen, lines)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Lines) or len(self.lines) != len(other.lines):
            return False
        return self.lines is other.lines or all(map(eq, map(_seen, self.lines), map(_seen, other.lines)))

    def __hash__(self) -> int:
        return self._hash

    def part(self, stretch: range) -> "_Lines":
        """The lines of a stretch."""
        return self if len(stretch) == len(self.lines) else _Lines(self.lines[stretch.start : stretch.stop])


def _seen(line: Line) -> tuple[str, int, int, float, int]:
    """What the encoder sees of a line."""
    return line.text.value, line.row, line.column, line.indent, line.blank


@lru_cache(maxsize=2)
def _kept(page: _Lines) -> tuple[tuple[range, Sequence[Any], Flows], ...]:
    """The stretches, each with the fields of its reading but the sheet, and its ties."""

    @lru_cache(maxsize=1)
    def read(stretch: range) -> tuple[Reading, Flows]:
        return read_tied(_sheet(page.part(stretch)), tie_lines)

    def ends_in(longest: range) -> list[int]:
        reading, ties = read(longest)
        return page_ends(reading, ties.following, several=len(longest) < len(page.lines))

    readings = ((stretch, *read(stretch)) for stretch in stretches_of(page.lines, ends_in))
    return tuple((stretch, reading[1:], ties) for stretch, reading, ties in readings)


@lru_cache(maxsize=2)
def _sheet(lines: _Lines) -> Sheet:
    return sheet_of(lines.lines)


def forget_readings() -> None:
    """Let the next page be read anew, by other weights."""
    _kept.cache_clear()
    _sheet.cache_clear()
