"""Boxes in the order in which a page is read."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence.cuts import Box, reading_order

CASES = {
    "nothing": [],
    "one": [Box(0, 4, 0, 9)],
    "columns, though the second begins above the rest of the first": [
        Box(0, 9, 0, 20), Box(10, 20, 0, 20), Box(0, 14, 22, 40), Box(15, 20, 22, 40),
    ],
    "columns, though rows could be cut too": [
        Box(2, 9, 0, 20), Box(12, 20, 0, 20), Box(0, 9, 22, 40), Box(14, 20, 22, 40),
    ],
    "one across the page, and columns below it": [
        Box(0, 5, 0, 40), Box(6, 9, 0, 20), Box(10, 20, 0, 20), Box(6, 14, 22, 40), Box(15, 20, 22, 40),
    ],
    "a column beside all, and rows in the other": [
        Box(0, 5, 0, 40), Box(6, 20, 0, 20), Box(7, 20, 22, 40), Box(0, 20, 42, 60),
    ],
    "rows that begin level, as those of a table": [
        Box(0, 9, 0, 20), Box(1, 7, 22, 40), Box(10, 20, 0, 20), Box(10, 18, 22, 40),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", range(4))
def test_a_page_is_read_in_the_same_order_however_its_boxes_are_numbered(case: str, seed: int) -> None:
    boxes = list(CASES[case])
    Random(seed).shuffle(boxes)
    assert [boxes[at] for at in reading_order(boxes)] == CASES[case]


def test_what_no_cut_parts_stays_in_the_order_given() -> None:
    wheel = [Box(0, 4, 0, 6), Box(0, 6, 6, 10), Box(4, 10, 0, 4), Box(6, 10, 4, 10), Box(4, 6, 4, 6)]
    assert reading_order(wheel) == [0, 1, 2, 3, 4]
    assert reading_order(wheel[::-1]) == [0, 1, 2, 3, 4]


_sides = st.tuples(st.integers(0, 20), st.integers(1, 8))


@given(st.lists(st.tuples(_sides, _sides), max_size=12))
def test_every_box_is_read_once(sides: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    boxes = [Box(top, top + height, left, left + width) for (top, height), (left, width) in sides]
    order = reading_order(boxes)
    assert sorted(order) == list(range(len(boxes)))
    again = [boxes[at] for at in order]
    assert [again[at] for at in reading_order(again)] == again
