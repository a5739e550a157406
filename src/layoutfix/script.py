"""What a character is: its script, its width in print, and whether it may begin or end a line.

A character is a `str` of length one, lone surrogates included. Marks that may not begin or end a line follow W3C
clreq, section 3.1.6 (prohibition rules for line start and line end), and GB/T 15834-2011, section 5.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from unicodedata import east_asian_width

PAIRS: Final = {
    "（": "）", "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』", "【": "】", "〔": "〕", "〖": "〗",
    "［": "］", "｛": "｝", "〝": "〞", "﹁": "﹂", "﹃": "﹄", "｟": "｠", "(": ")", "[": "]", "{": "}",
}  # fmt: skip
"""Opening marks to the closing marks that answer them, full-width and half-width."""

OPENING: Final = frozenset(PAIRS)
CLOSING: Final = frozenset(PAIRS.values())
TERMINAL: Final = frozenset("。！？…!?．｡")
"""Marks that end a sentence."""

PAUSES: Final = frozenset("，、；：,;:､")
"""Marks that part a sentence."""

CONNECTORS: Final = frozenset("·‧・•–～~-")
"""Interpuncts and connecting marks."""


class Kinsoku(NamedTuple):
    """Marks that may not begin, and that may not end, a line."""

    no_start: frozenset[str]
    no_end: frozenset[str]


_BASIC: Final = Kinsoku(CLOSING | PAUSES | (TERMINAL - {"…"}) | CONNECTORS, OPENING)
_GB: Final = Kinsoku(_BASIC.no_start | frozenset("/／"), _BASIC.no_end | frozenset("/／"))

KINSOKU: Final = {"basic": _BASIC, "gb": _GB, "strict": Kinsoku(_GB.no_start | frozenset("—…"), _GB.no_end)}
"""The levels of clreq, 3.1.6: `basic` keeps stops, pauses, closing marks, connectors and interpuncts from the beginning
of a line and opening marks from its end; `gb`, as GB/T 15834-2011, the solidus from both; `strict` dashes and ellipses
from the beginning, too."""

AMBIGUOUS: Final = frozenset("“”‘’—…·")
"""Quotes, dashes and points that Chinese sets full width and other scripts half width (East Asian Width A)."""

_HAN: Final = (
    "\u2e80\u2fdf",  # radicals
    "\u3005\u3005",  # 々
    "\u3007\u3007",  # 〇
    "\u3021\u3029",  # Suzhou numerals
    "\u3038\u303b",
    "\u3400\u4dbf",
    "\u4e00\u9fff",
    "\uf900\ufaff",  # compatibility ideographs
    "\U00020000\U0003fffd",
)
_KANA: Final = (
    "\u3041\u309f",
    "\u30a0\u30fa",
    "\u30fc\u30ff",
    "\u31f0\u31ff",
    "\uff66\uff9f",
    "\U0001aff0\U0001b16f",
)
_HANGUL: Final = ("\uac00\ud7a3", "\u1100\u11ff", "\u3130\u318f", "\ua960\ua97c", "\ud7b0\ud7fb", "\uffa0\uffdc")

HAN_RANGES: Final = "".join("-".join(ends) for ends in _HAN)
"""Ideographs as ranges to set inside the brackets of a pattern."""

KANA_RANGES: Final = "".join("-".join(ends) for ends in _KANA)
"""Kana as ranges to set inside the brackets of a pattern."""

_AMBIGUOUS_RUN: Final = re.compile(f"[{''.join(sorted(AMBIGUOUS))}]+")


_MOST_KEPT: Final = 0x10000
"""So many answers about characters are kept: more than any language has, fewer than a hostile text may hold."""


class _Class(dict[str, bool]):
    """Whether a character lies in a set of ranges, each answer worked out once."""

    def __init__(self, ranges: Iterable[str]) -> None:
        super().__init__()
        self.ranges = tuple(ranges)  # two characters each: the first and the last

    def __missing__(self, c: str) -> bool:
        found = any(ends[0] <= c <= ends[1] for ends in self.ranges)
        if len(self) < _MOST_KEPT:
            self[c] = found
        return found


class _Wide(dict[str, bool]):
    """Whether a character takes a full em by itself (UAX #11: W or F), each answer worked out once."""

    def __missing__(self, c: str) -> bool:
        wide = east_asian_width(c) in "WF"
        if len(self) < _MOST_KEPT:
            self[c] = wide
        return wide


_IS_HAN: Final = _Class(_HAN)
_IS_KANA: Final = _Class(_KANA)
_IS_HANGUL: Final = _Class(_HANGUL)
_IS_WIDE: Final = _Wide()


def code_points(text: str) -> str:
    """The characters of a text by their numbers, each once.

    >>> code_points("aba")
    'U+0061, U+0062'
    """
    return ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in text))


def is_han(c: str) -> bool:
    """True for an ideograph (Unicode Script=Han): radicals, compatibility ideographs, `々` and `〇` included.

    >>> is_han("桥"), is_han("〇"), is_han("か"), is_han("，")
    (True, True, False, False)
    """
    return _IS_HAN[c]


def is_kana(c: str) -> bool:
    """True for a letter of hiragana or katakana, full-width or half-width, and the mark `ー`.

    >>> is_kana("か"), is_kana("ｶ"), is_kana("・")
    (True, True, False)
    """
    return _IS_KANA[c]


def is_hangul(c: str) -> bool:
    """True for a Hangul syllable or letter.

    >>> is_hangul("한"), is_hangul("漢")
    (True, False)
    """
    return _IS_HANGUL[c]


def is_wide(c: str) -> bool:
    """True for a character that Chinese print sets full width: East Asian Width W or F (UAX #11), or `AMBIGUOUS`.

    >>> is_wide("桥"), is_wide("，"), is_wide("“"), is_wide("A")
    (True, True, True, False)
    """
    return _IS_WIDE[c] or c in AMBIGUOUS


def width_em(text: str) -> float:
    """The width of a text in em: 1 for a full-width character, 0.5 for any other, spaces included.

    A run of `AMBIGUOUS` marks is full width where it touches a full-width character.

    >>> width_em("第12届"), width_em("“桥”"), width_em("it’s")
    (3.0, 3.0, 2.0)
    """
    halves = len(text) + sum(map(_IS_WIDE.__getitem__, text))
    if not text.isascii():
        for run in _AMBIGUOUS_RUN.finditer(text):
            start, end = run.span()
            if (start and _IS_WIDE[text[start - 1]]) or (end < len(text) and _IS_WIDE[text[end]]):
                halves += end - start
    return halves / 2
