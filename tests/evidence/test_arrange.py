"""Parts of bodies tied to articles."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence import arrange as module
from layoutfix.evidence.arrange import DEAREST, LEAST_HOP, Hops, Ties, arrange
from layoutfix.evidence.chains import chains_of
from layoutfix.evidence.matching import assign
from layoutfix.evidence.weights import Floats


def told(*chances: tuple[float, ...]) -> Floats:
    """Membership from chances, those of no titles last."""
    return np.log(np.array(chances, dtype=np.float32))


def strangers(count: int) -> Floats:
    return np.zeros((count, count), dtype=np.float32)


FIRST, SECOND = (0.9, 0.05, 0.05), (0.05, 0.9, 0.05)


def test_parts_that_were_exchanged_go_where_the_titles_want_them() -> None:
    hops = {(0, 2): -0.5, (0, 3): 0.5, (1, 2): 0.5, (1, 3): -0.5}
    crossed = Ties.of([3, 2, -1, -1])
    membership = told(FIRST, SECOND, FIRST, SECOND)
    assert arrange(crossed, hops, [0.0] * 4, membership, strangers(4)) == (Ties.of([2, 3, -1, -1]), True)


def test_hops_that_are_sure_stay_whatever_titles_say() -> None:
    hops = {(0, 2): -5.0, (0, 3): 5.0, (1, 2): 5.0, (1, 3): -5.0}
    crossed = Ties.of([3, 2, -1, -1])
    membership = told(FIRST, SECOND, FIRST, SECOND)
    assert arrange(crossed, hops, [0.0] * 4, membership, strangers(4)) == (crossed, True)


@pytest.mark.parametrize(("score", "tied"), [(-2.0, True), (-3.0, True), (LEAST_HOP, False), (LEAST_HOP - 1, False)])
def test_a_body_without_titles_goes_to_the_article_that_it_may_follow(score: float, tied: bool) -> None:
    membership = told((0.9, 0.1), (0.9, 0.1))
    ties, _ = arrange(Ties.of([-1, -1]), {(0, 1): score}, [0.0] * 2, membership, strangers(2))
    assert ties == Ties.of([1, -1] if tied else [-1, -1])


def test_a_body_with_titles_of_its_own_stays_apart() -> None:
    ties, _ = arrange(Ties.of([-1, -1]), {(0, 1): -0.5}, [0.0] * 2, told(FIRST, SECOND), strangers(2))
    assert ties == Ties.of([-1, -1])


def test_what_precedes_a_part_for_sure_is_not_set_aside_lightly() -> None:
    membership = told((0.9, 0.1), (0.9, 0.1))
    ties, _ = arrange(Ties.of([-1, -1]), {(0, 1): -0.5}, [0.0, DEAREST], membership, strangers(2))
    assert ties == Ties.of([-1, -1])


def test_two_stretches_of_an_article_change_places() -> None:
    membership = told(FIRST, FIRST, FIRST)
    hops = {(0, 1): 0.5, (1, 2): 0.5, (0, 2): 2.0, (2, 1): 2.0}
    assert arrange(Ties.of([1, 2, -1]), hops, [0.0] * 3, membership, strangers(3))[0] == Ties.of([2, -1, 1])


def test_an_article_without_titles_goes_between_two_parts() -> None:
    membership = told(FIRST, FIRST, FIRST)
    hops = {(0, 2): 0.5, (0, 1): 0.2, (1, 2): 0.2}
    assert arrange(Ties.of([2, -1, -1]), hops, [0.0] * 3, membership, strangers(3))[0] == Ties.of([1, 2, -1])


def test_a_stranger_is_cut_from_an_article() -> None:
    kinship = strangers(3)
    kinship[0, 2] = kinship[2, 0] = -4
    ties = Ties.of([1, 2, -1])
    membership = told(FIRST, FIRST, SECOND)
    assert arrange(ties, {(0, 1): 3.0, (1, 2): 0.5}, [0.0] * 3, membership, kinship)[0] == Ties.of([1, -1, -1])


def test_where_there_are_no_parts_nothing_is_tied() -> None:
    assert arrange(Ties.of([]), {}, [], np.zeros((0, 3), dtype=np.float32), strangers(0)) == (Ties.of([]), True)


def test_rounds_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROUNDS", 0)
    ties = Ties.of([-1, -1])
    assert arrange(ties, {(0, 1): 2.0}, [0.0] * 2, told((0.9, 0.1), (0.9, 0.1)), strangers(2)) == (ties, False)


@given(st.integers(1, 8), st.integers(0, 4), st.integers(0, 10**6))
def test_ties_stay_chains_and_the_whole_never_gets_worse(count: int, titles: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    hops: Hops = {
        (a, b): float(random.normal(0, 4))
        for a in range(count)
        for b in range(count)
        if a != b and random.random() < 0.6
    }
    after = [-1] * count
    for a, b in hops:
        if a < b and after[a] < 0 and b not in after:
            after[a] = b
    membership = np.log(random.dirichlet(np.full(titles + 1, 0.5), count).astype(np.float32) + 1e-6)
    kinship = random.normal(0, 3, (count, count)).astype(np.float32)
    given_ties = Ties.of(after)
    ties, _ = arrange(given_ties, hops, [0.0] * count, membership, kinship + kinship.T)
    assert ties == Ties.of(ties.after)
    assert all(b < 0 or (a, b) in hops for a, b in enumerate(ties.after))
    assert sorted(at for chain in chains_of(ties.after) for at in chain) == list(range(count))
    whole = module._Whole(membership, kinship + kinship.T)

    def worth(of: Ties) -> float:
        return whole.value(of) + sum(hops[a, b] for a, b in enumerate(of.after) if b >= 0)

    assert worth(ties) >= worth(given_ties) - 1e-4


def rivals(parts: int, titles: int, seed: int) -> tuple[Floats, Floats]:
    """Membership of parts that speak alike of titles that are alike, and the kinship of the parts."""
    random = np.random.default_rng(seed)
    membership = np.log(random.dirichlet(np.full(titles + 1, 5.0), parts).astype(np.float32))
    kinship = random.normal(0, 1, (parts, parts)).astype(np.float32)
    return membership, kinship + kinship.T


@given(st.integers(2, 7), st.integers(2, 4), st.integers(0, 10**6))
def test_what_is_worth_more_than_asked_is_valued_exactly(count: int, titles: int, seed: int) -> None:
    membership, kinship = rivals(count, titles, seed)
    whole = module._Whole(membership, kinship)
    random = np.random.default_rng(seed)
    for _ in range(4):
        order = random.permutation(count).tolist()
        after = [-1] * count
        for a, b in pairwise(order):
            after[a] = b if random.random() < 0.5 else -1
        exact = module._Whole(membership, kinship).value(Ties.of(after))
        assert whole.value(Ties.of(after), exact - 0.01) == pytest.approx(exact)
        assert whole.value(Ties.of(after), exact + 0.01) <= exact + 0.01


def test_where_titles_are_alike_few_changes_are_valued_by_assignment(monkeypatch: pytest.MonkeyPatch) -> None:
    called = Counter[str]()

    def counted(name: str, function: Callable[..., object]) -> Callable[..., object]:
        return lambda *given: called.update([name]) or function(*given)

    monkeypatch.setattr(module, "assign", counted("assign", assign))
    monkeypatch.setattr(module._Whole, "value", counted("value", module._Whole.value))
    membership, kinship = rivals(40, 20, 1)
    hops = {(a, b): -0.5 for a in range(40) for b in range(40) if a != b and (a + b) % 3 == 0}
    arrange(Ties.of([-1] * 40), hops, [0.0] * 40, membership, kinship)
    assert 0 < called["assign"] < called["value"] / 10
