"""What a character is."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix import script

HAN = "桥丰㐀𠮷\uf900々〇〡⼯⺠⻳"
KANA = "あアーｱㇰヶゟ"
HANGUL = "한ᄒㅎﾡ"
NEITHER = "A1 ，。「・％é\ud800\0 \u3000"


@pytest.mark.parametrize("c", HAN)
def test_han(c: str) -> None:
    assert script.is_han(c) and not script.is_kana(c) and not script.is_hangul(c) and script.is_wide(c)


@pytest.mark.parametrize("c", KANA)
def test_kana(c: str) -> None:
    assert script.is_kana(c) and not script.is_han(c) and not script.is_hangul(c)


@pytest.mark.parametrize("c", HANGUL)
def test_hangul(c: str) -> None:
    assert script.is_hangul(c) and not script.is_han(c) and not script.is_kana(c)


@pytest.mark.parametrize("c", NEITHER)
def test_neither(c: str) -> None:
    assert not (script.is_han(c) or script.is_kana(c) or script.is_hangul(c))


def test_han_agrees_with_the_names_that_unicode_gives() -> None:
    names = ("CJK UNIFIED", "CJK COMPATIBILITY IDEOGRAPH", "CJK RADICAL", "KANGXI RADICAL")
    for code in range(0x110000):
        c = chr(code)
        if unicodedata.name(c, "").startswith(names):
            assert script.is_han(c), hex(code)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("湖边栈道", 4),
        ("第12届", 3),
        ("Ａ１", 2),
        ("ｱｲ", 1),
        ("“湖边”", 4),
        ("2024—2026年", 5.5),
        ("说：“it’s”", 5.5),
        ("——编者", 4),
        ("it’s “so” — or…", 7.5),
        ("栈桥……", 4),
        ("\ud800", 0.5),
    ],
)
def test_width(text: str, width: float) -> None:
    assert script.width_em(text) == width


@given(st.text(st.characters()))
def test_width_of_any_text(text: str) -> None:
    assert len(text) / 2 <= script.width_em(text) <= len(text)


def test_pairs_and_kinsoku_classes_agree() -> None:
    assert script.OPENING.isdisjoint(script.CLOSING)
    basic, gb, strict = script.KINSOKU.values()
    assert basic.no_start.isdisjoint(basic.no_end)
    assert frozenset("。，、；：？！”’）》〉」』】·") <= basic.no_start < gb.no_start < strict.no_start
    assert frozenset("“‘（《〈「『【") <= basic.no_end < gb.no_end == strict.no_end
    assert not {"…", "—", "/"} & basic.no_start
    assert gb.no_start - basic.no_start == gb.no_end - basic.no_end == {"/", "／"}
    assert strict.no_start - gb.no_start == {"…", "—"}


def test_ranges_make_a_pattern() -> None:
    assert re.fullmatch(f"[{script.HAN_RANGES}]+", HAN)
    assert re.fullmatch(f"[{script.KANA_RANGES}]+", KANA)
