"""Parts of bodies tied to articles: what the best choice of hops leaves wrong where the page is looked at as a whole.

Hops are chosen by their ends alone. Here whole articles count, too: each part should be in the article of the titles
that speak of it, parts of one article should be of one kin, and an article should have titles, and titles an article.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, Self

import numpy as np

from .chains import chains_of
from .matching import assign
from .weights import Floats

Hops = dict[tuple[int, int], float]
"""The scores of the pairs of parts that may follow each other."""

TITLED: Final = 0.6
"""What the logarithm of a chance of membership counts, beside a hop's score, which is that of odds."""
KIN: Final = 0.3
"""What the odds count that two parts of an article are of one kin."""
UNTITLED: Final = 3.0
"""What an article without titles costs; of those that were made at 2, one in fifteen was right."""
UNUSED: Final = 1.0
"""What titles without an article cost."""
LEAST_MEMBER: Final = -5.0
MOST_KIN: Final = 4.0
LEAST_HOP: Final = -7.0
"""Hops that are less likely than this are not tried."""
DEAREST: Final = 6.0
"""What a change may cost in hops at most, so that the whole may make up for it."""
SPARED: Final = 4.0
"""So much more may it cost where it leaves one article fewer."""
LEAST_GAIN: Final = 0.05
IMPOSSIBLE: Final = -100.0
MOST_ROUNDS: Final = 12
"""So often is every hop looked at; printed pages are settled after two to six."""


class Ties(NamedTuple):
    """For each part the next of its article, and the one before it; -1 for none."""

    after: tuple[int, ...]
    before: tuple[int, ...]

    @classmethod
    def of(cls, after: Sequence[int]) -> Self:
        """The ties in which this is the next part of each."""
        before = [-1] * len(after)
        for a, b in enumerate(after):
            if b >= 0:
                before[b] = a
        return cls(tuple(after), tuple(before))


class _Change(NamedTuple):
    """Other ties, and what they gain by the scores of hops alone."""

    gain: float
    ties: Ties


def arrange(ties: Ties, hops: Hops, opened: list[float], membership: Floats, kinship: Floats) -> tuple[Ties, bool]:
    """The ties after all changes that make the whole likelier, tried one after the other, the likeliest hops first,
    until none does; and whether it came to that.

    `opened` is the score of what precedes each part and is no part, 0 for nothing. `membership` and `kinship` are those
    of `Stories`.
    """
    if not hops:
        return ties, True
    whole = _Whole(membership, kinship)
    value = whole.value(ties)
    likely = sorted((pair for pair, score in hops.items() if score > LEAST_HOP), key=hops.__getitem__, reverse=True)
    for _ in range(MOST_ROUNDS):
        before = ties
        for a, b in likely:
            for change in _changes(ties, a, b, hops, opened):
                least = value + LEAST_GAIN - change.gain
                other = whole.value(change.ties, least)
                if other > least:
                    ties, value = change.ties, other
                    break
        if ties == before:
            return ties, True
    return ties, False


def _changes(ties: Ties, a: int, b: int, hops: Hops, opened: list[float]) -> Iterator[_Change]:
    """The changes of a hop that are worth a trial: it is cut; or it is made, and what its ends were tied to is set
    free, or tied in turn; or a whole article goes between two parts; or, where the hop leads back, two stretches of an
    article change places."""
    next_, last, score = ties.after[a], ties.before[b], hops[a, b]
    if next_ == b:
        if score < DEAREST:
            yield _Change(-score, _tied(ties, (a, -1), (-1, b)))
        return
    gain = score - worth(hops, a, next_) - (worth(hops, last, b) if last >= 0 else opened[b])
    if ring := _path(ties, b, a):
        for x, y in pairwise(ring):
            turned = gain + worth(hops, last, y) + worth(hops, x, next_) - worth(hops, x, y)
            if turned > LEAST_GAIN:
                yield _Change(turned, _tied(ties, (a, b), (last, y), (x, next_)))
        return
    if gain > -DEAREST - SPARED * (next_ < 0 or last < 0):
        yield _Change(gain, _tied(ties, (a, b), (last, -1), (-1, next_)))
    if min(last, next_) >= 0 and not _path(ties, next_, last):
        crossed = gain + worth(hops, last, next_)
        if crossed > -DEAREST:
            yield _Change(crossed, _tied(ties, (a, b), (last, next_)))
    if last < 0 <= next_ or next_ < 0 <= last:
        x, y = (_end(ties.after, b), next_) if last < 0 else (last, _end(ties.before, a))
        inserted = gain + worth(hops, x, y)
        if inserted > -DEAREST - SPARED:
            yield _Change(inserted, _tied(ties, (a, b), (x, y)))


