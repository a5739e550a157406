"""Titles on a page whose lines are whole: the setting shows them."""

from collections.abc import Sequence
from typing import Final

import regex

from ..page import Line

LONGEST: Final = 40
INDENT: Final = 2.0
_SENTENCE_END: Final = regex.compile(r"[。！？!?…；;：:.,，][”’」』）)]?$")


def whole_titles(lines: Sequence[Line]) -> list[bool]:
    """Which lines are titles, where each line is a whole paragraph or title.

    Titles open the page, or stand after a blank line before a paragraph that is longer: at most `LONGEST` characters,
    not indented, without a mark at the end.

    >>> from layoutfix.io.read_text import read_page
    >>> whole_titles(read_page("湖边栈道完工\\n\\n　　栈道今天开放。\\n").lines)
    [True, False]
    """
    short = [line.indent < INDENT and len(line.text) <= LONGEST for line in lines]
    looks = [s and not _SENTENCE_END.search(line.text.value) for s, line in zip(short, lines, strict=True)]
    titles = [False] * len(lines)
    below = False
    for at in range(len(lines) - 1, -1, -1):
        longer = at + 1 < len(lines) and len(lines[at + 1].text) > len(lines[at].text)
        opens = at == 0 or lines[at].blank > 0 or looks[at - 1]
        titles[at] = looks[at] and opens and (below or longer)
        below = titles[at]
    return titles
