"""What the encoder makes of the stretches of a page, found once though several passes ask for it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import eq
from typing import Any

from ..page import Line
from .encoder import Reading, read_sheet
from .flows import forget_ties, tie_lines
from .page_ends import page_ends
from .sheet import Ints, Sheet, sheet_of
from .stretches import stretch_limits, stretches_of


def read_stretches(lines: tuple[Line, ...]) -> Iterator[tuple[range, Reading]]:
    """The stretches of the lines of a page, each with its reading.

    Of the page that was read last all readings are kept, but of their sheets only which line stands above which: the
    rest takes far more room, and less time.
    """
    page = _Lines(lines)
    kept = _kept(page)
    limits = tuple(stretch_limits(lines, [stretch for stretch, _, _ in kept]))
    for stretch, above, fields in kept:
        reading = Reading(_sheet(page.part(stretch, above)), *fields)
        yield stretch, reading._replace(limits=limits + reading.limits)


class _Lines:
    """Lines that are equal where what the encoder sees of them is; `above` are those of their sheet, if it was made."""

    def __init__(self, lines: tuple[Line, ...], above: Ints | None = None) -> None:
        self.lines = lines
        self.above = above
        self._hash = hash(tuple(map(_seen, lines)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Lines) or len(self.lines) != len(other.lines):
            return False
        return self.lines is other.lines or all(map(eq, map(_seen, self.lines), map(_seen, other.lines)))

    def __hash__(self) -> int:
        return self._hash

    def part(self, stretch: range, above: Ints | None = None) -> "_Lines":
        """The lines of a stretch."""
        return self if len(stretch) == len(self.lines) else _Lines(self.lines[stretch.start : stretch.stop], above)


def _seen(line: Line) -> tuple[str, int, int, float, int]:
    """What the encoder sees of a line."""
    return line.text.value, line.row, line.column, line.indent, line.blank


@lru_cache(maxsize=2)
def _kept(page: _Lines) -> tuple[tuple[range, Ints, Sequence[Any]], ...]:
    """The stretches, each with the lines above its lines and the fields of its reading but the sheet."""

    @lru_cache(maxsize=1)
    def read(stretch: range) -> Reading:
        return read_sheet(_sheet(page.part(stretch)), tie_lines)

    def ends_in(longest: range) -> list[int]:
        reading = read(longest)
        return page_ends(reading, tie_lines(reading).following, several=len(longest) < len(page.lines))

    readings = ((stretch, read(stretch)) for stretch in stretches_of(page.lines, ends_in))
    return tuple((stretch, reading.sheet.above, reading[1:]) for stretch, reading in readings)


@lru_cache(maxsize=2)
def _sheet(lines: _Lines) -> Sheet:
    return sheet_of(lines.lines, lines.above)


def forget_readings() -> None:
    """Let the next page be read anew, by other weights."""
    _kept.cache_clear()
    _sheet.cache_clear()
    forget_ties()
