"""Bodies that no titles were found for."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence.chains import chains_of
from layoutfix.evidence.ends import Ends
from layoutfix.evidence.fragments import Fragments
from layoutfix.evidence.relations import Pairs
from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.stories import Stories
from layoutfix.evidence.untitled import ALONE, DEAREST, LEAST_BODY, MOST_UNTITLED, join_untitled

LONG = LEAST_BODY
"""Characters of each line of the pages below, unless said."""


def ends_of(
    lines: int,
    hops: dict[tuple[int, int], float],
    parts: Sequence[list[int]],
    titles: Sequence[list[int]] = (),
    chances: Sequence[Sequence[float]] | None = None,
) -> Ends:
    """Open ends of a page of so many lines; `chances` are those of each part with each of the titles, and with none."""
    alone = np.full(lines, -1)
    even = np.full((len(parts), len(titles) + 1), 1 / (len(titles) + 1))
    membership = np.log(np.array(even if chances is None else chances, dtype=np.float32))
    strangers = np.zeros((len(parts), len(parts)), dtype=np.float32)
    fragments = Fragments(np.arange(lines), alone, alone, np.ones(lines, dtype=np.int64))
    stories = Stories(fragments, None, list(titles), list(parts), membership, strangers, ())
    tails, heads = (np.array([pair[side] for pair in hops], dtype=np.int64) for side in (0, 1))
    score = np.array(list(hops.values()), dtype=np.float32)
    return Ends(stories, Pairs(tails, heads), score[:, np.newaxis], score)


def joined(following: list[int], ends: Ends, titled: set[int], characters: Ints | None = None) -> list[int]:
    result = np.array(following)
    limits = join_untitled(result, ends, titled, np.full(len(result), LONG) if characters is None else characters)
    assert not list(limits)
    found: list[int] = result.tolist()
    return found


@pytest.mark.parametrize(("score", "after"), [(2.0, 2), (0.1 - ALONE, 2), (-0.1 - ALONE, -1)])
def test_a_body_without_titles_goes_on_where_an_article_ends_unless_that_is_unlikely(score: float, after: int) -> None:
    ends = ends_of(3, {(1, 2): score}, [[1], [2]])
    assert joined([1, -1, -1], ends, {0}) == [1, after, -1]


def test_a_body_with_titles_stays() -> None:
    ends = ends_of(4, {(1, 3): 5.0}, [[1], [3]])
    assert joined([1, -1, 3, -1], ends, {0, 2}) == [1, -1, 3, -1]


def test_a_credit_above_a_body_keeps_it_apart() -> None:
    ends = ends_of(4, {(1, 3): 5.0}, [[1], [3]])
    assert joined([1, -1, 3, -1], ends, {0}) == [1, -1, 3, -1]


@pytest.mark.parametrize(("characters", "after"), [(LEAST_BODY, 2), (LEAST_BODY - 1, -1)])
def test_a_scrap_goes_nowhere(characters: int, after: int) -> None:
    ends = ends_of(3, {(1, 2): 5.0}, [[1], [2]])
    assert joined([1, -1, -1], ends, {0}, np.array([9, LONG, characters])) == [1, after, -1]


@pytest.mark.parametrize(("between", "result"), [(0.5, [1, 3, -1, 2]), (-DEAREST, [1, 2, -1, -1])])
def test_it_goes_between_two_parts_where_both_hops_are_likely(between: float, result: list[int]) -> None:
    ends = ends_of(4, {(1, 2): 0.5, (1, 3): 0.5, (3, 2): between}, [[1], [2], [3]])
    assert joined([1, 2, -1, -1], ends, {0}) == result


@pytest.mark.parametrize(("chances", "after"), [((0.9, 0.05, 0.05), {1: 4}), ((0.05, 0.9, 0.05), {3: 4})])
def test_of_two_articles_that_may_go_on_there_it_is_the_one_whose_titles_speak_of_it(
    chances: tuple[float, ...], after: dict[int, int]
) -> None:
    even = (1 / 3, 1 / 3, 1 / 3)
    ends = ends_of(5, {(1, 4): 0.1, (3, 4): 0.0}, [[1], [3], [4]], [[0], [2]], [even, even, chances])
    assert joined([1, -1, 3, -1, -1], ends, {0, 2}) == [1, after.get(1, -1), 3, after.get(3, -1), -1]


def test_two_bodies_without_titles_go_on_one_in_the_other_in_an_article() -> None:
    ends = ends_of(4, {(1, 2): 1.0, (2, 3): 1.0, (3, 2): 0.5}, [[1], [2], [3]])
    assert joined([1, -1, -1, -1], ends, {0}) == [1, 2, 3, -1]


@pytest.mark.parametrize(("more", "told"), [(0, 0), (1, 1)])
def test_where_there_are_too_many_they_stay_and_it_is_told(more: int, told: int) -> None:
    count = 2 + MOST_UNTITLED + more
    ends = ends_of(count, {(1, 2): 5.0}, [[at] for at in range(1, count)])
    following = np.array([1, *[-1] * (count - 1)])
    limits = list(join_untitled(following, ends, {0}, np.full(count, LONG)))
    assert len(limits) == told
    assert following[1] == (-1 if told else 2)


@given(st.integers(2, 9), st.integers(0, 10**6))
def test_no_line_is_lost_and_none_follows_two(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    hops = {(a, b): float(random.normal(0, 4)) for a in range(count) for b in range(count) if a != b}
    titled = set(np.flatnonzero(random.random(count) < 0.3).tolist())
    ends = ends_of(count, hops, [[at] for at in range(count) if at not in titled])
    order = random.permutation(count).tolist()
    following = [-1] * count
    for a, b in pairwise(order):
        following[a] = b if random.random() < 0.4 else -1
    result = joined(following, ends, titled)
    assert sorted(line for chain in chains_of(result) for line in chain) == list(range(count))
    assert {(a, b) for a, b in enumerate(following) if a in titled} <= set(enumerate(result))
