"""What the spaces inside a line are: the work of justification, or printed ones."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import regex

from ..script import CLOSING, HAN_RANGES, KANA_RANGES, OPENING, PAUSES, TERMINAL, is_han, is_kana, is_wide, width_em

NARROW: Final = " \u00a0\u2005\u2006\u2009\u200a\u202f"
"""Spaces of half an em or less that justification may leave: one of them between two characters can be false."""

WIDE: Final = "\u2002\u2003\u3000"
"""Spaces of half an em or more: en, em and ideographic space."""

CHARACTER: Final = HAN_RANGES + KANA_RANGES
"""Ideographs and kana, to set inside the brackets of a pattern."""

LATIN: Final = "0-9A-Za-z%+℃°"
"""What a character meets with a space or without: digits, Latin and units, to set inside brackets of a pattern."""

# Classes of characters are compiled by regex, which takes a fifth of the time that re takes for them.
_BEFORE_LATIN: Final = regex.compile(f"(?<=[{CHARACTER}])([{NARROW}]?)[{LATIN}]")
_AFTER_LATIN: Final = regex.compile(f"[{LATIN}]([{NARROW}]?)(?=[{CHARACTER}])")
_FEW: Final = 4
_MOSTLY: Final = 0.65

_GAP: Final = re.compile(r"(?<=\S)\s+(?=\S)")
_RUN: Final = regex.compile(f"[{CHARACTER}]{{2,}}")
_RUNNING: Final = regex.compile(f"[{CHARACTER}]{{9}}")
_PROSE: Final = regex.compile(f"[{CHARACTER}]{{5}}|[，。；！？、”」]")
_STOPS: Final = frozenset("，。；！？、,;")
_OPENS: Final = frozenset(c for c in OPENING if is_wide(c))
_CLOSES: Final = frozenset(c for c in CLOSING | PAUSES | TERMINAL if is_wide(c)) - {"…"}
_QUOTES: Final = frozenset("“”‘’")

_PARTICLES: Final = frozenset("的了在是和将將对對为為与與等，。；：！？")

_SHARE: Final = 0.9
_MANY: Final = 7
_SOME: Final = 3
_NEAR: Final = 3
_SURNAMES: Final = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭"
    "吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟"
    "龙龍万段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文"
)  # the hundred commonest surnames of China, Ministry of Public Security 2007, with their Traditional forms


class Gap(NamedTuple):
    """White space `start:end` between the characters `left` and `right` of a line."""

    start: int
    end: int
    left: str
    right: str
    narrow: bool

    @property
    def between_characters(self) -> bool:
        """True where both sides are ideographs or kana."""
        return is_character(self.left) and is_character(self.right)

    @property
    def beside_wide(self) -> bool:
        """True where at least one side is full width."""
        return is_wide(self.left) or is_wide(self.right)

    @property
    def mark(self) -> str:
        """The mark that print sets no space beside: an opening one before it, a closing one or stop after it.

        Empty where there is none (GB/T 15834, section 5). The blank of a form, `（ ）`, is none, and a quote, which
        other scripts use too, counts only against a full-width character.
        """
        opens, closes = self.left in _OPENS, self.right in _CLOSES
        if opens == closes:
            return ""
        mark, other = (self.left, self.right) if opens else (self.right, self.left)
        return mark if mark not in _QUOTES or is_wide(other) else ""


class Meetings(NamedTuple):
    """How often characters meet digits or Latin in a text, and how often with a space between."""

    total: int
    spaced: int

    @property
    def are_closed(self) -> bool:
        """True where most have no space, and some for certain: the spaces of the others are none of print's."""
        return self.total - self.spaced >= _FEW and self.spaced <= _MOSTLY * self.total

    @property
    def are_spaced(self) -> bool:
        """True where most have a space, and some for certain: that is how the text is set."""
        return self.spaced >= _FEW and self.spaced > _MOSTLY * self.total


def count_meetings(text: str) -> Meetings:
    """The meetings of a text.

    >>> count_meetings("第 3 版A3版")
    Meetings(total=4, spaced=2)
    """
    spaces = _BEFORE_LATIN.findall(text) + _AFTER_LATIN.findall(text)
    return Meetings(len(spaces), sum(map(bool, spaces)))


def is_character(c: str) -> bool:
    """True for an ideograph or a kana: what is set one by one, each in its em.

    >>> is_character("桥"), is_character("，")
    (True, False)
    """
    return is_han(c) or is_kana(c)


def gaps_of(value: str) -> list[Gap]:
    """The white space inside a line, from left to right; `narrow` for a single space of `NARROW`.

    >>> [(gap.start, gap.end, gap.narrow) for gap in gaps_of("新 桥  通车")]
    [(1, 2, True), (3, 5, False)]
    """
    if _GAP.search(value) is None:
        return []
    return [
        Gap(m.start(), m.end(), value[m.start() - 1], value[m.end()], m.group() in NARROW) for m in _GAP.finditer(value)
    ]


