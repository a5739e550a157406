"""Whether the lines of a page were cut at a column's edge, or are whole as they stand."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from ..page import Line
from ..script import width_em
from .page_script import has_inner_mark

LEAST_MEASURE: Final = 8.0
WIDEST: Final = 70.0
"""Lines of columns are no wider than this, in em; paragraphs that end without a mark may be."""
LEAST_SHARE: Final = 0.5
"""Of running text that was cut so many lines at least stop in mid-sentence; of whole paragraphs hardly any does."""
MANY: Final = 4
"""So many lines that stop so are enough; so are two of one width, and the first line of one paragraph."""
ALIKE: Final = 2.5
"""Lines that one edge cut differ in width by no more than this, in em (kinsoku, digits that would not break)."""
INDENT: Final = 1.5
DEEPEST: Final = 4.0
"""Lines with more indent, in em, are set by hand: signatures, dates."""

_OPEN: Final = regex.compile(r"[\p{Han}\p{Nd}“‘「『（(《〈·—]$")
_GOES_ON: Final = regex.compile(r"[\p{L}\p{Nd}“‘「『（(《〈]")
_LIST: Final = regex.compile(
    r"\d{1,3}[.．、)）]|[（(]?[一二三四五六七八九十]{1,3}[）)、．]|[A-Z][.．、]|\p{Han}{2,4}："
)


def are_cut(lines: Sequence[Line]) -> bool:
    """Whether it shows that lines were cut at a column's edge.

    Lines of several columns in one row show it. Otherwise it takes running text, of which half of the lines stop in
    mid-sentence: without a mark at the end, where GB/T 15834 knows no sentence end, before a line that may go on. Lines
    of running text have marks inside, where verse has them at the end, or are the indented first line of a paragraph
    that goes on without an indent.

    >>> from layoutfix.io.read_text import read_page
    >>> are_cut(read_page("　　本报讯 城东湖边的木栈道将在\\n本月底完工。").lines)
    True
    >>> are_cut(read_page("山雨初来竹叶轻，\\n溪桥无客晚潮生。").lines)
    False
    """
    if share_rows(lines):
        return True
    running = 0
    opens_paragraph = False
    stopped: list[float] = []
    for line, after in pairwise(lines):
        width = width_em(line.text.value) + line.indent
        is_first = line.indent - after.indent >= INDENT and line.indent <= DEEPEST
        if width < LEAST_MEASURE or not (is_first or has_inner_mark(line.text.value)):
            continue
        running += 1
        if width <= WIDEST and _stops(line, after):
            stopped.append(width)
            opens_paragraph |= is_first
    if not stopped or len(stopped) < LEAST_SHARE * running:
        return False
    return opens_paragraph or len(stopped) >= MANY or _are_alike(stopped)


def share_rows(lines: Sequence[Line]) -> bool:
    """Whether rows have been cut into lines: two that follow each other are of one row."""
    return any(line.row == after.row for line, after in pairwise(lines))


def _stops(line: Line, after: Line) -> bool:
    """Whether a line stops in mid-sentence, and the one after it may go on."""
    if max(line.indent, after.indent) > DEEPEST or _OPEN.search(line.text.value) is None:
        return False
    return _GOES_ON.match(after.text.value) is not None and _LIST.match(after.text.value) is None


def _are_alike(widths: Sequence[float]) -> bool:
    """Whether two of the widths are alike."""
    return any(wider - width <= ALIKE for width, wider in pairwise(sorted(widths)))
