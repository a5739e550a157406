"""The lines of a page as columns of numbers."""

import numpy as np
import pytest
from hypothesis import example, given, settings

from layoutfix.evidence.sheet import MOST_OPEN, Sheet, sheet_of
from layoutfix.io.read_text import read_page
from layoutfix.page import Line
from layoutfix.text import Text
from strategies import any_text, dump_like_text


def lines_of(*cells: tuple[int, int, str]) -> list[Line]:
    """Lines that stand at (row, column, text)."""
    return [Line(Text.of(text, 0, len(text)), row=row, column=column) for row, column, text in cells]


def walked(*cells: tuple[int, int, str]) -> str:
    """The first characters of the lines in column order, blocks divided by a bar."""
    sheet = sheet_of(lines_of(*cells))
    out = ""
    for at, line in enumerate(sheet.walk.tolist()):
        divided = at and sheet.block[line] != sheet.block[sheet.walk[at - 1]]
        out += ("|" if divided else "") + sheet.texts[line][0]
    return out


WALKS = {
    "one line a row": (((0, 0, "甲乙丙丁"), (1, 2, "乙丙丁戊"), (2, 0, "丙丁")), "甲乙丙"),
    "two columns": (
        ((0, 0, "甲一二三四五六"), (0, 12, "天一二三四五六"), (1, 0, "乙一二三"), (1, 12, "地一二三")),
        "甲乙|天地",
    ),
    "three columns, the middle one shorter": (
        (
            (0, 0, "甲一二三四五六"), (0, 12, "天一二三四五六"), (0, 24, "子一二三四五六"),
            (1, 0, "乙一二三四五六"), (1, 24, "丑一二三四五六"),
        ),
        "甲乙|天|子丑",
    ),
    "a column that drifts to the right": (
        (
            (0, 0, "甲一二三四五六"), (0, 12, "天一二三四五六"),
            (1, 0, "乙一二三四五六七八"), (1, 14, "地一二三四五六"),
            (2, 0, "丙一二三四五六"), (2, 16, "玄一二三四五六"),
        ),
        "甲乙丙|天地玄",
    ),
    "a short last line over an indented first one": (((0, 0, "甲乙"), (1, 2, "乙一二三四五六")), "甲乙"),
    "an empty row in the second column only": (
        (
            (0, 0, "甲一二三四五六"), (0, 12, "天一二三四五六"), (1, 0, "乙一二三四五六"), (2, 0, "丙一二三四五六"),
            (2, 12, "地一二三四五六"),
        ),
        "甲乙丙|天|地",
    ),
    "a headline across two columns": (
        ((0, 4, "头一二三四五六七八九十"), (1, 0, "甲一二三四五六"), (1, 12, "天一二三四五六")),
        "头甲|天",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WALKS)
def test_walk(case: str) -> None:
    cells, expected = WALKS[case]
    assert walked(*cells) == expected


@pytest.mark.parametrize(
    ("dump", "indents", "blanks", "blocks"),
    [
        ("标题\n　　正文正文\n正文", [0, 2, 0], [0, 0, 0], [0, 0, 0]),
        ("标题\n\n　　正文正文\n\n\n正文", [0, 2, 0], [0, 1, 2], [0, 1, 2]),
        ("\n标题\n正文", [0, 0], [1, 0], [1, 1]),
        (" " * 80 + "标题", [8], [0], [0]),
        ("\n" * 40 + "标题", [0], [20], [1]),
    ],
)
def test_indents_and_blocks_of_one_column(
    dump: str, indents: list[float], blanks: list[float], blocks: list[int]
) -> None:
    sheet = sheet_of(read_page(dump).lines)
    assert sheet.indent.tolist() == indents
    assert sheet.blank.tolist() == blanks
    assert sheet.block.tolist() == blocks


def test_indents_side_by_side_are_counted_in_each_column() -> None:
    sheet = sheet_of(
        lines_of((0, 2, "甲一二三四"), (0, 14, "天一二三四"), (1, 0, "乙一二三四五六"), (1, 12, "地一二三四五六"))
    )
    assert sheet.indent.tolist() == [2, 2, 0, 0]
    assert sheet.in_row.tolist() == [0, 1, 0, 1]
    assert sheet.from_row_end.tolist() == [1, 0, 1, 0]


def test_what_a_line_holds() -> None:
    sheet = sheet_of(read_page("　　他说：“第 12 页，\n有”。").lines)
    assert sheet.texts == ["他说：“第12页，", "有”。"]
    assert sheet.width.tolist() == [9, 3]
    assert sheet.characters.tolist() == [9, 3]
    assert sheet.spaces.tolist() == [2, 0]
    assert sheet.digits.tolist() == [2, 0]
    assert sheet.pauses.tolist() == [2, 1]
    assert sheet.open_marks.tolist() == [1, -1]


def holds_together(sheet: Sheet) -> None:
    n = len(sheet)
    assert sorted(sheet.walk.tolist()) == list(range(n))
    assert sheet.walk[sheet.place].tolist() == list(range(n))
    assert (np.diff(sheet.block[sheet.walk]) >= 0).all()
    assert (sheet.indent >= 0).all() and (sheet.width > 0).all()
    for name in Sheet.__slots__:
        column = getattr(sheet, name)
        if isinstance(column, np.ndarray):
            assert len(column) == n, name


@settings(max_examples=60)
@given((any_text | dump_like_text).filter(str.strip))
@example("\ud800\n\n\udfff　\ud800")
def test_any_text(dump: str) -> None:
    sheet = sheet_of(read_page(dump).lines)
    holds_together(sheet)
    assert "".join(sheet.texts) == "".join(dump.split())


def test_one_line_a_row_is_read_in_the_order_of_the_dump() -> None:
    sheet = sheet_of(read_page("湖边的木栈道今天修好，\n" + " " * 24 + "田　禾\n走在上面能看见水鸟。\n").lines)
    assert sheet.walk.tolist() == [0, 1, 2]


def test_a_page_without_lines() -> None:
    holds_together(sheet_of(()))


def test_no_row_holds_too_much() -> None:
    cells = [(row, 8 * at, "甲乙丙") for row in range(3) for at in range(MOST_OPEN + 20)]
    holds_together(sheet_of(lines_of(*cells)))


def test_what_follows_a_line_follows_it_along_the_walk() -> None:
    sheet = sheet_of(lines_of(*WALKS["two columns"][0]))
    assert sheet.walk.tolist() == [0, 2, 1, 3]
    assert sheet.along_walk(np.array([2, -1, 3, 1])).tolist() == [1, 3, -1, 2]


def test_the_measure_is_not_that_of_a_short_or_an_overlong_line() -> None:
    column = "湖边的木栈道今天修好，\n" * 12
    sheet = sheet_of(read_page(column + "完工\n" + column + "湖" * 50 + "\n" + column).lines)
    assert set(sheet.measure.tolist()) == {11}
