"""Which line follows which on the page as a whole."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import STORIES
from layoutfix.evidence import flows
from layoutfix.evidence.chains import title_chains
from layoutfix.evidence.encoder import Reading, read_sheet
from layoutfix.evidence.flows import find_flows, tie_lines
from layoutfix.evidence.matching import best_matching
from layoutfix.evidence.relations import Pairs
from layoutfix.evidence.roles import OUTPUTS
from layoutfix.evidence.sheet import Ints, sheet_of
from layoutfix.evidence.sides import Sides
from layoutfix.evidence.weights import Floats
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


def check(reading: Reading, roles: Floats) -> None:
    following, score, opens, _ = find_flows(reading, tie_lines(reading), roles)
    n = len(reading.sheet)
    heads = following[following >= 0].tolist()
    assert len(following) == len(score) == len(opens) == n and len(heads) == len(set(heads))
    assert ((score >= 0) & (score <= 1) & (opens >= 0) & (opens <= 1)).all()
    reached = set()
    for start in set(range(n)) - set(heads):
        while start >= 0:
            reached.add(start)
            start = int(following[start])
    assert reached == set(range(n))


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_flows_are_chains(dump: str) -> None:
    reading = read_sheet(sheet_of(read_page(dump).lines))
    check(reading, reading.roles)


@settings(max_examples=300)
@given(st.integers(2, 12), st.integers(0, 10**6))
def test_they_are_whatever_the_reading_says(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    sheet = sheet_of(read_page("守塔人卢阿水\n" * n).lines)
    reading = read_sheet(sheet)
    key = np.flatnonzero(random.random(n * n) < 0.5)
    key = key[key // n != key % n]
    ahead, back = -random.exponential(2, (2, len(key))).astype(np.float32)
    stops, opens = -random.exponential(2, (2, n)).astype(np.float32)
    pairs = Pairs(key // n, key % n)
    roles = random.dirichlet(np.full(OUTPUTS, 0.1), n).astype(np.float32)
    check(reading._replace(pairs=pairs, ahead=ahead, back=back, stops=stops, opens=opens, roles=roles), roles)


def test_the_whole_counts_and_not_the_best_single_pair() -> None:
    tails, heads = np.array([0, 0, 1]), np.array([2, 3, 2])
    score = np.array([3.0, 2.5, 2.8], dtype=np.float32)
    assert best_matching(tails, heads, score, 4).following.tolist() == [3, 2, -1, -1]


def test_on_a_page_of_very_many_titles_these_stay_where_the_encoder_ties_them(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "".join(f"{headline}\n\n{''.join(sentences)}\n\n" for headline, sentences in STORIES[:4])
    reading = read_sheet(sheet_of(read_page(page).lines))
    monkeypatch.setattr(flows, "MOST_PAIRED", 0)
    ties = tie_lines(reading)
    assert find_flows(reading, ties, reading.roles).following.tolist() == ties.following.tolist()


def test_titles_that_no_body_takes_are_as_sure_as_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "".join(f"{headline}\n\n{''.join(sentences)}\n\n" for headline, sentences in STORIES[:2])
    reading = read_sheet(sheet_of(read_page(page).lines))
    titles, _ = title_chains(tie_lines(reading).following, reading.roles)

    def none_is_taken(sides: Sides) -> tuple[Ints, Floats]:
        return np.full(len(sides.titles), -1), np.full(len(sides.titles), 0.25 if sides.bodies else 1, dtype=np.float32)

    monkeypatch.setattr(flows, "pair_titles", none_is_taken)
    score = find_flows(reading, tie_lines(reading), reading.roles).score
    assert titles and [float(score[chain[-1]]) for chain in titles] == [0.25] * len(titles)


def test_the_chance_of_flows_falls_with_every_doubt_but_no_line_decides_alone() -> None:
    following = np.array([1, -1])
    sure, doubtful, hopeless = (
        flows.Flows(following, np.array([score, 1.0]), np.ones(2)).chance for score in (1.0, 0.5, 0.0)
    )
    assert sure > doubtful > hopeless
    assert sure - hopeless == pytest.approx(np.log((1 + flows.LEAST_CHANCE) / flows.LEAST_CHANCE))
