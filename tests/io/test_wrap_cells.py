"""Lines for a terminal."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from layoutfix.io.wrap_cells import wrap_cells
from layoutfix.script import KINSOKU, OPENING

TEXTS = st.text("湖边栈道 　，。“”（）—…A12.-%é가あ")


@given(TEXTS, st.integers(2, 30))
def test_lines_fit_and_hold_the_text(text: str, width: int) -> None:
    lines = list(wrap_cells(text, width))
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.strip() for line in lines)


@given(st.lists(st.sampled_from(["湖", "边", "，", "（栈", "道）", "。”", "《A12》", " "])).map("".join))
def test_marks_stand_where_they_may(text: str) -> None:
    lines = list(wrap_cells(re.sub(r" +(?=[，道。])", "", text), 60))
    assert not any(line[0] in KINSOKU["strict"].no_start for line in lines[1:])
    assert not any(line[-1] in OPENING for line in lines[:-1])


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("　　湖边栈道", 8, ["　　湖边", "栈道"]),
        ("湖边 栈道", 4, ["湖边", "栈道"]),
        ("湖边栈道。", 8, ["湖边栈", "道。"]),
        ("共12345件", 6, ["共", "12345", "件"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("湖。。。。", 4, ["湖。", "。。", "。"]),
    ],
)
def test_breaks(text: str, width: int, lines: list[str]) -> None:
    assert list(wrap_cells(text, width)) == lines


@pytest.mark.parametrize("piece", ["甲", " ", "（", "）", "a", "甲 "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    begin = time.process_time()
    list(wrap_cells(piece * 200_000, 80))
    assert time.process_time() - begin < 10
