"""Which script a page is printed in, from characters that only one of them writes."""

from collections import Counter

import numpy as np
import regex

from ..data.chinese_scripts import SIMPLIFIED, TRADITIONAL
from ..script import is_hangul, is_kana
from .characters import KINDS, Kind, code_points, kind_table

_SENTENCE_ENDS = frozenset("。！？")
_INNER_MARK = regex.compile(r"(?<!^)[，。、；：！？“”「」（）《》,;:!?](?!$)")
_OTHER_SHARE = 20
_MIXED_SHARE = 3

_KANA_SHARE = 20
"""A text is Japanese where it has a kana for every so many characters; quoted kana on a Chinese page are far fewer."""


def page_script(text: str) -> str:
    """The ISO 15924 code of the script of a text: `Hans`, `Hant`, `Hani` where both are mixed, `Jpan`, `Kore`, or
    `Zyyy` where nothing tells.

    Japanese and Korean are told by kana and Hangul, at least one in twenty characters; Simplified and Traditional by
    the characters that only one of them writes; where more than a third are of either, both are mixed.

    >>> page_script("门户"), page_script("門戶"), page_script("门戶"), page_script("入り口の戸"), page_script("上下")
    ('Hans', 'Hant', 'Hani', 'Jpan', 'Zyyy')
    """
    counts = Counter(text)
    if _KANA_SHARE * sum(n for c, n in counts.items() if is_kana(c)) >= len(text) > 0:
        return "Jpan"
    if _KANA_SHARE * sum(n for c, n in counts.items() if is_hangul(c)) >= len(text) > 0:
        return "Kore"
    simplified = sum(n for c, n in counts.items() if c in SIMPLIFIED)
    traditional = sum(n for c, n in counts.items() if c in TRADITIONAL)
    if not simplified + traditional:
        return "Zyyy"
    if _MIXED_SHARE * min(simplified, traditional) > simplified + traditional:
        return "Hani"
    return "Hans" if simplified > traditional else "Hant"


def is_chinese(text: str) -> bool:
    """Whether a text is Chinese for the most part: Han for at least half of its letters, and not Japanese or Korean.

    >>> is_chinese("湖边栈道完工 A3"), is_chinese("OCR of 汉字 in English"), is_chinese("入り口の戸")
    (True, False, False)
    """
    number = np.bincount(kind_table()[code_points(text)], minlength=KINDS)
    letters = int(number[Kind.HAN] + number[Kind.LETTER] + number[Kind.SYLLABLE])
    return bool(2 * number[Kind.HAN] >= letters > 0 and _OTHER_SHARE * number[Kind.SYLLABLE] < letters)


def has_sentences(text: str) -> bool:
    """Whether any sentence ends in a text: running text of Chinese has a mark there (GB/T 15834-2011, 4.1 to 4.3).

    >>> has_sentences("栈道今天开放。"), has_sentences("两袖清风扶老幼")
    (True, False)
    """
    return not _SENTENCE_ENDS.isdisjoint(text)


def has_inner_mark(line: str) -> bool:
    """Whether a mark of punctuation stands inside a line: those of running text have some, verse has them at the end.
    OCR makes marks half as wide.

    >>> has_inner_mark("栈道今天开放，市民"), has_inner_mark("栈道今天开放,市民"), has_inner_mark("山雨初来竹叶轻，")
    (True, True, False)
    """
    return _INNER_MARK.search(line) is not None
