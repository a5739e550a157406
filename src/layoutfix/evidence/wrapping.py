"""Which line ends of running text are the margin's work: lines as full as they could be, one below the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from ..page import Line
from ..script import CONNECTORS, KINSOKU, is_han, is_kana, width_em
from .joints import begins_divided
from .page_script import has_inner_mark, has_sentences

SLACK: Final = 0.5
"""Em that kinsoku takes from a full line."""
FILL: Final = 0.95
"""The share of the measure that words fill before the next one must go to the next line."""
LEAST_MEASURE: Final = {False: 10.0, True: 15.0}
"""Narrower lines are never taken for cut ones, where the script sets no spaces and where it does."""
MOST_MEASURE: Final = 60.0
"""Wider lines are no print column's."""
LEAST_SEAMS: Final = {False: 2, True: 4}
"""So many full lines must not stop at the end of a sentence, one of them at no mark at all, before any are joined."""
DIVIDED: Final = 2
"""A line end that divides a word counts for so many more."""
LEAST_SHARE: Final = 0.8
LEAST_MARKED: Final = 0.25
"""Of running text so many lines at least have a mark of punctuation inside them; verse has them at the end."""
OVERHANG: Final = 2.0
"""A line wider than the measure by more than this, in em, was not cut there."""
INDENT: Final = 1.5
LOST_INDENT: Final = 2.0
"""So many em the first line of a paragraph is short, where no line shows an indent."""
NEAR: Final = 12

_STOP: Final = regex.compile(r"[。！？!?…．.：:；;][”’」』）)\"']*$")
_MID_SENTENCE: Final = regex.compile(r"[\p{L}\p{Nd}“‘「『（(《〈\-\u2010\u00ad]$")
_PAUSE: Final = regex.compile(r"[，、,)）”’」』》%—]$")
_GOES_ON: Final = regex.compile(r"[\p{L}\p{Nd}(（“‘「『《\"']")
_DIVIDED: Final = regex.compile(r"\p{L}{2}[-\u2010\u00ad]$")
_LIST: Final = regex.compile(
    r"[-*+•●■◆▲★○□◇]|\d{1,3}[.)．、）]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、．]|[a-z][.)]\s"
)
_SET_BY_HAND: Final = regex.compile(r"\S\s{2,}\S|[\t\u3000|{}\\`]|\.{4}|…{3}|^[#>]")
_FIRST_UNIT: Final = regex.compile(r"[!-~]{1,24}|.")
_WORD: Final = regex.compile(r"\S+")
_NO_START: Final = KINSOKU["basic"].no_start - CONNECTORS
"""What only print's setting, and no list or dialogue, puts at the beginning of a line."""


class _Seam(NamedTuple):
    """What line `at` shows about the one after it: whether their script sets spaces, whether the line is full, stops at
    the end of a sentence, or at no mark at all, whether the next may go on from it, and whether a hyphen divides a word
    between the two."""

    at: int
    spaced: bool
    full: bool
    stops: bool
    is_open: bool
    goes_on: bool
    divides: bool


