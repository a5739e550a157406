"""What a line shows of its role."""

import numpy as np
import pytest

from layoutfix.evidence.roles import local_measure, shifted
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page

COLUMN = "湖边的木栈道今天修好，\n" * 12


@pytest.mark.parametrize("step", [-30, -3, -1, 1, 3, 30])
def test_shifted_is_zero_beyond_the_page(step: int) -> None:
    sheet = sheet_of(read_page(COLUMN).lines)
    values = np.arange(1, 13, dtype=np.float32)[:, None]
    expected = [v + step if 1 <= v + step <= 12 else 0 for v in range(1, 13)]
    assert shifted(sheet, values, step)[:, 0].tolist() == expected


def test_the_measure_is_not_that_of_a_short_or_an_overlong_line() -> None:
    sheet = sheet_of(read_page(COLUMN + "完工\n" + COLUMN + "湖" * 50 + "\n" + COLUMN).lines)
    assert set(local_measure(sheet).tolist()) == {11}