def worth(hops: Hops, a: int, b: int) -> float:
    """The score of a hop: nothing where one side is missing, and no hop at all where it is not known."""
    return hops.get((a, b), IMPOSSIBLE) if min(a, b) >= 0 else 0.0


def _end(ties: tuple[int, ...], start: int) -> int:
    """The last part that one leads to."""
    while ties[start] >= 0:
        start = ties[start]
    return start


def _path(ties: Ties, start: int, stop: int) -> list[int]:
    """The parts from one to another that follows it in its article; none where it does not."""
    path = [start]
    while path[-1] != stop:
        path.append(ties.after[path[-1]])
        if path[-1] < 0:
            return []
    return path


def _tied(ties: Ties, *pairs: tuple[int, int]) -> Ties:
    """The ties with these instead of those that they share a side with; -1 stands for nothing."""
    after, before = list(ties.after), list(ties.before)
    for a, b in pairs:
        if a >= 0:
            after[a] = b
        if b >= 0:
            before[b] = a
    return Ties(tuple(after), tuple(before))


def membership_worth(membership: Floats) -> Floats:
    """What it is worth beside a hop that parts are in the article of some titles, or of none."""
    return np.float32(TITLED) * np.maximum(membership, LEAST_MEMBER)


def kinship_worth(kinship: Floats) -> Floats:
    """What it is worth beside a hop that two parts are in one article."""
    return np.float32(KIN) * kinship.clip(-MOST_KIN, MOST_KIN)


class _Whole:
    """What speaks for the articles of a page as such."""

    def __init__(self, membership: Floats, kinship: Floats) -> None:
        self.told = membership_worth(membership)
        self.kin = kinship_worth(kinship)
        self.articles: dict[tuple[int, ...], _Article] = {}
        self.prices: dict[tuple[int, ...], float] = {}

    def value(self, ties: Ties, least: float = -np.inf) -> float:
        """The sum over all articles, each with the titles that are best for all together; where it cannot be more than
        `least`, something that is not, either."""
        chains = [tuple(chain) for chain in chains_of(ties.after)]
        articles = [self._article(chain) for chain in chains]
        titles = self.told.shape[1] - 1
        table = np.zeros((titles, len(articles) + titles))
        for at, article in enumerate(articles):
            table[:, at] = article.titled
        untitled = sum(article.untitled for article in articles)
        most = table.max(axis=1)
        total = untitled + float(most.sum())
        wanted = table.argmax(axis=1)[most > 0].tolist()
        if total <= least or len(wanted) == len(set(wanted)):
            return total
        total = untitled + self._most(chains, table)
        if total <= least:
            return total
        columns, prices = assign(-table)
        self.prices = dict(zip(chains, prices[: len(chains)].tolist(), strict=True))
        return untitled + float(table[np.arange(titles), columns].sum())

    def _most(self, chains: list[tuple[int, ...]], table: np.ndarray) -> float:
        """What the titles cannot be worth more than: the best for each once it has to pay for its article, and what is
        paid. That holds at any prices; here at those of the last choice, with which few titles want one article. A new
        article costs so much that one title alone would take it.
        """
        total = 0.0
        best = np.zeros(len(table))
        for at, chain in enumerate(chains):
            if chain in self.prices:
                total += self.prices[chain]
                np.maximum(best, table[:, at] - self.prices[chain], out=best)
        for at, chain in enumerate(chains):
            if chain not in self.prices:
                price = max(0.0, np.partition(table[:, at] - best, -2)[-2])
                total += price
                np.maximum(best, table[:, at] - price, out=best)
        return total + float(best.sum())

    def _article(self, chain: tuple[int, ...]) -> "_Article":
        found = self.articles.get(chain)
        if found is None:
            parts = list(chain)
            told = self.told[parts].sum(axis=0)
            kin = float(np.triu(self.kin[np.ix_(parts, parts)]).sum())
            titled = told[:-1] - told[-1] + UNTITLED + UNUSED
            found = self.articles[chain] = _Article(float(told[-1]) - UNTITLED + kin, titled)
        return found


class _Article(NamedTuple):
    """What an article is worth without titles, and how much more with each of them."""

    untitled: float
    titled: Floats
