"""Gaps inside a printed row."""

import numpy as np
import pytest

from layoutfix.evidence.gutters import COMMON, SQUEEZED, Gap, Token, gap_features, network_for
from layoutfix.evidence.language import page_grams

TOKENS = [
    Token(0, 0, 6, "湖边的木栈道"), Token(0, 8, 14, "老渡口的船工"),
    Token(1, 0, 6, "今天修好走在"), Token(1, 8, 14, "交出一支竹篙"),
    Token(2, 0, 1, "上"),
]  # fmt: skip
ROWS = [range(0, 2), range(2, 4), range(4, 5)]
GAPS = [Gap(0, 0, 2), Gap(1, 2, 2)]


def test_one_finite_row_a_gap() -> None:
    features = gap_features(TOKENS, GAPS, ROWS, page_grams(tuple(t.text for t in TOKENS)))
    assert len(features) == len(GAPS) and np.isfinite(features).all()
    alone = gap_features(TOKENS[:2], GAPS[:1], ROWS[:1], page_grams(()))
    assert alone.shape == (1, features.shape[1]) and np.isfinite(alone).all()


def test_a_gap_that_lines_up_with_its_neighbour_shows_it() -> None:
    moved = [*TOKENS[:3], Token(1, 11, 17, TOKENS[3].text), TOKENS[4]]
    grams = page_grams(())
    straight, pushed = (gap_features(tokens, GAPS, ROWS, grams) for tokens in (TOKENS, moved))
    differs = np.flatnonzero((straight != pushed).any(axis=0))
    assert len(differs) and (straight[0, differs] >= pushed[0, differs]).all()


@pytest.mark.parametrize(
    ("gaps", "name"),
    [
        ([Gap(0, 0, 1), Gap(1, 2, 1)], SQUEEZED),
        ([Gap(0, 0, 1), Gap(1, 2, 8)], COMMON),  # a gutter that is as wide as in print
        ([Gap(0, 0, 1)], COMMON),  # most rows are of one column
        ([], COMMON),
    ],
)
def test_a_page_with_nothing_but_single_spaces_in_most_rows_has_a_network_of_its_own(
    gaps: list[Gap], name: str
) -> None:
    assert network_for(gaps, ROWS) == name
