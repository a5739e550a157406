"""Which titles belong to which body."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank import STORIES
from layoutfix.evidence.encoder import NEVER
from layoutfix.evidence.language import ends_of, vectors_of
from layoutfix.evidence.pairing import best_other, choose, habit_features, pair_titles, side_features
from layoutfix.evidence.sides import Side, Sides


def sides(order: list[int], *, after: bool) -> Sides:
    """The headlines and bodies of the first stories in this order, each headline before, or after, its body."""
    titles, bodies, at = [], [], 0
    for number in order:
        headline, sentences = STORIES[number]
        first = at + (10 if after else 0)
        titles.append(Side(headline, first, first, 0.98))
        start = at + (0 if after else 1)
        bodies.append(Side("".join(sentences), start, start + 8, 0.98))
        at += 11
    title, body = (vectors_of(ends_of([side.text for side in group])) for group in (titles, bodies))
    affinity = title.tails @ body.heads.T + title.heads @ body.tails.T
    return Sides(titles, bodies, np.full(affinity.shape, NEVER, dtype=np.float32), affinity)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_titles_find_their_bodies_by_what_they_say_and_where_they_stand(count: int, after: bool) -> None:
    chosen, chances = pair_titles(sides(list(range(count)), after=after))
    assert chosen.tolist() == list(range(count))
    assert ((chances > 0) & (chances <= 1)).all()


def test_without_titles_or_bodies_nothing_is_paired() -> None:
    some = sides([0, 1], after=False)
    none = np.zeros((0, 2), dtype=np.float32)
    assert pair_titles(Sides([], some.bodies, none, none))[0].tolist() == []
    assert pair_titles(Sides(some.titles, [], none.T, none.T))[0].tolist() == [-1, -1]


@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 1000))
def test_no_body_is_given_twice(n: int, m: int, seed: int) -> None:
    chosen = choose(np.random.default_rng(seed).normal(size=(n, m)).astype(np.float32)).tolist()
    assert len(chosen) == n
    given = [body for body in chosen if body >= 0]
    assert len(given) == len(set(given)) and all(body < m for body in given)


def test_features_are_numbers() -> None:
    page = sides([3, 1, 2], after=True)
    score = np.zeros((3, 3), dtype=np.float32)
    assert np.isfinite(side_features(page)).all()
    assert np.isfinite(habit_features(page, score, np.array([0, -1, 2]))).all()


def test_the_best_other() -> None:
    score = np.array([[1.0, 3.0, 2.0]], dtype=np.float32)
    assert best_other(score, 1).tolist() == [[3.0, 2.0, 3.0]]
    assert best_other(score, 0).tolist() == [[0.0, 0.0, 0.0]]