def is_prose(value: str) -> bool:
    """True for a line that is clearly running text: it has a mark of punctuation or five characters in a row."""
    return _PROSE.search(value) is not None


def is_justified(at: int, gaps: Sequence[Gap], values: Sequence[str]) -> bool:
    """True where line `at` of the page's `values`, with its `gaps`, is a full line that justification has spaced out.

    Justification widens every gap of a line alike, so nearly all pairs of characters carry a space; padded names and
    phrases side by side leave most pairs closed. A line of a few characters may also be letter-spaced on purpose: it
    needs a space where print has none (before `，`, after `“`), or a line close by that is as wide without spaces, at
    whose measure it can stand only if its own spaces are none of print's. A roster of padded names is never one.

    >>> line, names = "湖 边 栈 道 将 在 本 月 底 完 工", "于 洋"
    >>> is_justified(0, gaps_of(line), [line]), is_justified(0, gaps_of(names), [names])
    (True, False)
    """
    value = values[at]
    apart = sum(gap.narrow and gap.between_characters for gap in gaps)
    if not apart or apart < _SHARE * (apart + _pairs(value)) or _is_roster(value, gaps):
        return False
    spaced = sum(gap.narrow and gap.beside_wide for gap in gaps)
    if spaced >= _MANY or (spaced > _SOME and any(gap.narrow and gap.mark for gap in gaps)):
        return True
    return spaced >= _SOME and _has_measure(at, values)


def is_set_apart(value: str, gaps: Sequence[Gap]) -> bool:
    """True where every character of running text is set apart by one same space of half an em or more.

    Names, characters to practise and heads of tables are set so on purpose: running text is known by its particles and
    marks.

    >>> line, names = "湖　边　栈　道　在　本　月　完　工", "王　磊　李　娜　于　洋　傅　莹"
    >>> is_set_apart(line, gaps_of(line)), is_set_apart(names, gaps_of(names))
    (True, False)
    """
    spaces = {value[gap.start : gap.end] for gap in gaps}
    if len(gaps) < _MANY or len(spaces) > 1 or not spaces <= set(WIDE) or _RUN.search(value):
        return False
    if _PARTICLES.isdisjoint(value):
        return False
    return not _is_roster(value, [gap._replace(narrow=True) for gap in gaps])


def _pairs(value: str) -> int:
    """How many pairs of characters stand next to each other."""
    return sum(len(run) - 1 for run in _RUN.findall(value))


def _has_measure(at: int, values: Sequence[str]) -> bool:
    """Whether running text as wide as line `at` without its spaces, but not twice as wide, stands close by."""
    width = width_em("".join(values[at].split()))
    near = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(values)))
    return any(i != at and width <= width_em(values[i]) <= 2 * width and _RUNNING.search(values[i]) for i in near)


def _is_roster(value: str, gaps: Sequence[Gap]) -> bool:
    """Whether a line is names padded to three characters: `王 磊  李 娜`, or in single spaces, surname by surname."""
    if any(not gap.narrow for gap in gaps):
        cuts = [0, *(end for gap in gaps if not gap.narrow for end in (gap.start, gap.end)), len(value)]
        names = [value[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
        return all(len(name) <= 3 and all(c in NARROW or is_han(c) for c in name) for name in names)
    tokens = value.split()
    if len(tokens) % 2 or any(len(token) > 1 for token in tokens):
        return False
    return 3 * sum(token in _SURNAMES for token in tokens[::2]) >= len(tokens)


def is_table_row(at: int, values: Sequence[str]) -> bool:
    """True for a line of three cells or more, without punctuation, whose neighbour has cells of the same kinds; and for
    a line of as many cells above or below such a one, as the head of a table is.

    >>> is_table_row(0, ["城东 25 晴", "城西 24 阴"]), is_table_row(0, ["地点 气温", "城东 25", "城西 24"])
    (True, False)
    """
    return _repeats(at, values) or any(
        0 <= i < len(values) and len(_shape(values[i])) == len(_shape(values[at])) and _repeats(i, values)
        for i in (at - 1, at + 1)
    )


def _repeats(at: int, values: Sequence[str]) -> bool:
    shape = _shape(values[at])
    if len(shape) < 3:
        return False
    return any(0 <= i < len(values) and _shape(values[i]) == shape for i in (at - 1, at + 1))


def _shape(value: str) -> tuple[str, ...]:
    cells = value.split()
    if any(not cell.isascii() and not _STOPS.isdisjoint(cell) for cell in cells):
        return ()
    return tuple(map(_kind, cells))


def _kind(cell: str) -> str:
    if cell.isascii():
        return "ascii"
    return "characters" if all(map(is_character, cell)) else "mixed"
