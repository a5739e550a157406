"""Which script a page is printed in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.data.chinese_scripts import SIMPLIFIED, TRADITIONAL
from layoutfix.evidence.page_script import page_script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("城东的栈道这个月修完，门户网站登了图。", "Hans"),
        ("城東的棧道這個月修完，門戶網站登了圖。", "Hant"),
        ("城东的栈道，题字是“棧道”。", "Hans"),
        ("城东的栈道修完，棧道今天開放。", "Hani"),
        ("湖のそばの桟道は今月できあがる。", "Jpan"),
        ("호숫가 산책로가 이달 말 完工된다.", "Kore"),
        ("城东的站牌上印着“さくら”，" + "站台长六十米，雨棚是去年新换的，" * 4, "Hans"),
        ("上下左右", "Zyyy"),
        ("Plain text.", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_page_script(text: str, script: str) -> None:
    assert page_script(text) == script


def test_no_character_is_of_both_scripts() -> None:
    assert SIMPLIFIED.isdisjoint(TRADITIONAL)
    assert SIMPLIFIED.isdisjoint("后里台面干松") and TRADITIONAL.isdisjoint("后里台面干松")


@given(st.text(st.characters()))
def test_any_text_has_a_script(text: str) -> None:
    assert page_script(text) in {"Hans", "Hant", "Hani", "Jpan", "Kore", "Zyyy"}
