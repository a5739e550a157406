"""What each line is."""

import numpy as np
import pytest
from hypothesis import given, settings

from layoutfix.evidence.roles import OUTPUTS, ROLES, local_measure, role_scores, shifted
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from strategies import any_text, dump_like_text, typeset_pages

COLUMN = "湖边的木栈道今天修好，\n" * 12


@settings(max_examples=25)
@given((any_text | dump_like_text | typeset_pages).filter(str.strip))
def test_one_row_of_chances_a_line(dump: str) -> None:
    sheet = sheet_of(read_page(dump).lines)
    scores = role_scores(sheet)
    assert scores.shape == (len(sheet), OUTPUTS)
    assert np.allclose(scores[:, : len(ROLES)].sum(axis=1), 1, atol=1e-4)
    assert (scores >= 0).all() and (scores <= 1).all()


@pytest.mark.parametrize("step", [-30, -3, -1, 1, 3, 30])
def test_shifted_is_zero_beyond_the_page(step: int) -> None:
    sheet = sheet_of(read_page(COLUMN).lines)
    values = np.arange(1, 13, dtype=np.float32)[:, None]
    expected = [v + step if 1 <= v + step <= 12 else 0 for v in range(1, 13)]
    assert shifted(sheet, values, step)[:, 0].tolist() == expected


def test_the_measure_is_not_that_of_a_short_or_an_overlong_line() -> None:
    sheet = sheet_of(read_page(COLUMN + "完工\n" + COLUMN + "湖" * 50 + "\n" + COLUMN).lines)
    assert set(local_measure(sheet).tolist()) == {11}
