"""Breaks text into lines of a terminal as Chinese print would: words stay whole, and marks where they may stand."""

from collections.abc import Iterator
from typing import Final

import regex
from rich.cells import cell_len, chop_cells

from ..script import KINSOKU, OPENING

_NO_START: Final = regex.escape("".join(sorted(KINSOKU["strict"].no_start)))
_OPENING: Final = regex.escape("".join(sorted(OPENING)))
_UNIT: Final = regex.compile(rf"\s+|[{_OPENING}]*(?:[!-~\u00a1-\u02ff]+|\S)[{_NO_START}]*")
"""What is not broken: a run of spaces; a word or any other character, with the marks that cling to it."""


def wrap_cells(text: str, width: int) -> Iterator[str]:
    """The lines, of at most `width` cells each, 2 or more, that a text makes; white space at a break is left out.

    No line begins with a mark that may not begin one, and none ends with an opening mark (clreq, section 3.1.6), unless
    `width` leaves no other way; a mark that stands after a space may begin one.

    >>> list(wrap_cells("湖边栈道（东段）完工。", 10)), list(wrap_cells("the A12 road", 8))
    (['湖边栈道', '（东段）完', '工。'], ['the A12', 'road'])
    """
    line, cells = "", 0
    for unit in _UNIT.findall(text):
        size = cell_len(unit)
        if cells + size <= width:
            line, cells = line + unit, cells + size
            continue
        if line.strip():
            yield line.rstrip()
        *full, line = [""] if unit.isspace() else chop_cells(unit, width)
        yield from full
        cells = cell_len(line)
    if line.strip():
        yield line.rstrip()
