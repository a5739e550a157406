"""Characters as numbers, against what `script` says of them one by one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from layoutfix.evidence.characters import Kind, code_points, kind_table, width_table
from layoutfix.script import CLOSING, OPENING, width_em

KINDS = {
    Kind.HAN: "桥國〇々⼾⺠㐀𠀀",
    Kind.DIGIT: "09５",
    Kind.LETTER: "AzéЖＱ",
    Kind.TERMINAL: "。！？!?…",
    Kind.PAUSE: "，、；：,;:—",
    Kind.OPENING: "“‘（(《「『【〔",
    Kind.CLOSING: "”’）)》」』】〕",
    Kind.MARK: "%+@~-/",
    Kind.SYLLABLE: "かカ한",
    Kind.SPACE: " \t\u00a0\u3000",
    Kind.OTHER: "①■\ud800",
}


@pytest.mark.parametrize("kind", KINDS)
def test_kinds(kind: Kind) -> None:
    assert {c: Kind(int(kind_table()[ord(c)])) for c in KINDS[kind]} == dict.fromkeys(KINDS[kind], kind)


def test_no_mark_opens_here_and_closes_there() -> None:
    kinds = {c: kind_table()[ord(c)] for c in OPENING | CLOSING}
    assert not [c for c in OPENING if kinds[c] == Kind.CLOSING]
    assert not [c for c in CLOSING if kinds[c] == Kind.OPENING]


@given(st.text(st.sampled_from("桥國かカ한，。（）《》09AZaz %,.-５Ａ"), max_size=30))
@example("第12届“桥”展")
def test_widths_are_those_of_the_script(text: str) -> None:
    assert width_table()[code_points(text)].sum() == width_em(text)


@given(st.text(st.characters() | st.characters(categories=["Cs"]), max_size=30))
def test_one_code_point_a_character(text: str) -> None:
    assert code_points(text).tolist() == [ord(c) for c in text]