def wrapped_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line whether the one after it goes on in the same paragraph.

    A line goes on where it is full: the first character of the next, or its first word in a script with spaces, would
    not have fitted. One full line is chance; so this counts only in a text where several lines stop in mid-sentence and
    nearly all of these are full. Verse, lists, tables, code, addresses and lines of a sentence each do not pass, and
    their line ends stand. A blank line, an indent or a bullet begins a paragraph, and so does a line two em short after
    the end of a sentence, which lost its indent. Where every line has a blank line before it, none of these counts.
    """
    seams = list(_seams(lines))
    goes_on = [False] * len(lines)
    for spaced in (False, True):
        own = [seam for seam in seams if seam.spaced is spaced]
        if _are_cut(own, lines, spaced):
            for seam in own:
                goes_on[seam.at] = seam.full and seam.goes_on
        elif spaced:
            for seam in own:
                goes_on[seam.at] = seam.divides
    return goes_on


def _are_cut(seams: Sequence[_Seam], lines: Sequence[Line], spaced: bool) -> bool:
    """Whether the lines before these seams were cut at a margin."""
    divided = sum(seam.divides for seam in seams)
    full = [seam for seam in seams if seam.full and seam.goes_on and not seam.stops]
    open_ends = [seam for seam in seams if seam.is_open and seam.goes_on]
    cut = sum(seam.full for seam in open_ends)
    if len(full) + DIVIDED * divided < LEAST_SEAMS[spaced] or not cut or cut < LEAST_SHARE * len(open_ends):
        return False
    if not spaced:
        marked = sum(has_inner_mark(lines[seam.at].text.value) for seam in full)
        return marked >= LEAST_MARKED * len(full) and any(has_sentences(line.text.value) for line in lines)
    capitals = sum(lines[seam.at + 1].text.value[0].isupper() for seam in full)
    return 2 * capitals <= len(full)


def _seams(lines: Sequence[Line]) -> Iterator[_Seam]:
    """What each line shows about the next, where no blank line parts them and neither is set by hand."""
    usual = min((line.blank for line in lines[1:]), default=0)
    by_hand = [_SET_BY_HAND.search(line.text.value) is not None for line in lines]
    widths = [width_em(line.text.value) + line.indent for line in lines]
    divided = -2  # the last line that a hyphen ties to the next
    for at, (line, after) in enumerate(pairwise(lines)):
        if after.blank > usual or by_hand[at] or by_hand[at + 1]:
            continue
        left, right = line.text.value, after.text.value
        spaced = _is_spaced(left + right)
        near = range(max(0, at - NEAR), min(len(lines), at + 2 + NEAR))
        measure = _measure([widths[i] for i in near])
        if not LEAST_MEASURE[spaced] <= measure <= MOST_MEASURE and not _DIVIDED.search(left):
            continue
        base = min(lines[i].indent for i in near)
        stops = _STOP.search(left) is not None
        begins = after.indent >= base + INDENT or _LIST.match(right) is not None
        if stops and not spaced and max(lines[i].indent for i in near) < INDENT:
            begins = begins or abs(measure - LOST_INDENT - widths[at + 1]) <= SLACK
        is_open = _MID_SENTENCE.search(left) is not None
        goes_on = _GOES_ON.match(right) is not None and (stops or is_open or _PAUSE.search(left) is not None)
        barred = _is_barred(left, right)
        full = barred or _is_full(widths[at], right, measure, spaced)
        divides = spaced and _divides(left, right, divided == at - 1)
        divided = at if divides else divided
        yield _Seam(at, spaced, full, stops, is_open, barred or (goes_on and not begins), divides)


def _divides(left: str, right: str, goes_on: bool) -> bool:
    """Whether a hyphen divides a word between two lines; a word alone on its line may be an affix (`un-`), unless the
    line `goes_on` from a divided word."""
    return (goes_on or " " in left) and _DIVIDED.search(left) is not None and begins_divided(right)


def _is_barred(left: str, right: str) -> bool:
    """Whether the second line begins with a mark that no line may begin with (W3C clreq, 3.1.6)."""
    return right[0] in _NO_START or left[-1] == right[0] == "—"


def _is_full(width: float, right: str, measure: float, spaced: bool) -> bool:
    """Whether the first of `right` would not have fitted on a line of this width."""
    unit = (_WORD if spaced else _FIRST_UNIT).match(right)
    needed = width_em(unit[0]) if unit else 0.0
    if spaced:
        return width + 0.5 + needed > FILL * measure and width <= measure + OVERHANG
    return measure - SLACK <= width + needed and width <= measure + OVERHANG


def _measure(widths: Sequence[float]) -> float:
    """The measure that lines of these widths were set to: the greatest, unless it stands alone."""
    second, greatest = sorted(widths)[-2:]
    return min(greatest, second + 1 + SLACK)


def _is_spaced(text: str) -> bool:
    """Whether the script of a text sets spaces between words; some words of Latin do not make it so."""
    letters = sum(map(str.isalpha, text))
    return 3 * sum(is_han(c) or is_kana(c) for c in text) < letters
