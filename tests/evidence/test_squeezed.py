"""Columns that share rows with a single space between them."""

import pytest

from layoutfix.evidence.squeezed import MOST_COLUMNS, is_squeezed


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
