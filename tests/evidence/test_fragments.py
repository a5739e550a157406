"""What is tied for sure, and what is left open."""

import numpy as np
import pytest
from hypothesis import given, settings

from layoutfix.evidence import fragments as module
from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.fragments import FIRM, firm_fragments, open_limits, open_pairs
from layoutfix.evidence.relations import Pairs
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


def test_sure_pairs_make_fragments() -> None:
    reading = read_sheet(sheet_of(read_page("守塔人\n" * 5).lines))
    pairs = Pairs(np.array([0, 1, 3]), np.array([1, 2, 4]))
    sure, unsure = FIRM / 2, FIRM * 2
    logs = np.array([sure, unsure, sure], dtype=np.float32)
    fragments = firm_fragments(reading._replace(pairs=pairs, ahead=logs, back=np.full(3, sure, dtype=np.float32)))
    assert fragments.after.tolist() == [1, -1, -1, 4, -1]
    assert fragments.before.tolist() == [-1, 0, -1, -1, 3]
    assert fragments.number.tolist() == [0, 0, 1, 2, 2]
    assert fragments.size.tolist() == [2, 1, 2]


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_open_pairs_tie_different_fragments(dump: str) -> None:
    reading = read_sheet(sheet_of(read_page(dump).lines))
    fragments = firm_fragments(reading)
    pairs = open_pairs(reading, fragments)
    assert (fragments.number[pairs.tails] != fragments.number[pairs.heads]).all()
    assert (fragments.after[pairs.tails] < 0).all() and (fragments.before[pairs.heads] < 0).all()


def test_on_a_page_of_many_open_ends_only_candidates_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_sheet(sheet_of(read_page("\n\n".join(f"甲乙丙{at}" for at in range(60))).lines))
    fragments = firm_fragments(reading)
    everything = open_pairs(reading, fragments)
    assert list(open_limits(reading, fragments)) == []
    monkeypatch.setattr(module, "MOST_PAIRS", 10)
    few = open_pairs(reading, fragments)
    assert len(few.tails) <= min(len(everything.tails), len(reading.pairs.tails))
    assert len(list(open_limits(reading, fragments))) == 1
