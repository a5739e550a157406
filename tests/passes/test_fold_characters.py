"""Radicals and compatibility ideographs become the ideographs meant, and nothing else changes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.data.radicals import SUPPLEMENT
from layoutfix.io.read_text import read_page
from layoutfix.passes.fold_characters import fold_characters
from layoutfix.script import is_han
from layoutfix.text import Span

FOLDED = [
    ("⼯作", "工作"),
    ("⺠族⻓江⻔⼾", "民族长江门户"),
    ("城东⼾外的栈道", "城东户外的栈道"),
    ("城東⼾外的棧道", "城東戶外的棧道"),
    ("入り口の⼾", "入り口の戸"),
    ("⻑度與⾞⾨", "長度與車門"),
    ("⻘⻛⻢⻋⻅⻆⻉⻚⻜⻝⻥⻦⻨⻩⻬⻮⻰⻳", "青风马车见角贝页飞食鱼鸟麦黄齐齿龙龟"),
    ("⺟⻣⻁⻄⺎⺐⺒⺪⺴⺼⻌⻤⻯⺝⺫", "母骨虎西兀尢巳疋网月辶鬼竜月目"),
    ("\uf9bf天的\uf9f7場", "樂天的立場"),
    ("邏\U0002f800", "邏丽"),
]

KEPT = [
    "",
    "工作，民族，长江",
    "⺀",
    "神さまの\ufa19社",  # U+FA19 is how this shrine prints its name
    "한자 \uf9b4를 배운다",
    "ABC ①②③ ｱｲｳ Ａ ㈱ ﬁ",
    "\ud800\udfff\0",
]


@pytest.mark.parametrize(("dump", "text"), FOLDED)
def test_folds(dump: str, text: str) -> None:
    page = fold_characters(read_page(dump))
    assert [str(line.text) for line in page.lines] == [text]


@pytest.mark.parametrize("dump", KEPT)
def test_keeps(dump: str) -> None:
    page = read_page(dump)
    assert fold_characters(page) is page


def test_lines_without_radicals_are_the_same_objects_and_the_decision_names_the_folds() -> None:
    page = read_page("湖边栈道\n⼯⼈在⼯地")
    folded = fold_characters(page)
    assert folded.lines[0] is page.lines[0]
    (decision,) = folded.decisions
    assert decision.step == "fold-characters"
    assert decision.action == "⼯ -> 工, ⼈ -> 人"
    assert decision.spans == (Span(5, 6), Span(6, 7), Span(8, 9))


def test_supplement_is_a_table_of_single_ideographs() -> None:
    assert len(SUPPLEMENT) == 114
    for radical, ideograph in SUPPLEMENT.items():
        assert unicodedata.name(radical).startswith("CJK RADICAL ")
        assert is_han(ideograph) and not "\u2e80" <= ideograph <= "\u2fdf"


@given(st.text(st.one_of(st.characters(), st.sampled_from("⼾⼯⻓⺠⺀\uf9f7\ufa19\U0002f800湖边門戶 \nの"))))
def test_any_text(dump: str) -> None:
    page = read_page(dump)
    folded = fold_characters(page)
    assert fold_characters(folded).lines == folded.lines
    for before, after in zip(page.lines, folded.lines, strict=True):
        assert len(before.text) == len(after.text)
        assert before.text.spans == after.text.spans
        assert all(piece.aligned for piece in after.text.pieces)
        for old, new in zip(before.text.value, after.text.value, strict=True):
            assert old == new or "\u2e80" <= old <= "\u2fdf" or "\uf900" <= old <= "\ufaff" or old >= "\U0002f800"
