"""The order of the parts of an article."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank import BODIES
from layoutfix.evidence import sequence
from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.ends import Ends, open_ends
from layoutfix.evidence.matching import Doubles
from layoutfix.evidence.sequence import MOST_PARTS, best_path, in_sequence, steps_of
from layoutfix.evidence.sheet import Sheet, sheet_of
from layoutfix.io.read_text import read_page
from typeset import break_lines

LINES = [line for body in BODIES[:4] for line in break_lines(body, 16)]


@pytest.fixture(scope="module")
def shuffled() -> tuple[Sheet, Ends]:
    """A page of lines out of order, nearly all of which the encoder leaves open."""
    order = np.random.default_rng(0).permutation(len(LINES))
    sheet = sheet_of(read_page("\n".join(LINES[at] for at in order)).lines)
    return sheet, open_ends(read_sheet(sheet))


def total(worth: Doubles, order: list[int]) -> float:
    return sum(float(worth[a, b]) for a, b in pairwise(order))


@given(st.integers(1, 6), st.integers(0, 10**6))
def test_no_order_is_worth_more_than_the_best(count: int, seed: int) -> None:
    worth = np.random.default_rng(seed).normal(0, 3, (count, count))
    order = best_path(worth)
    assert sorted(order) == list(range(count))
    assert total(worth, order) == pytest.approx(max(total(worth, list(other)) for other in permutations(range(count))))


def test_an_order_of_as_many_parts_as_are_weighed() -> None:
    hidden = np.random.default_rng(1).permutation(MOST_PARTS).tolist()
    worth = np.zeros((MOST_PARTS, MOST_PARTS))
    worth[hidden[:-1], hidden[1:]] = 1
    assert best_path(worth) == hidden


def test_articles_keep_their_parts(shuffled: tuple[Sheet, Ends]) -> None:
    sheet, ends = shuffled
    assert len(ends.stories.parts) > MOST_PARTS
    articles = [list(range(1, MOST_PARTS))[::-1], [0], []]
    ordered = in_sequence(sheet, ends, articles)
    assert [sorted(article) for article in ordered] == [sorted(article) for article in articles]


def test_every_open_step_between_parts_is_told_of(shuffled: tuple[Sheet, Ends]) -> None:
    sheet, ends = shuffled
    article = list(range(MOST_PARTS))
    a, b, features = steps_of(sheet, ends, article)
    known = {(article[x], article[y]) for x, y in zip(a.tolist(), b.tolist(), strict=True)}
    assert known == {step for step in ends.steps if set(step) <= set(article)}
    assert len(features) == len(known) and np.isfinite(features).all()


def test_parts_are_told_the_same_in_whatever_order_they_come(shuffled: tuple[Sheet, Ends]) -> None:
    sheet, ends = shuffled
    article = list(range(6))

    def told(order: list[int]) -> dict[tuple[int, int], list[float]]:
        a, b, features = steps_of(sheet, ends, order)
        return {(order[x], order[y]): row for x, y, row in zip(a.tolist(), b.tolist(), features.tolist(), strict=True)}

    assert told(article) == told(article[::-1])


def test_what_has_too_many_parts_stays_as_it_is(shuffled: tuple[Sheet, Ends], monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, ends = shuffled
    monkeypatch.setattr(sequence, "MOST_PARTS", 2)
    assert in_sequence(sheet, ends, [[2, 0, 1]]) == [[2, 0, 1]]


def test_an_order_stands_where_no_other_is_likelier_by_far(
    shuffled: tuple[Sheet, Ends], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, ends = shuffled
    article = list(range(6))[::-1]
    monkeypatch.setattr(sequence, "LEAST_GAIN", 0.0)
    likeliest = in_sequence(sheet, ends, [article])[0]
    assert likeliest != article and in_sequence(sheet, ends, [likeliest]) == [likeliest]
    monkeypatch.setattr(sequence, "LEAST_GAIN", 1000.0)
    assert in_sequence(sheet, ends, [article]) == [article]
