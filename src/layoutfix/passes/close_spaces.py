"""Close the spaces that justification or OCR put between characters."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import regex

from ..evidence.page_script import page_script
from ..evidence.spacing import (
    CHARACTER,
    LATIN,
    NARROW,
    Gap,
    count_meetings,
    gaps_of,
    is_character,
    is_justified,
    is_prose,
    is_set_apart,
    is_table_row,
)
from ..page import LIMIT, Decision, Page
from ..script import is_wide
from ..text import Span

_LATIN_SIDE: Final = re.compile(f"[{LATIN}]")
_WORD: Final = re.compile(f"[{LATIN}.,·:/-]+")
_LETTER_SPACED: Final = re.compile(
    f"(?<![0-9A-Za-z’'-])[0-9A-Za-z](?:(?:[{NARROW}][.,;:?!%’'])*[{NARROW}][0-9A-Za-z])+"
    f"(?:[{NARROW}][.,;:?!%’'])*(?![0-9A-Za-z’'-])"
)
_LETTERS: Final = re.compile(f"[a-z](?:[{NARROW}][a-z]){{3}}|[A-Za-z](?:[{NARROW}][A-Za-z]){{4}}")
_VOWEL: Final = re.compile("[AEIOUaeiou]")
_LIST_NUMBER: Final = regex.compile(f"([0-9]{{1,2}})[{NARROW}](?=[{CHARACTER}])(?![年月日时時点點分])")
_ITEM_OR_CODE: Final = re.compile(r"\d{1,2}[.、]\s|[A-Za-z0-9.]*[-_(@/\\]|[A-Za-z0-9]{8,}")
_OCR_MARK: Final = regex.compile(f"(?<=[{CHARACTER}”」）])[,;:?!] ?(?=[0-9{CHARACTER}“「（])")
_CREDIT: Final = re.compile("记者|記者|通讯员|通訊員|责编|責編|编辑|編輯|[摄攝]")
_SENTENCE: Final = re.compile("[，。,;；]")
_FULL_MARK: Final = re.compile("[，。；：？！]")

MOST_ROUNDS: Final = 16
"""The rules run so many times at most; nearly always once, and once more to find nothing left."""

_OCR_MARKS_READ: Final = "(),;:?!"
_LEAST_OCR_MARKS: Final = 3
_LEAST_FULL_MARKS: Final = 20

MeetingPolicy: TypeAlias = Literal["auto", "keep", "remove"]

_Change: TypeAlias = tuple[int, int, str]


def close_spaces(page: Page, meetings: MeetingPolicy = "auto") -> Page:
    """Each line without the spaces that justification or OCR left in it, and with those that print has.

    A line that justification spaced out is closed up, words of Latin in it excepted; a space inside a full-width mark
    (`“ 有`) is closed; letters and digits set apart (`2 0 2 4 年`) are drawn together; spaces between characters and
    digits or Latin are closed on a page that mostly sets none (`meetings`: `auto`; `keep` leaves them all, `remove`
    closes them on any Chinese page); and so are spaces about the half-width marks that OCR
    reads for full-width ones. Everything else stays: spaces between phrases, padded names, rosters, tables, lists,
    code, other scripts, and runs of two spaces or more, of which a line that was closed up keeps one. Where
    the rules find no end in `MOST_ROUNDS` rounds, all spaces stay, and a decision says so.

    >>> from layoutfix.page import Line
    >>> from layoutfix.text import Text
    >>> dump = "湖 边 栈 道 ，将 在 本 月 底 完 工"
    >>> str(close_spaces(Page(dump, lines=(Line(Text.of(dump, 0, len(dump))),))).lines[0].text)
    '湖边栈道，将在本月底完工'
    """
    sheet = _Sheet(page, meetings)
    # A closed gap can be the evidence for closing another, so the rules run until they find no more.
    rules = _RULES_OF_PARAGRAPHS if page.untouched else _RULES
    for _ in range(MOST_ROUNDS):
        if not any([sheet.apply(rule) for rule in rules]):
            break
    else:
        limit = Decision("close-spaces", LIMIT, (), f"in {MOST_ROUNDS} rounds the rules find no end: all spaces stay")
        return page.with_(decisions=(*page.decisions, limit))
    if not sheet.closed:
        return page
    lines = list(page.lines)
    for at in sheet.closed:
        lines[at] = replace(lines[at], text=sheet.texts[at])
    decisions = (_decision(sheet.closed[at]) for at in sorted(sheet.closed))
    return page.with_(lines=tuple(lines), decisions=(*page.decisions, *decisions))


def _decision(found: list[tuple[str, tuple[Span, ...]]]) -> Decision:
    spans = tuple(sorted(span for _, closed in found for span in closed))
    reasons = dict.fromkeys(reason for reason, _ in found)
    return Decision("close-spaces", f"closed {len(spans)}", spans, "; ".join(reasons))


class _Sheet:
    """The lines of a page while their spaces are closed: `gaps` holds, by line, those that have any."""

    def __init__(self, page: Page, meetings: MeetingPolicy) -> None:
        self.page = page
        self.meetings = meetings
        self.texts = [line.text for line in page.lines]
        self.values = [text.value for text in self.texts]
        self.gaps = {at: gaps for at, value in enumerate(self.values) if (gaps := gaps_of(value))}
        self.closed: dict[int, list[tuple[str, tuple[Span, ...]]]] = {}

    @property
    def text(self) -> str:
        """All lines as they stand now."""
        return "\n".join(self.values)

    @cached_property
    def has_chinese_rules(self) -> bool:
        """False where the page is Japanese or Korean, whose spaces beside Latin and marks have rules of their own."""
        return page_script(self.page.dump) not in ("Jpan", "Kore")

    def apply(self, rule: "_Rule") -> bool:
        """Closes what a rule finds, all lines judged as they stood before it; True where it found any."""
        found = [one for one in rule(self) if one[1]]
        for at, changes, reason in found:
            spans = self.texts[at].spans_of((start, end) for start, end, _ in changes)
            self.closed.setdefault(at, []).append((reason, spans))
            self.texts[at] = self.texts[at].substitute(changes)
            self.values[at] = self.texts[at].value
            self.gaps[at] = gaps_of(self.values[at])
        return bool(found)


_Rule: TypeAlias = Callable[[_Sheet], Iterable[tuple[int, list[_Change], str]]]


def _close(gaps: Iterable[Gap]) -> list[_Change]:
    return [(gap.start, gap.end, "") for gap in gaps if gap.narrow]


def _thin(value: str, gaps: Iterable[Gap]) -> list[_Change]:
    """The surplus of runs of spaces: one stays."""
    wide = (gap for gap in gaps if not gap.narrow and set(value[gap.start : gap.end]) == {" "})
    return [(gap.start + 1, gap.end, "") for gap in wide]


def _letter_spaced(sheet: _Sheet) -> Iterator[tuple[int, list[_Change], str]]:
    """Letters and digits of one word that are set apart, with the spaces that part the word from what it touches."""
    for at, gaps in sheet.gaps.items():
        value = sheet.values[at]
        letters = _LETTERS.search(value)
        lettered = letters is not None and _VOWEL.search(letters[0]) is not None
        words = (run.span() for run in _LETTER_SPACED.finditer(value) if _is_word(value, *run.span(), lettered))
        starts = {start for word in words for start in _starts(value, *word)}
        closed = [gap for gap in gaps if gap.start in starts and not (gap.left in ",;:?!" and gap.right.isalpha())]
        changes = _close(closed)
        if lettered and changes:  # between words set apart, a space more than between their letters
            changes += _thin(value, gaps)
        yield at, sorted(changes), "letters or digits of one word set apart"


def _starts(value: str, start: int, end: int) -> Iterator[int]:
    """Where the gaps of the letter-spaced word `start:end` begin, and those to full-width or bracketing neighbours."""
    yield from range(start + 1, end, 2)
    if value[end + 1 : end + 2] == ")" or (end + 1 < len(value) and is_wide(value[end + 1])):
        yield end
    if value[max(start - 2, 0) : start - 1] == "(":
        yield start - 1


def _is_word(value: str, start: int, end: int, lettered: bool) -> bool:
    """Whether single letters or digits set apart are one word or number.

    They are where the line is `lettered`, that is has a word of Latin set apart, or where they touch running text;
    never where they count up, as the items of an enumeration do (`1 2 3`, `A B C`).
    """
    word = value[start:end:2]
    if len(word) > 2 and all(ord(b) - ord(a) == 1 for a, b in pairwise(word)):
        return False
    before = value[max(start - 2, 0) : start]
    if lettered or before.rstrip(NARROW).endswith("(") or (before and is_wide(before[-1])):
        return True
    after = value[end : end + 2].lstrip(NARROW)[:1]
    if word.isdigit() and len(word) > 1 and after and after in "年月日":
        return True
    return start == 0 and after != "" and is_wide(after) and not word.islower() and is_prose(value)


def _justified_lines(sheet: _Sheet) -> Iterator[tuple[int, list[_Change], str]]:
    """Lines that justification spaced out: all gaps but those between words of Latin, and the surplus of wider ones."""
    for at, gaps in sheet.gaps.items():
        value = sheet.values[at]
        if is_set_apart(value, gaps):
            yield at, [(gap.start, gap.end, "") for gap in gaps], "nearly every character is set apart by a full space"
            continue
        near, place = ([value], 0) if sheet.page.untouched else (sheet.values, at)  # paragraphs share no measure
        if not is_justified(place, gaps, near):
            continue
        settled = _LETTER_SPACED.search(value) is None
        changes = _close(gap for gap in gaps if gap.beside_wide or (settled and _is_inside_number(gap)))
        changes += _thin(value, (gap for gap in gaps if gap.beside_wide or settled))
        yield at, sorted(changes), "justified: nearly every pair of its characters is set apart"


def _is_inside_number(gap: Gap) -> bool:
    """Whether a gap lies between a digit and a mark, as in `1 / 3` or `( 1 )`; a dash may stand apart on purpose."""
    digit, mark = (gap.left, gap.right) if gap.left.isdigit() else (gap.right, gap.left)
    return digit.isdigit() and not mark.isalnum() and mark not in "-–—"


def _marks(sheet: _Sheet) -> Iterator[tuple[int, list[_Change], str]]:
    """Spaces inside a full-width mark's own em, and the space on its other side where it is set apart on both."""
    for at, gaps in sheet.gaps.items():
        closed = {gap for gap in gaps if gap.narrow and gap.mark}
        for before, after in pairwise(gaps if closed else ()):
            if after.start == before.end + 1 and before.right in (before.mark, after.mark):
                closed |= {before, after}
        yield at, _close(sorted(closed)), "print sets no space inside a mark"


