"""Pairs chosen all at once."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence.matching import MOST_TOGETHER, best_matching, without_cycles

Edges = dict[tuple[int, int], int]

COUNT = 5
edges = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), st.integers(-4, 9), max_size=10
)


def matched(edges: Edges, count: int) -> list[int]:
    tails = np.array([a for a, _ in edges], dtype=np.int64)
    heads = np.array([b for _, b in edges], dtype=np.int64)
    chosen: list[int] = best_matching(
        tails, heads, np.array(list(edges.values()), dtype=np.float32), count
    ).following.tolist()
    return chosen


def best_total(edges: list[tuple[tuple[int, int], int]]) -> int:
    """The highest total of edges that share no tail and no head, by trying all."""
    if not edges:
        return 0
    ((tail, head), score), *rest = edges
    apart = [edge for edge in rest if edge[0][0] != tail and edge[0][1] != head]
    return max(best_total(rest), score + best_total(apart))


@given(edges)
def test_no_choice_is_better(edges: Edges) -> None:
    chosen = {(a, b) for a, b in enumerate(matched(edges, COUNT)) if b >= 0}
    assert len({b for _, b in chosen}) == len(chosen)
    assert all(edges[edge] > 0 for edge in chosen)
    assert sum(edges[edge] for edge in chosen) == best_total(list(edges.items()))


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, [-1, -1, -1]),
        ({(0, 1): -1}, [-1, -1, -1]),
        ({(0, 1): 0}, [-1, -1, -1]),
        ({(0, 1): 2}, [1, -1, -1]),
        ({(0, 1): 2, (2, 1): 3}, [-1, -1, 1]),
        ({(0, 1): 5, (0, 2): 4, (1, 1): 4}, [2, 1, -1]),
    ],
)
def test_cases(edges: Edges, expected: list[int]) -> None:
    assert matched(edges, 3) == expected


def chain(count: int) -> Edges:
    """One knot of `count` tails, in which the best edges leave every second tail with nothing, and the others none."""
    knot: Edges = {}
    for at in range(count):
        knot[at, at] = 4 if at % 2 else 6
        knot[at, at + 1] = 5 if at % 2 else 9
    return knot


def test_a_large_knot_is_settled_from_the_best_edge_down() -> None:
    exact, greedy = MOST_TOGETHER, MOST_TOGETHER + 2
    together, alone = chain(exact), chain(greedy)
    total = sum(together[a, b] for a, b in enumerate(matched(together, exact + 1)) if b >= 0)
    assert total == exact // 2 * (9 + 5)
    chosen = matched(alone, greedy + 1)
    assert chosen[:-1] == [at + 1 for at in range(greedy)]
    knot = {(0, 1): 5, (0, 2): 4, (1, 1): 4} | {(at, 1): 1 for at in range(2, greedy)}
    assert matched(knot, greedy)[:3] == [1, -1, -1]
    assert matched({edge: score for edge, score in knot.items() if edge[0] < exact}, exact)[:2] == [2, 1]


@given(st.permutations(range(8)), st.lists(st.integers(0, 99), min_size=8, max_size=8, unique=True))
def test_every_cycle_loses_its_weakest_edge_and_nothing_else(following: list[int], scores: list[int]) -> None:
    freed = without_cycles(np.array(following, dtype=np.int64), scores).tolist()
    for start in range(8):
        cycle, at = [start], following[start]
        while at != start:
            cycle.append(at)
            at = following[at]
        weakest = min(cycle, key=scores.__getitem__)
        assert {i: freed[i] for i in cycle} == {i: -1 if i == weakest else following[i] for i in cycle}


def test_chains_stay_whole() -> None:
    following = np.array([1, 2, -1, 4, 2], dtype=np.int64)
    assert without_cycles(following, [1.0] * 5).tolist() == following.tolist()
    long = [b for _, b in pairwise(range(50_000))] + [-1]
    assert without_cycles(np.array(long, dtype=np.int64), [1.0] * len(long)).tolist() == long
