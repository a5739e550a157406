"""Whether the lines of a page were cut at a column's edge, or are whole as they stand."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from ..page import Line
from ..script import width_em
from .page_script import has_inner_mark

LEAST_MEASURE: Final = 8.0
NEAR: Final = 8
"""So many lines on either side of a line are its neighbours."""
SHORTER: Final = 2.5
LONGER: Final = 1.5
"""Lines that were cut at one edge differ in width by less than this, in em (kinsoku, digits that would not break)."""
LEAST_FULL: Final = 2
MANY_CUT: Final = 12
MOST_SHORT: Final = 2
"""Lines that are cut are `MANY_CUT`, or at least more than so many times those that stop in mid-sentence short of the
edge, as lines of verse do. On a page of many columns there are more of these, since measures differ."""
LEAST_MARKED: Final = 0.5
"""Of running text half of the lines at least have a mark of punctuation inside them; verse has them at the end."""
INDENT: Final = 1.5
DEEPEST: Final = 4.0
"""Lines with more indent, in em, are set by hand: signatures, dates."""

_OPEN: Final = regex.compile(r"[\p{Han}\p{Nd}“‘「『（(《〈·—]$")
_PAUSE: Final = regex.compile(r"[，、；：”’」』）》]$")
_GOES_ON: Final = regex.compile(r"[\p{L}\p{Nd}“‘「『（(《〈]")
_LIST: Final = regex.compile(
    r"\d{1,3}[.．、)）]|[（(]?[一二三四五六七八九十]{1,3}[）)、．]|[A-Z][.．、]|\p{Han}{2,4}："
)


def are_cut(lines: Sequence[Line]) -> bool:
    """Whether it shows that lines were cut at a column's edge.

    Lines of several columns in one row show it. Otherwise it takes several full lines that do not end a sentence, each
    followed by one that may go on: full is a line that others nearby are as wide as and hardly any is wider, or the
    indented first line of a paragraph that goes on without an indent. One of them at least has no mark at its end,
    where GB/T 15834 knows no sentence end; hardly any line stops so short of the edge; and most have marks inside.

    >>> from layoutfix.io.read_text import read_page
    >>> are_cut(read_page("　　本报讯 城东湖边的木栈道将在\\n本月底完工。").lines)
    True
    >>> are_cut(read_page("山雨初来竹叶轻，\\n溪桥无客晚潮生。").lines)
    False
    """
    if share_rows(lines):
        return True
    usual = sorted(line.blank for line in lines)[len(lines) // 2]
    widths = [width_em(line.text.value) + line.indent for line in lines]
    full = marked = cut = short = first_lines = 0
    for at, (line, after) in enumerate(pairwise(lines)):
        left, right = line.text.value, after.text.value
        is_open = _OPEN.search(left) is not None
        if after.blank > usual or max(line.indent, after.indent) > DEEPEST or not (is_open or _PAUSE.search(left)):
            continue
        if not _GOES_ON.match(right) or _LIST.match(right):
            continue
        is_first = line.indent - after.indent >= INDENT and widths[at] >= LEAST_MEASURE
        is_full = is_first or _is_full(at, widths)
        full += is_full
        marked += is_full and has_inner_mark(left)
        first_lines += is_first and is_open
        cut += is_full and is_open
        short += is_open and not is_full
        if cut >= MANY_CUT and marked >= LEAST_MARKED * full:
            return True
    if cut <= MOST_SHORT * short:
        return False
    return first_lines > 0 or (full >= LEAST_FULL and cut > 0 and marked >= LEAST_MARKED * full)


def share_rows(lines: Sequence[Line]) -> bool:
    """Whether rows have been cut into lines: two that follow each other are of one row."""
    return any(line.row == after.row for line, after in pairwise(lines))


def _is_full(at: int, widths: Sequence[float]) -> bool:
    """Whether a line stops at an edge: others near it are as wide, and no more than half as many are wider."""
    width = widths[at]
    if width < LEAST_MEASURE:
        return False
    near = widths[max(at - NEAR, 0) : at + NEAR + 1]
    alike = sum(width - SHORTER <= other <= width + LONGER for other in near) - 1
    return alike > 0 and 2 * sum(other > width + LONGER for other in near) <= alike
