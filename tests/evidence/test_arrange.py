"""Parts of bodies tied to articles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence import arrange as module
from layoutfix.evidence.arrange import DEAREST, LEAST_HOP, Hops, arrange, worth_of
from layoutfix.evidence.chains import chains_of
from layoutfix.evidence.weights import Floats
from layoutfix.evidence.whole import Whole, Worths


def told(*chances: tuple[float, ...]) -> Floats:
    """Membership from chances, those of no titles last."""
    return np.log(np.array(chances, dtype=np.float32))


def strangers(count: int) -> Floats:
    return np.zeros((count, count), dtype=np.float32)


FIRST, SECOND = (0.9, 0.05, 0.05), (0.05, 0.9, 0.05)


def test_parts_that_were_exchanged_go_where_the_titles_want_them() -> None:
    hops = {(0, 2): -0.5, (0, 3): 0.5, (1, 2): 0.5, (1, 3): -0.5}
    crossed = [3, 2, -1, -1]
    membership = told(FIRST, SECOND, FIRST, SECOND)
    assert arrange(crossed, hops, [0.0] * 4, membership, strangers(4)) == ([2, 3, -1, -1], True)


def test_hops_that_are_sure_stay_whatever_titles_say() -> None:
    hops = {(0, 2): -5.0, (0, 3): 5.0, (1, 2): 5.0, (1, 3): -5.0}
    crossed = [3, 2, -1, -1]
    membership = told(FIRST, SECOND, FIRST, SECOND)
    assert arrange(crossed, hops, [0.0] * 4, membership, strangers(4)) == (crossed, True)


@pytest.mark.parametrize(("score", "tied"), [(-2.0, True), (-3.0, True), (LEAST_HOP, False), (LEAST_HOP - 1, False)])
def test_a_body_without_titles_goes_to_the_article_that_it_may_follow(score: float, tied: bool) -> None:
    membership = told((0.9, 0.1), (0.9, 0.1))
    ties, _ = arrange([-1, -1], {(0, 1): score}, [0.0] * 2, membership, strangers(2))
    assert ties == ([1, -1] if tied else [-1, -1])


def test_a_body_with_titles_of_its_own_stays_apart() -> None:
    ties, _ = arrange([-1, -1], {(0, 1): -0.5}, [0.0] * 2, told(FIRST, SECOND), strangers(2))
    assert ties == [-1, -1]


def test_what_precedes_a_part_for_sure_is_not_set_aside_lightly() -> None:
    membership = told((0.9, 0.1), (0.9, 0.1))
    ties, _ = arrange([-1, -1], {(0, 1): -0.5}, [0.0, DEAREST], membership, strangers(2))
    assert ties == [-1, -1]


def test_two_stretches_of_an_article_change_places() -> None:
    membership = told(FIRST, FIRST, FIRST)
    hops = {(0, 1): 0.5, (1, 2): 0.5, (0, 2): 2.0, (2, 1): 2.0}
    assert arrange([1, 2, -1], hops, [0.0] * 3, membership, strangers(3))[0] == [2, -1, 1]


def test_an_article_without_titles_goes_between_two_parts() -> None:
    membership = told(FIRST, FIRST, FIRST)
    hops = {(0, 2): 0.5, (0, 1): 0.2, (1, 2): 0.2}
    assert arrange([2, -1, -1], hops, [0.0] * 3, membership, strangers(3))[0] == [1, 2, -1]


def test_a_stranger_is_cut_from_an_article() -> None:
    kinship = strangers(3)
    kinship[0, 2] = kinship[2, 0] = -4
    ties = [1, 2, -1]
    membership = told(FIRST, FIRST, SECOND)
    assert arrange(ties, {(0, 1): 3.0, (1, 2): 0.5}, [0.0] * 3, membership, kinship)[0] == [1, -1, -1]


@pytest.mark.parametrize("count", [3, 12, 48])
def test_what_pairs_say_alike_is_not_counted_for_each_of_them(count: int) -> None:
    kinship = strangers(count)
    kinship[-1, :-1] = kinship[:-1, -1] = -1
    hops = {(part, part + 1): 3.0 for part in range(count - 1)}
    told_alike = told(*[(0.9, 0.1)] * count)
    ties, _ = arrange([-1] * count, hops, [0.0] * count, told_alike, kinship)
    assert ties == [*range(1, count), -1]


def test_where_there_are_no_parts_nothing_is_tied() -> None:
    assert arrange([], {}, [], np.zeros((0, 3), dtype=np.float32), strangers(0)) == ([], True)


def test_rounds_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROUNDS", 0)
    ties = [-1, -1]
    assert arrange(ties, {(0, 1): 2.0}, [0.0] * 2, told((0.9, 0.1), (0.9, 0.1)), strangers(2)) == (ties, False)


def some_page(count: int, titles: int, seed: int) -> tuple[list[int], Hops, Floats, Floats]:
    """What follows each of so many parts, scores of hops, membership and kinship."""
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
    return after, hops, membership, kinship + kinship.T


def hops_worth(after: list[int], hops: Hops) -> float:
    worth = worth_of(hops, len(after))
    return sum(worth[a][b] for a, b in enumerate(after))


@given(st.integers(1, 8), st.integers(0, 4), st.integers(0, 10**6))
def test_ties_stay_chains_and_the_whole_never_gets_worse(count: int, titles: int, seed: int) -> None:
    after, hops, membership, kinship = some_page(count, titles, seed)
    ties, _ = arrange(after, hops, [0.0] * count, membership, kinship)
    assert all(b < 0 or (a, b) in hops for a, b in enumerate(ties))
    assert sorted(at for chain in chains_of(ties) for at in chain) == list(range(count))

    def whole_worth(of: list[int]) -> float:
        return Whole(Worths.of(membership, kinship), chains_of(of)).value + hops_worth(of, hops)

    assert whole_worth(ties) >= whole_worth(after) - 1e-9


@given(st.integers(2, 8), st.integers(0, 10**6))
def test_a_change_gains_what_its_hops_are_worth_more(count: int, seed: int) -> None:
    after, hops, membership, kinship = some_page(count, 1, seed)
    whole = Whole(Worths.of(membership, kinship), chains_of(after))
    open_ = module._Open.of(hops, [0.0] * count)
    for a, b in hops:
        for change in module._changes(whole, a, b, open_):
            changed = whole.changed(change).after()
            assert (changed[a] == b) != (after[a] == b)
            assert change.gain == pytest.approx(hops_worth(changed, hops) - hops_worth(after, hops))
            assert sorted(part for chain in chains_of(changed) for part in chain) == list(range(count))
