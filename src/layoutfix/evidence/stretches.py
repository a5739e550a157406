"""A page that is longer than any printed one, in stretches that are judged one by one."""

from collections.abc import Iterator, Sequence
from typing import Final

from ..page import Line
from .sheet import LONGEST

MOST_LINES: Final = 800
MOST_CHARACTERS: Final = 100_000
"""A printed page has a few hundred lines, and some twenty thousand characters. What is longer is several pages as a
rule, whose articles are mixed up where they are taken together."""


def stretches_of(lines: Sequence[Line]) -> list[range]:
    """The lines of a page as ranges, one after the other; a printed page is one.

    What looks at all lines of a page together would take time and memory out of proportion to it. So of a page of more
    than `MOST_LINES` lines or `MOST_CHARACTERS` characters no more are taken at once, and nothing is tied across the
    stretches. Each ends, in its last half, where most blank lines follow, between two rows if it may be.

    >>> from layoutfix.io.read_text import read_page
    >>> stretches_of(read_page("湖边\\n栈道\\n").lines)
    [range(0, 2)]
    """
    found: list[range] = []
    start = 0
    while start < len(lines):
        end = _furthest(lines, start)
        if end < len(lines):
            last_half = range(end - (end - start) // 2, end + 1)
            end = max(last_half, key=lambda at: (lines[at].row != lines[at - 1].row, lines[at].blank, at))
        found.append(range(start, end))
        start = end
    return found


def _furthest(lines: Sequence[Line], start: int) -> int:
    """The end of the longest stretch that may begin at a line; it has one line at least."""
    room = MOST_CHARACTERS
    for at in range(start, min(start + MOST_LINES, len(lines))):
        room -= min(len(lines[at].text), LONGEST)
        if room < 0 and at > start:
            return at
    return min(start + MOST_LINES, len(lines))


def stretch_limits(lines: Sequence[Line], stretches: Sequence[range]) -> Iterator[str]:
    """What there is to say about the stretches of a page; nothing about a page that is one."""
    if len(stretches) > 1:
        yield (
            f"{len(lines)} lines are more than a page has: they are judged in {len(stretches)} stretches of at most "
            f"{MOST_LINES} lines and {MOST_CHARACTERS} characters"
        )
