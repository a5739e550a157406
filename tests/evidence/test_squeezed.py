"""Columns that share rows with a single space between them."""

from dataclasses import replace
from itertools import combinations, zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank import BODIES
from layoutfix.evidence.sheet import sheet_of
from layoutfix.evidence.squeezed import MOST_COLUMNS, aligned, is_squeezed
from layoutfix.page import Line
from layoutfix.text import Text
from typeset import break_lines
from weaving import share_below_their_own

MEASURE = 16


def squeezed(columns: list[list[str]]) -> tuple[list[Line], list[int]]:
    """The lines of columns, row by row, with a single space between them and nothing for an empty cell; and the column
    of each."""
    lines: list[Line] = []
    owners: list[int] = []
    for row, cells in enumerate(zip_longest(*columns, fillvalue="")):
        column = 0
        for owner, text in enumerate(cells):
            if text:
                lines.append(Line(Text.of(text, 0, len(text)), row=row, column=column))
                owners.append(owner)
                column += len(text) + 1
    return lines, owners


@pytest.mark.parametrize("count", [2, 3, 4])
def test_lines_are_given_to_the_columns_that_they_go_on_in(count: int) -> None:
    lines, owners = squeezed([break_lines(body, MEASURE) for body in BODIES[:count]])
    assert share_below_their_own(sheet_of(lines).place, owners) > 0.9


def test_columns_need_not_have_a_line_in_every_row() -> None:
    first, second, third = (break_lines(body, MEASURE) for body in BODIES[:3])
    apart = [part for line in second for part in (line, "")]
    lines, owners = squeezed([first, apart, ["", "", *third]])
    assert share_below_their_own(sheet_of(lines).place, owners) > 0.8


def test_a_blank_row_is_one_without_any_text() -> None:
    first, second, third = (break_lines(body, MEASURE)[:8] for body in BODIES[:3])
    apart = [part for line in third[:4] for part in (line, "")]
    lines, owners = squeezed([first, second, apart])
    assert set(sheet_of(lines).blank.tolist()) == {0}
    parted = [replace(line, row=line.row + 2, blank=2 * (line.row == 4)) if line.row >= 4 else line for line in lines]
    sheet = sheet_of(parted)
    assert [owners[line] for line in sheet.blank.nonzero()[0].tolist()] == [0, 1, 2]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], False),
        ([(0, 0, 8), (1, 0, 8)], False),
        ([(0, 0, 8), (0, 9, 8), (1, 0, 8), (1, 9, 8), (2, 0, 8)], True),
        ([(0, 0, 8), (0, 9, 8), (1, 0, 8)], False),
        ([(0, 0, 8), (0, 9, 8), (1, 0, 8), (1, 13, 8)], False),
        ([(0, 9 * at, 8) for at in range(MOST_COLUMNS)], True),
        ([(0, 9 * at, 8) for at in range(MOST_COLUMNS + 1)], False),
    ],
)
def test_rows_are_squeezed_where_no_gutter_is_wide(cells: list[tuple[int, int, int]], expected: bool) -> None:
    row, column, width = zip(*cells, strict=True) if cells else ((), (), ())
    assert is_squeezed(row, column, width) is expected


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(-3, 9), min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(tables)
def test_no_other_alignment_gains_more(gains: list[list[int]]) -> None:
    width = len(gains[0])

    def gain(pairs: list[tuple[int, int]]) -> int:
        return sum(gains[row][column] for row, column in pairs)

    found = [(row, column) for column, row in enumerate(aligned(gains)) if row >= 0]
    assert [row for row, _ in found] == sorted({row for row, _ in found})
    others = (
        list(zip(rows, columns, strict=True))
        for count in range(min(len(gains), width) + 1)
        for rows in combinations(range(len(gains)), count)
        for columns in combinations(range(width), count)
    )
    assert gain(found) == max(map(gain, others))
