"""What a line shows of its role."""

import numpy as np
import pytest

from layoutfix.evidence.roles import shifted
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page

COLUMN = "湖边的木栈道今天修好，\n" * 12


@pytest.mark.parametrize("step", [-30, -3, -1, 1, 3, 30])
def test_shifted_is_zero_beyond_the_page(step: int) -> None:
    sheet = sheet_of(read_page(COLUMN).lines)
    values = np.arange(1, 13, dtype=np.float32)[:, None]
    expected = [v + step if 1 <= v + step <= 12 else 0 for v in range(1, 13)]
    assert shifted(sheet, values, step)[:, 0].tolist() == expected
