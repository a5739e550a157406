"""Whether lines were cut at a column's edge."""

import pytest

from layoutfix.evidence.cut_lines import WIDEST, are_cut
from layoutfix.io.read_text import read_page

CASES = {
    "the first line of a paragraph": (("　　城东湖边的木栈道将在", "本月底完工。"), True),
    "two lines of one width": (("栈道今天开放，市民可以在", "湖边走一走，从东门到西门要", "二十分钟。"), True),
    "two lines of two widths": (("栈道今天开放，市民可以在", "湖边走一走，从东门到西门一共要走", "二十分钟。"), False),
    "four lines of as many widths": (
        ("今天开放，市民在", "湖边走一走，东门到西门", "二十分钟，有三座凉亭可以歇", "脚，夜里灯从七点亮到早", "上。"),
        True,
    ),
    "a title, whatever its width": (("湖边栈道今天开放，市民盼了十年", "栈道今天开放。"), False),
    "most lines end a sentence": (
        ("栈道今天开放，人多。", "湖边有灯，夜里亮着。", "灯塔也换了灯，是新的。", "　　渡口昨天搬到了下", "游。"),
        False,
    ),
    "whole paragraphs of one width without a mark at the end": (
        tuple(f"{'栈道，' * 25}{number}" for number in "甲乙丙丁"),
        False,
    ),
    "verse": (("江上一夜雨，", "门前三尺泥，", "来人莫敲户，", "灯火在桥西。"), False),
    "a list": (("一、栈道开放，即日起", "二、渡口搬家，下周起", "三、灯塔换灯，年底前"), False),
    "signatures deep in the line": (("　　　　　　城东，湖边管理所", "　　　　　　二〇三一年，五月六日"), False),
    "an empty page": ((), False),
}


@pytest.mark.parametrize("case", CASES)
def test_lines_that_stop_in_mid_sentence_were_cut(case: str) -> None:
    rows, expected = CASES[case]
    assert are_cut(read_page("\n".join(rows)).lines) is expected


@pytest.mark.parametrize("width", [30, 60, WIDEST + 2])
def test_columns_are_no_wider_than_print_sets_them(width: int) -> None:
    row = "栈道今天开放，"
    line = row + "湖" * (int(width) - len(row))
    assert are_cut(read_page(f"{line}\n{line}\n{line}\n完工。").lines) is (width <= WIDEST)


def test_columns_in_one_row_were_cut() -> None:
    line = read_page("湖边栈道完工。").lines[0]
    assert are_cut((line, line))
