"""Characters as numbers: kind and width of every one of a page at once."""

from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

CODE_POINTS = 0x110000


class Kind(IntEnum):
    """What a character is for the purpose of telling where a line may end or begin."""

    OTHER = 0
    HAN = 1
    DIGIT = 2
    LETTER = 3
    TERMINAL = 4
    PAUSE = 5
    OPENING = 6
    CLOSING = 7
    MARK = 8
    SYLLABLE = 9
    SPACE = 10


KINDS = len(Kind)

_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x2E80, 0x2FE0), (0x3005, 0x3008), (0x20000, 0x32000))
_SYLLABLES = ((0x3040, 0x3100), (0x31F0, 0x3200), (0xAC00, 0xD7B0), (0x1100, 0x1200), (0x3130, 0x3190))
_LETTERS = ((0x41, 0x5B), (0x61, 0x7B), (0xC0, 0x250), (0x370, 0x530), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B))
_DIGITS = ((0x30, 0x3A), (0xFF10, 0xFF1A))
_MARKS = ((0x21, 0x30), (0x3A, 0x41), (0x5B, 0x61), (0x7B, 0x7F), (0xA1, 0xC0), (0x2010, 0x2030), (0x3008, 0x3040))
_WIDE_FROM = 0x2E80
_WIDE_MARKS = "“”‘’—…·―"


@cache
def kind_table() -> NDArray[np.uint8]:
    """The kind of every code point."""
    table = np.zeros(CODE_POINTS, dtype=np.uint8)
    for ranges, kind in (
        (_MARKS, Kind.MARK),
        (_HAN, Kind.HAN),
        (_SYLLABLES, Kind.SYLLABLE),
        (_LETTERS, Kind.LETTER),
        (_DIGITS, Kind.DIGIT),
    ):
        for start, end in ranges:
            table[start:end] = kind
    for characters, kind in (
        ("。！？!?…｡", Kind.TERMINAL),
        ("，、；：,;:—", Kind.PAUSE),
        ("“‘（(《〈【〔「『﹁﹃[", Kind.OPENING),
        ("”’）)》〉】〕」』﹂﹄]", Kind.CLOSING),
        ("〇○", Kind.HAN),
        (" \t\u00a0\u3000\u2002\u2003\u2009", Kind.SPACE),
    ):
        for character in characters:
            table[ord(character)] = kind
    return table


@cache
def width_table() -> NDArray[np.float32]:
    """The width of every code point in em: full-width 1, half-width 0.5."""
    table = np.full(CODE_POINTS, 0.5, dtype=np.float32)
    table[_WIDE_FROM:] = 1
    table[0xFF61:0xFFE0] = 0.5
    for character in _WIDE_MARKS:
        table[ord(character)] = 1
    return table


def ends_sentence(kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Whether texts whose last characters are of these kinds may end a sentence: with its mark, or what closes it."""
    return np.isin(kinds, (Kind.TERMINAL, Kind.CLOSING))


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text; lone surrogates count as themselves."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
