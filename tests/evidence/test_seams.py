"""What speaks for one line going on in another."""

import numpy as np
from hypothesis import given, settings

from layoutfix.evidence.relations import Pairs
from layoutfix.evidence.roles import OUTPUTS
from layoutfix.evidence.seams import pair_features
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_one_row_of_numbers_a_pair(dump: str) -> None:
    sheet = sheet_of(read_page(dump).lines)
    n = len(sheet)
    pairs = Pairs(np.arange(n - 1), np.arange(1, n))
    features = pair_features(sheet, np.full((n, OUTPUTS), 0.1, dtype=np.float32), pairs)
    assert len(features) == n - 1 and np.isfinite(features).all()
