"""Rows that columns share are cut at the gutter, and at nothing else."""

import sys

import pytest
from hypothesis import example, given, settings

from bank import BODIES
from layoutfix.evidence.gutters import Gap, Token
from layoutfix.evidence.language import PageGrams
from layoutfix.io.read_text import read_page
from layoutfix.passes.cut_columns import LEAST_CUT, cut_columns
from pieces import check_pieces, texts
from strategies import any_text, dump_like_text, typeset_pages
from typeset import break_lines

MEASURE = 16


def columns_of(*bodies: str) -> list[tuple[str, ...]]:
    """The rows of bodies side by side, without the last lines, which are short."""
    columns = [break_lines(body, MEASURE)[:-1] for body in bodies]
    return list(zip(*columns, strict=False))


@pytest.mark.parametrize("gutter", [1, 2, 4, 8])
@pytest.mark.parametrize("count", [2, 3])
def test_rows_of_columns_are_cut_at_the_gutters(gutter: int, count: int) -> None:
    rows = columns_of(*BODIES[:count])
    page = cut_columns(read_page("\n".join((" " * gutter).join(row) for row in rows)))
    found, true = set(texts(page)), {text for row in rows for text in row}
    assert len(true - found) <= (2 * count if gutter == 1 else 0)


@pytest.mark.parametrize(("rows", "doubtful_is_cut"), [(LEAST_CUT - 1, False), (LEAST_CUT, True)])
def test_where_few_rows_are_shared_only_what_is_beyond_doubt_is_cut(
    monkeypatch: pytest.MonkeyPatch, rows: int, doubtful_is_cut: bool
) -> None:
    alone = break_lines(BODIES[2], MEASURE)[:-1]
    shared = columns_of(*BODIES[:2])[:rows]
    doubtful = shared[-1]

    def chances(tokens: list[Token], gaps: list[Gap], _rows: list[range], _grams: PageGrams) -> list[float]:
        return [0.6 if tokens[gap.before].text == doubtful[0] else 1.0 for gap in gaps]

    monkeypatch.setattr(sys.modules[cut_columns.__module__], "gutter_chances", chances)
    page = cut_columns(read_page("\n".join([*alone, *("    ".join(row) for row in shared)])))
    cut = [set(row) <= set(texts(page)) for row in shared]
    assert cut == [True] * (rows - 1) + [doubtful_is_cut]


def test_a_piece_has_its_row_its_cell_and_the_indent_of_the_first_only() -> None:
    rows = columns_of(*BODIES[:2])
    dump = "\n".join("  " + "    ".join(row) for row in rows)
    page = cut_columns(read_page(dump))
    assert [(line.row, line.column, line.indent) for line in page.lines[:4]] == [
        (row, column, indent) for row in (0, 1) for column, indent in ((2, 1.0), (6 + len(rows[row][0]), 0.0))
    ]
    assert [len(decision.spans) for decision in page.decisions] == [1] * len(rows)
    assert {(decision.step, decision.action) for decision in page.decisions} == {("cut-columns", "cut")}
    assert all(0.5 < decision.score <= 1 for decision in page.decisions)


def test_a_page_that_has_been_cut_is_not_cut_again() -> None:
    page = read_page("\n".join("    ".join(row) for row in columns_of(*BODIES[:2])))
    lines = cut_columns(page).lines
    half = page.with_(lines=lines[:2] + page.lines[1:])
    assert len(lines) == 2 * len(page.lines)
    assert cut_columns(half) is half


WHOLE = {
    "two phrases of a headline": "守住一湖清水　留下两岸青山\n\n　　湖边的木栈道今天修好了，走在上面能看见水鸟。\n",
    "two phrases and a body in lines": "守住一湖清水 留下两岸青山\n" + "\n".join(break_lines(BODIES[0], MEASURE)),
    "one column": "\n".join(break_lines(BODIES[0], MEASURE)),
    "English": "The ferry leaves at nine.    It comes back at noon.\nBring a coat.            The wind is cold.\n",
    "Japanese": "図書館は朝九時に開きます。    月曜日は休みです。\n雨の日も開いています。    傘は貸します。\n",
    "Korean": "도서관은 아침에 엽니다.    월요일은 쉽니다.\n비가 와도 엽니다.    우산을 빌려줍니다.\n",
    "half-width marks that OCR sets apart": "\n".join(
        line.replace("，", " , ").replace("。", " . ") for line in break_lines(BODIES[0], MEASURE)
    ),
    "questions with choices": "1. 最大的湖是（ ）\nA. 镜湖 B. 月湖\n2. 最长的江是（ ）\nA. 青江 B. 赤江\n",
    "years and events": "1987年 大桥动工\n1989年 大桥通车。\n2003年 第一次大修\n2022年 发现裂缝\n2023年 加固开工\n",
    "nothing": "",
}


@pytest.mark.parametrize("kind", WHOLE)
def test_what_is_in_one_column_comes_back_as_it_is(kind: str) -> None:
    page = read_page(WHOLE[kind])
    assert cut_columns(page) is page


@settings(max_examples=25)
@given(any_text | dump_like_text | typeset_pages)
@example("甲 \ud800 乙\n丙  丁")
def test_only_white_space_goes_and_each_piece_knows_its_source(dump: str) -> None:
    before = read_page(dump)
    check_pieces(dump, before, cut_columns(before))


def test_a_page_whose_lines_need_not_be_moved_is_not_cut() -> None:
    rows = columns_of(*BODIES[:2])
    page = read_page("\n".join("    ".join(row) for row in rows)).with_(untouched=True)
    assert cut_columns(page) is page
