"""Articles and what speaks for them."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence import whole as module
from layoutfix.evidence.arrange import arrange
from layoutfix.evidence.matching import best_columns
from layoutfix.evidence.weights import Floats
from layoutfix.evidence.whole import UNTITLED, UNUSED, Change, Stretch, Whole, Worths

Articles = list[list[int]]


def rivals(parts: int, titles: int, seed: int) -> tuple[Floats, Floats]:
    """Membership of parts that speak alike of titles that are alike, and the kinship of the parts."""
    random = np.random.default_rng(seed)
    membership = np.log(random.dirichlet(np.full(titles + 1, 5.0), parts).astype(np.float32))
    kinship = random.normal(0, 1, (parts, parts)).astype(np.float32)
    np.fill_diagonal(kinship, 0)
    return membership, kinship + kinship.T


def worths(parts: int, titles: int, seed: int) -> Worths:
    return Worths.of(*rivals(parts, titles, seed))


def some_articles(parts: int, seed: int) -> Articles:
    """All parts, in some order, in some articles."""
    random = np.random.default_rng(seed)
    order = random.permutation(parts).tolist()
    ends = [0, *(at for at in range(1, parts) if random.random() < 0.5), parts]
    return [order[start:stop] for start, stop in pairwise(ends)]


def by_trying_all(of: Worths, articles: Articles) -> float:
    """What articles are worth with the best choice of titles."""
    kin = sum(of.kin[np.ix_(article, article)].sum() / len(article) for article in articles)
    titled = [of.told[article].sum(axis=0) + UNTITLED + UNUSED for article in articles]
    places = [*range(len(articles)), *[-1] * of.told.shape[1]]
    best = max(
        sum(titled[at][title] for title, at in enumerate(choice) if at >= 0)
        for choice in set(permutations(places, of.told.shape[1]))
    )
    return float(kin + best) - UNTITLED * len(articles)


@given(st.integers(1, 6), st.integers(0, 3), st.integers(0, 10**6))
def test_each_article_has_the_titles_that_are_best_for_all_together(parts: int, titles: int, seed: int) -> None:
    articles, of = some_articles(parts, seed), worths(parts, titles, seed)
    assert Whole(of, articles).value == pytest.approx(by_trying_all(of, articles))


def some_change(whole: Whole, seed: int) -> Change:
    """One or two articles, cut somewhere, and their stretches in any order in some articles."""
    random = np.random.default_rng(seed)
    count = len(whole.extents)
    gone = tuple(random.permutation(count)[: random.integers(1, 3)].tolist())
    stretches: list[Stretch] = []
    for start, stop in (whole.extents[number] for number in gone):
        inside = [at for at in range(start + 1, stop) if random.random() < 0.4]
        stretches += pairwise([start, *inside, stop])
    order = random.permutation(len(stretches)).tolist()
    ends = [0, *(at for at in range(1, len(order)) if random.random() < 0.5), len(order)]
    return Change(0.0, gone, tuple(tuple(stretches[at] for at in order[start:stop]) for start, stop in pairwise(ends)))


@given(st.integers(1, 9), st.integers(0, 4), st.integers(0, 10**6))
def test_a_change_is_worth_what_its_articles_are_from_scratch_and_never_more_than_told(
    parts: int, titles: int, seed: int
) -> None:
    of = worths(parts, titles, seed)
    whole = Whole(of, some_articles(parts, seed))
    for turn in range(4):
        change = some_change(whole, seed + turn)
        other = whole.changed(change)
        assert sorted(other.row) == list(range(parts))
        scratch = Whole(of, other.articles()[::-1]).value
        assert other.value == pytest.approx(scratch) and whole.value_after(change) == pytest.approx(scratch)
        assert whole.most(change) >= scratch - 1e-9
        if not titles:
            assert whole.most(change) == pytest.approx(scratch)
        whole = other


@given(st.integers(1, 9), st.integers(0, 10**6))
def test_every_part_is_found_in_its_article(parts: int, seed: int) -> None:
    articles = some_articles(parts, seed)
    whole = Whole(worths(parts, 2, seed), articles)
    assert whole.articles() == articles
    assert [whole.row[at] for at in whole.place] == list(range(parts))
    assert all(part in articles[number] for part, number in enumerate(whole.home))
    assert {(a, b) for a, b in enumerate(whole.after()) if b >= 0} == {
        pair for article in articles for pair in pairwise(article)
    }


@pytest.mark.parametrize("seed", range(1, 5))
def test_where_titles_are_alike_few_changes_are_valued_by_assignment(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = Counter[str]()

    def counted(name: str, function: Callable[..., object]) -> Callable[..., object]:
        return lambda *given: called.update([name]) or function(*given)

    monkeypatch.setattr(module, "best_columns", counted("assign", best_columns))
    monkeypatch.setattr(Whole, "most", counted("most", Whole.most))
    membership, kinship = rivals(40, 20, seed)
    hops = {(a, b): -0.5 for a in range(40) for b in range(40) if a != b and (a + b) % 3 == 0}
    arrange([-1] * 40, hops, [0.0] * 40, membership, 3 * kinship)
    assert 0 < called["assign"] < called["most"] / 10
