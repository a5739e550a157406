"""What seems to be several pages, or is longer than any printed one, in stretches that are judged one by one."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ..page import Line
from .sheet import LONGEST

MOST_LINES: Final = 800
MOST_CHARACTERS: Final = 100_000
"""A printed page has a few hundred lines, and some twenty thousand characters. What is longer is several pages as a
rule, whose articles are mixed up where they are taken together."""


def stretches_of(lines: Sequence[Line], ends_in: Callable[[range], Sequence[int]]) -> Iterator[range]:
    """The lines of a page as ranges, one after the other; a printed page is one.

    `ends_in` says which lines of a range begin other pages, by their places in it: a stretch ends there. What looks at
    all lines of a page together would take time and memory out of proportion to it, so `ends_in` is asked about
    `MOST_LINES` lines or `MOST_CHARACTERS` characters at most, from where the last stretch ended. Where it finds no end
    in the last half of these and more lines follow, a stretch ends there where most blank lines follow, between two
    rows if it may be. Nothing is tied across the stretches.

    >>> from layoutfix.io.read_text import read_page
    >>> lines = read_page("湖边\\n栈道\\n今天\\n开放\\n").lines
    >>> list(stretches_of(lines, lambda lines: [])), list(stretches_of(lines, lambda lines: [2]))
    ([range(0, 4)], [range(0, 2), range(2, 4)])
    """
    start = 0
    while start < len(lines):
        longest = _longest(lines, start)
        ends = [start + end for end in ends_in(longest)]
        if longest.stop == len(lines):
            ends.append(longest.stop)
        elif not ends or ends[-1] < start + len(longest) // 2:
            ends.append(_likely_end(lines, longest))
        for end in ends:
            yield range(start, end)
            start = end


def _likely_end(lines: Sequence[Line], longest: range) -> int:
    """Where in the last half of these lines a page may end."""
    last_half = range(longest.stop - len(longest) // 2, longest.stop + 1)
    return max(last_half, key=lambda at: (lines[at].row != lines[at - 1].row, lines[at].blank, at))


def _longest(lines: Sequence[Line], start: int) -> range:
    """The longest stretch that may begin at a line; it has one line at least."""
    room = MOST_CHARACTERS
    most = min(start + MOST_LINES, len(lines))
    for at in range(start, most):
        room -= min(len(lines[at].text), LONGEST)
        if room < 0 and at > start:
            return range(start, at)
    return range(start, most)


def stretch_limits(lines: Sequence[Line], stretches: Sequence[range]) -> Iterator[str]:
    """What there is to say about the stretches of a page; nothing about a page that is one."""
    if len(stretches) > 1:
        yield (
            f"{len(lines)} lines seem to be several pages: they are judged in {len(stretches)} stretches of at most "
            f"{MOST_LINES} lines and {MOST_CHARACTERS} characters"
        )