def _meetings(sheet: _Sheet) -> Iterator[tuple[int, list[_Change], str]]:
    """Spaces between characters and digits or Latin, on a Chinese page that mostly sets none there."""
    candidates = {at: own for at, gaps in sheet.gaps.items() if (own := [gap for gap in gaps if _is_meeting(gap)])}
    if not candidates or sheet.meetings == "keep" or not sheet.has_chinese_rules:
        return
    total, spaced = met = count_meetings(sheet.text)
    if sheet.meetings == "auto" and not met.are_closed:
        return
    reason = "it was asked for"
    if sheet.meetings == "auto":
        reason = f"{total - spaced} of {total} such meetings on the page have no space"
    numbers = {int(m[1]) for value in sheet.values if (m := _LIST_NUMBER.match(value))}
    for at, gaps in candidates.items():
        value = sheet.values[at]
        if (sheet.meetings == "remove" or is_prose(value)) and not is_table_row(at, sheet.values):
            number = _LIST_NUMBER.match(value)
            listed = number is not None and not numbers.isdisjoint({int(number[1]) - 1, int(number[1]) + 1})
            closed = (gap for gap in gaps if not _parts_phrases(value, gap) and not (listed and gap is gaps[0]))
            yield at, _close(closed), reason


def _is_meeting(gap: Gap) -> bool:
    latin, other = (gap.right, gap.left) if is_character(gap.left) else (gap.left, gap.right)
    return gap.narrow and is_character(other) and _LATIN_SIDE.match(latin) is not None


