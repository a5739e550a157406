"""Titles and furniture on a page whose lines are whole: the setting shows them."""

from collections.abc import Sequence
from typing import Final

import regex

from ..page import Line

DIVIDER: Final = "＊　＊　＊"
"""The line that the text writer puts between articles, and before the furniture."""
LONGEST: Final = 40
INDENT: Final = 2.0
_WORD: Final = regex.compile(r"[\p{L}\p{N}]")
_SENTENCE_END: Final = regex.compile(r"[。！？!?…；;：:.,，][”’」』）)]?$")


def whole_titles(lines: Sequence[Line]) -> list[bool]:
    """Which lines are titles, where each line is a whole paragraph or title.

    Titles open the page, or stand after a blank line before a paragraph that is longer: at most `LONGEST` characters,
    not indented, with a word, without a mark at the end.

    >>> from layoutfix.io.read_text import read_page
    >>> whole_titles(read_page("湖边栈道完工\\n\\n　　栈道今天开放。\\n").lines)
    [True, False]
    """
    looks = list(map(_looks_like_a_title, lines))
    titles = [False] * len(lines)
    below = False
    for at in range(len(lines) - 1, -1, -1):
        longer = at + 1 < len(lines) and len(lines[at + 1].text) > len(lines[at].text)
        opens = at == 0 or lines[at].blank > 0 or looks[at - 1]
        titles[at] = looks[at] and opens and (below or longer)
        below = titles[at]
    return titles


def _looks_like_a_title(line: Line) -> bool:
    value = line.text.value
    is_short = line.indent < INDENT and len(value) <= LONGEST
    return is_short and _WORD.search(value) is not None and not _SENTENCE_END.search(value)


def closing_furniture(lines: Sequence[Line]) -> int:
    """The number of the line with which the furniture begins that closes a page set as text: after its last divider,
    lines one below the other without an indent. How many lines there are where it has none.

    >>> from layoutfix.io.read_text import read_page
    >>> closing_furniture(read_page(f"老灯塔\\n\\n　　换了灯。\\n\\n{DIVIDER}\\n\\n青川晚报\\n第3版\\n").lines)
    3
    """
    start = max((at + 1 for at, line in enumerate(lines) if line.text.value == DIVIDER), default=len(lines))
    rest = lines[start:]
    is_stacked = all(line.indent < INDENT and (line.blank == 0 or line is rest[0]) for line in rest)
    return start if is_stacked else len(lines)
