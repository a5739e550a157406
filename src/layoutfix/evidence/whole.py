"""The articles of a page as a whole: each part should be in the article of the titles that speak of it, parts of one
article should be of one kin, and an article should have titles, and titles an article.

A change is weighed by the one or two articles that it takes apart, whatever else stands on the page.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from .matching import Doubles, best_columns
from .sheet import Ints, distinct
from .weights import Floats

Stretch: TypeAlias = tuple[int, int]
"""Parts side by side in the row of a page: the place of the first, and that after the last."""
Stretches: TypeAlias = tuple[Stretch, ...]

TITLED: Final = 0.6
"""What the logarithm of a chance of membership counts, beside a hop's score, which is that of odds."""
KIN: Final = 0.6
"""What the odds count that a part is of one kin with those of its article, in the mean: what the pairs of an article of
many parts say is much the same, and were each to count, many weak doubts would outweigh any hop."""
UNTITLED: Final = 3.0
"""What an article without titles costs; of those that were made at 2, one in fifteen was right."""
UNUSED: Final = 1.0
"""What titles without an article cost."""
LEAST_MEMBER: Final = -5.0
MOST_KIN: Final = 4.0
LEAST_SHARE: Final = 1e-9
"""What titles and articles share is told no closer; what is less is rounding."""


class Worths(NamedTuple):
    """What it is worth that a part (a row) is in the article of some titles (a column), more than if these were not
    there; and that two parts are in one article."""

    told: Doubles
    kin: Doubles

    @classmethod
    def of(cls, membership: Floats, kinship: Floats) -> "Worths":
        """Those of the numbers of `Stories`."""
        told = (np.float32(TITLED) * np.maximum(membership, LEAST_MEMBER)).astype(np.float64)
        kin = (np.float32(KIN) * kinship.clip(-MOST_KIN, MOST_KIN)).astype(np.float64)
        return cls(told[:, :-1] - told[:, -1:], kin)


class Change(NamedTuple):
    """The numbers of articles that are taken apart, the articles that are made of their stretches, and what these gain
    by the scores of hops alone."""

    gain: float
    gone: tuple[int, ...]
    come: tuple[Stretches, ...]


class Whole:
    """Articles and what speaks for them: `value`, each with the titles that are best for all together.

    The parts stand in one `row`, article after article; `place` and `home` hold the place of each part there and the
    number of its article, `extents` the stretch of each article.
    """

    def __init__(self, worths: Worths, articles: Sequence[Sequence[int]]) -> None:
        self.row = [part for article in articles for part in article]
        self.extents = list(pairwise(accumulate(map(len, articles), initial=0)))
        self.place, self.home = [0] * len(self.row), [0] * len(self.row)
        for number, (start, stop) in enumerate(self.extents):
            for at, part in enumerate(self.row[start:stop], start):
                self.place[part], self.home[part] = at, number
        self._worths = worths
        # Sums of what comes first, so that those of any stretch are differences of few numbers.
        count, titles = worths.told.shape
        self._told, self._kin = np.zeros((count + 1, titles)), np.zeros((count + 1, count + 1))
        np.cumsum(worths.told[self.row], axis=0, out=self._told[1:])
        np.cumsum(worths.kin[np.ix_(self.row, self.row)], axis=0, out=self._kin[1:, 1:])
        np.cumsum(self._kin, axis=1, out=self._kin)
        self._alone = [self._untitled((extent,)) for extent in self.extents]
        self._table = np.array([self._titled((extent,)) for extent in self.extents])
        self.value, chosen = _value(self._alone, self._table)
        prices, self._elsewhere = _shares(self._table, chosen)
        self._paid: list[float] = (self._alone + prices).tolist()

    def articles(self) -> list[list[int]]:
        """The parts of each article in their order."""
        return [self.row[start:stop] for start, stop in self.extents]

    def after(self) -> list[int]:
        """The part that follows each in its article; -1 for none."""
        after = [-1] * len(self.row)
        for article in self.articles():
            for part, next_ in pairwise(article):
                after[part] = next_
        return after

    def changed(self, change: Change) -> "Whole":
        """The whole after a change."""
        kept = [article for number, article in enumerate(self.articles()) if number not in change.gone]
        come = [[part for start, stop in article for part in self.row[start:stop]] for article in change.come]
        return Whole(self._worths, kept + come)

    def value_after(self, change: Change) -> float:
        """The value after a change."""
        kept = [number for number in range(len(self.extents)) if number not in change.gone]
        alone = [self._alone[number] for number in kept] + [self._untitled(article) for article in change.come]
        table = np.concatenate([self._table[kept], [self._titled(article) for article in change.come]])
        return _value(alone, table)[0]

    def most(self, change: Change) -> float:
        """What the value after a change cannot be above.

        The value is what titles would have elsewhere and the prices of articles, besides what these are worth without
        titles. What a change takes apart no longer has its price, and a new article is worth at most what it is worth
        more to one title.
        """
        total = self.value
        for number in change.gone:
            total -= self._paid[number]
        for article in change.come:
            total += self._untitled(article)
            if len(self._elsewhere):
                total += max(0.0, float((self._titled(article) - self._elsewhere).max()))
        return total

    def _untitled(self, article: Stretches) -> float:
        """What an article of these stretches is worth without titles."""
        kin, parts = 0.0, 0
        for at, one in enumerate(article):
            parts += one[1] - one[0]
            kin += self._box(one, one)
            for other in article[:at]:
                kin += 2 * self._box(one, other)
        return kin / parts - UNTITLED

    def _titled(self, article: Stretches) -> Doubles:
        """What it is worth more with each title."""
        told = np.full(self._told.shape[1], UNTITLED + UNUSED)
        for start, stop in article:
            told += self._told[stop] - self._told[start]
        return told

    def _box(self, one: Stretch, other: Stretch) -> float:
        """The kinship of all parts of one stretch with all of another."""
        (a, b), (c, d), sums = one, other, self._kin.item
        kin: float = sums(b, d) - sums(a, d) - sums(b, c) + sums(a, c)
        return kin


def _value(alone: Sequence[float], table: Doubles) -> tuple[float, Ints]:
    """What articles are worth together, from what each is worth without titles and what more with each title; and the
    article of each title."""
    chosen = _choose(table)
    titled = np.flatnonzero(chosen >= 0)
    return sum(alone) + float(table[chosen[titled], titled].sum()), chosen


def _choose(table: Doubles) -> Ints:
    """The article (a row) of each title (a column), -1 for none: no article is that of two, and all together are worth
    as much as can be."""
    wanted = np.where(table.max(axis=0, initial=0) > 0, table.argmax(axis=0), -1)
    taken = wanted[wanted >= 0]
    return wanted if len(distinct(taken)) == len(taken) else best_columns(table.T)


def _shares(table: Doubles, chosen: Ints) -> tuple[Doubles, Doubles]:
    """What the chosen articles are worth to their titles, in two shares: the highest prices of the articles at which no
    title would rather have another, and what is left to each title, which it would have elsewhere, too."""
    titled = np.flatnonzero(chosen >= 0)
    prices, elsewhere = (np.zeros(count) for count in table.shape)
    while True:
        prices[chosen[titled]] = table[chosen[titled], titled] - elsewhere[titled]
        better = (table - prices[:, np.newaxis]).max(axis=0, initial=0)
        if (better < elsewhere + LEAST_SHARE).all():
            return prices, elsewhere
        elsewhere = np.maximum(elsewhere, better)
