"""Writes what was changed as a unified diff."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ..edits import Edit, apply, shifted
from .visible import visible

CONTEXT: Final = 3
"""Lines that stand unchanged before and after each change."""
_NO_END: Final = "\\ No newline at end of file\n"


class _Change(NamedTuple):
    """Lines `start:end` of the dump, and the lines that take their place."""

    start: int
    end: int
    lines: list[str]


def write_diff(dump: str, edits: Sequence[Edit], source: str) -> str:
    """A unified diff from the dump to its repaired text, empty without edits; control characters in the name of the
    source are shown as escapes.

    It is made from the edits and not by comparing lines, so its time grows in proportion to the dump. As for `diff`, a
    line ends at U+000A alone.

    >>> from layoutfix.text import Span
    >>> print(write_diff("提 升\\n", [Edit(Span(1, 2), " ", "", "close-spaces", "justified")], "page.txt"), end="")
    --- page.txt
    +++ page.txt
    @@ -1 +1 @@
    -提 升
    +提升
    """
    lines = _lines(dump)
    hunks = list(_hunks(_changes(dump, lines, edits)))
    parts = [f"--- {visible(source)}\n+++ {visible(source)}\n"] if hunks else []
    grown = 0
    for hunk in hunks:
        parts += _set_hunk(hunk, lines, grown)
        grown += sum(len(change.lines) - (change.end - change.start) for change in hunk)
    return "".join(parts)


def _lines(text: str) -> list[str]:
    *whole, rest = text.split("\n")
    return [line + "\n" for line in whole] + ([rest] if rest else [])


def _changes(dump: str, lines: Sequence[str], edits: Iterable[Edit]) -> Iterator[_Change]:
    """The runs of lines that the edits touch, each edit in one of them."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    group: list[Edit] = []
    low = high = 0
    for edit in edits:
        first, last = (min(bisect_right(starts, at) - 1, len(lines) - 1) for at in edit.span)
        if group and first > high:
            yield from _trimmed(dump, lines, starts, low, high + 1, group)
            group = []
        if not group:
            low = high = first
        high = max(high, last)
        group.append(edit)
    if group:
        yield from _trimmed(dump, lines, starts, max(low, 0), high + 1, group)


def _trimmed(
    dump: str, lines: Sequence[str], starts: Sequence[int], low: int, high: int, edits: Iterable[Edit]
) -> Iterator[_Change]:
    """Lines `low:high` with the edits made, without those at either end that come out as they were."""
    begin = starts[low]
    new = _lines(apply((shifted(edit, -begin) for edit in edits), dump[begin : starts[high]]))
    first, last = 0, len(new)
    while low < high and first < last and lines[low] == new[first]:
        low, first = low + 1, first + 1
    while low < high and first < last and lines[high - 1] == new[last - 1]:
        high, last = high - 1, last - 1
    if low < high or first < last:
        yield _Change(low, high, new[first:last])


def _hunks(changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Changes so near to each other that their contexts meet are one hunk."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.start - hunk[-1].end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _set_hunk(hunk: Sequence[_Change], lines: Sequence[str], grown: int) -> Iterator[str]:
    low, high = max(hunk[0].start - CONTEXT, 0), min(hunk[-1].end + CONTEXT, len(lines))
    body: list[str] = []
    at = low
    for change in hunk:
        body += (" " + line for line in lines[at : change.start])
        body += ("-" + line for line in lines[change.start : change.end])
        body += ("+" + line for line in change.lines)
        at = change.end
    body += (" " + line for line in lines[at:high])
    old, new = (sum(line[0] != sign for line in body) for sign in "+-")
    yield f"@@ -{_range(low, old)} +{_range(low + grown, new)} @@\n"
    for line in body:
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}"


def _range(start: int, count: int) -> str:
    """Where a hunk stands, as `diff` writes it: a range without lines is named by the line before it."""
    return f"{start + (count > 0)}" + ("" if count == 1 else f",{count}")
