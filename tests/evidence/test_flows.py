"""Which line follows which on the page as a whole."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from layoutfix.evidence.edges import Pairs
from layoutfix.evidence.flows import FIRM, find_flows, firm_fragments
from layoutfix.evidence.roles import OUTPUTS
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip), st.integers(0, 10**6))
def test_flows_are_chains(dump: str, seed: int) -> None:
    sheet = sheet_of(read_page(dump).lines)
    n = len(sheet)
    roles = (np.random.default_rng(seed).random((n, OUTPUTS)) / 4).astype(np.float32)
    following, score = find_flows(sheet, roles)
    heads = following[following >= 0].tolist()
    assert len(following) == len(score) == n and len(heads) == len(set(heads))
    assert (score >= 0).all() and (score <= 1).all()
    reached = set()
    for start in set(range(n)) - set(heads):
        while start >= 0:
            reached.add(start)
            start = int(following[start])
    assert reached == set(range(n))


def test_firm_edges_make_fragments() -> None:
    tails, heads = np.array([0, 0, 1, 3, 4]), np.array([1, 2, 2, 4, 3])
    score = np.array([FIRM + 2, FIRM + 1, FIRM - 1, FIRM + 2, FIRM + 1], dtype=np.float32)
    fragments = firm_fragments(Pairs(tails, heads, score), score, 6)
    assert fragments.after.tolist() == [1, -1, -1, 4, -1, -1]
    assert fragments.before.tolist() == [-1, 0, -1, -1, 3, -1]
    assert fragments.number.tolist() == [0, 0, 1, 2, 2, 3]
    assert fragments.size.tolist() == [2, 1, 2, 1]
