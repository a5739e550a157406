"""Reads text dumps: pages, the lines of a page, and whether a page already has the form that the text writer gives.

A form feed divides pages.
"""

import re
from collections.abc import Iterator
from typing import Final

from ..evidence.whole_lines import DIVIDER
from ..page import Line, Page
from ..text import LINE_END, Text

INDENT: Final = "\u3000\u3000"
HEAD_LINES: Final = 4
"""Most lines above a body in the canonical form: kicker, headline, deck, and dateline with byline."""

_EM_WIDE: Final = frozenset("\u2001\u2003\u3000")
_TAB_CELLS: Final = 8
_ODD_LINE_END: Final = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")


def split_pages(dump: str) -> Iterator[str]:
    """The dumps of the pages that U+000C divides, in order, without the form feeds.

    A form feed that only ends the last page, with nothing but white space after it, opens no further one. An empty page
    between two form feeds is a page, so that the numbers of those after it stay right.

    >>> list(split_pages("one\\f\\fthree\\f"))
    ['one', '', 'three']
    """
    parts = dump.split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    yield from parts


def read_page(dump: str, number: int = 1) -> Page:
    """The page of one dump: each line that is not blank, with its place.

    Any `str` is accepted; `number` is the page's number, from 1. A line's text is its stretch without the white space
    (`str.strip`) at either end, its column the cell, one a character and tabs to the next eighth, where that begins,
    and its indent the white space before it in em: full-width spaces 1, a tab 4, any other 0.5.

    >>> page = read_page("标题\\n\\n　　正文 \\n")
    >>> [(str(line.text), line.row, line.column, line.indent, line.blank) for line in page.lines]
    [('标题', 0, 0, 0.0, 0), ('正文', 2, 2, 2.0, 1)]
    """
    lines: list[Line] = []
    blank = 0
    for row, (start, end) in enumerate(_rows(dump)):
        bare = dump[start:end].lstrip()
        if not bare:
            blank += 1
            continue
        begin = end - len(bare)
        space = dump[start:begin]
        text = Text.of(dump, begin, begin + len(bare.rstrip()))
        lines.append(Line(text, row=row, column=_cells(space), indent=_em(space), blank=blank))
        blank = 0
    return Page(dump, number, tuple(lines), untouched=is_canonical(dump))


def is_canonical(dump: str) -> bool:
    """True where the dump of one page has the form that `write_text` gives, so that nothing is left to repair.

    A line `＊　＊　＊` divides sections. Each holds at most one head, of at most four lines, and then paragraphs: one
    line each, indented by two ideographic spaces, with a blank line before. A last section after others may be plain
    lines of any number (furniture). At least one paragraph must be there.

    >>> is_canonical("标题\\n\\n　　本月底完工。\\n"), is_canonical("　　将在\\n本月底完工。\\n")
    (True, False)
    """
    if _ODD_LINE_END.search(dump):
        return False
    sections: list[list[str]] = [[]]
    for block in dump.removesuffix("\n").split("\n\n"):
        if block == DIVIDER:
            sections.append([])
        else:
            sections[-1].append(block)
    bodies = 0
    for at, blocks in enumerate(sections):
        head = [] if not blocks or blocks[0].startswith(INDENT) else blocks[0].split("\n")
        paragraphs = blocks[1:] if head else blocks
        furniture = not paragraphs and 0 < at == len(sections) - 1
        if len(head) > HEAD_LINES and not furniture:
            return False
        if not all(map(_is_bare, head)) or not all(map(_is_paragraph, paragraphs)):
            return False
        bodies += len(paragraphs)
    return bodies > 0


def _rows(dump: str) -> Iterator[tuple[int, int]]:
    """Start and end of each row, its line end left out; an empty row after the last line end counts for nothing."""
    start = 0
    for match in LINE_END.finditer(dump):
        yield start, match.start()
        start = match.end()
    yield start, len(dump)


def _cells(space: str) -> int:
    if "\t" not in space:
        return len(space)
    cells = 0
    for character in space:
        cells += _TAB_CELLS - cells % _TAB_CELLS if character == "\t" else 1
    return cells


def _em(space: str) -> float:
    return sum((4.0 if c == "\t" else 1.0 if c in _EM_WIDE else 0.5 for c in space), 0.0)


def _is_bare(line: str) -> bool:
    return bool(line) and line == line.strip()


def _is_paragraph(block: str) -> bool:
    return block.startswith(INDENT) and "\n" not in block and _is_bare(block[len(INDENT) :])