def _parts_phrases(value: str, gap: Gap) -> bool:
    """Whether a gap parts phrases: the number or word after it goes on without one (`湖边栈道 30米长`), or is the
    number of an item, of a telephone, or a name in code (`2. 栈道`, `400-820-8820`, `strip()`)."""
    if not is_character(gap.left):
        return False
    word = _WORD.match(value, gap.end)
    if word is None:
        return False
    goes_on = word.end() < len(value) and is_character(value[word.end()])
    return goes_on or _ITEM_OR_CODE.match(value, gap.end) is not None


def _ocr_marks(sheet: _Sheet) -> Iterator[tuple[int, list[_Change], str]]:
    """Spaces about half-width marks and in sentences, on a page that mixes them with full-width marks as OCR does."""
    if not sheet.gaps or len(_OCR_MARK.findall(sheet.text)) < _LEAST_OCR_MARKS:
        return
    if len(_FULL_MARK.findall(sheet.text)) < _LEAST_FULL_MARKS or not sheet.has_chinese_rules:
        return
    for at, gaps in sheet.gaps.items():
        value = sheet.values[at]
        sentence = _SENTENCE.search(value) is not None and _CREDIT.search(value) is None
        closed = [gap for gap in gaps if (sentence and gap.between_characters) or _is_beside_ocr_mark(value, gap)]
        changes = _close(closed)
        if sentence and not is_table_row(at, sheet.values):
            changes += [(gap.start, gap.end, "") for gap in closed if not gap.narrow]
        yield at, sorted(changes), "OCR reads full-width marks as half-width ones, and spaces where there are none"


def _is_beside_ocr_mark(value: str, gap: Gap) -> bool:
    """Whether a gap lies beside a mark that print sets no space beside, and OCR may have read for a half-width one."""
    if gap.left in ",;:?!)":
        follows = gap.start > 1 and is_wide(value[gap.start - 2])
        return is_wide(gap.right) or gap.right in _OCR_MARKS_READ or (gap.right.isalnum() and follows)
    if gap.left == "(" or gap.left in "，、；：。":
        return is_wide(gap.right) or gap.right.isdigit() or gap.right in _OCR_MARKS_READ
    if gap.right in "“「『《〈（":
        return is_wide(gap.left) or gap.left in "%\"'"
    return is_wide(gap.left) and gap.right in _OCR_MARKS_READ


_RULES: Final[tuple[_Rule, ...]] = (_letter_spaced, _justified_lines, _marks, _meetings, _ocr_marks)
_RULES_OF_PARAGRAPHS: Final[tuple[_Rule, ...]] = (_justified_lines, _marks)
"""In text that was repaired before, whose lines are paragraphs, the edges of lines and the habits of the page are not
those of print: what touches them, and what counts them, says nothing."""
