"""Titles of two articles that were tied as those of one: they are divided where a body is left without a headline.

Extractors print the titles of articles that stand side by side one after the other, line by line even, so that those of
two may look like a headline in two lines. That there is a body more than there are headlines gives them away, and what
the titles say tells where to divide them.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .chains import Chain
from .encoder import Reading
from .pairing import paired_worth
from .roles import HEADLINE
from .sides import sides_of
from .weights import Floats

SURE: Final = 0.8
"""Lines that follow each other with a greater chance than this stay together."""
LEAST_GAIN: Final = 1.5
"""What dividing titles has to be worth, as the logarithm of odds."""
LEAST_CHANCE: Final = 0.001
MOST_TRIED: Final = 6
MOST_DIVIDED: Final = 4
"""So many places are tried at a time, and so many times are titles of a page divided."""


class _Cut(NamedTuple):
    """A place between two lines of titles: the chance that they follow each other, the number of the titles, and of the
    first line after it."""

    chance: float
    titles: int
    line: int


def divide_titles(
    titles: list[Chain], bodies: list[Chain], reading: Reading, roles: Floats, score: Floats
) -> list[Chain]:
    """The titles, of which some are divided as long as there are more bodies than headlines and all titles find better
    bodies for it. `score` is how sure it is what follows each line."""
    has_headline = roles[:, HEADLINE] > 0.5
    for _ in range(MOST_DIVIDED):
        if not titles or len(bodies) <= sum(bool(has_headline[chain].any()) for chain in titles):
            break
        cuts = sorted(_cuts(titles, has_headline, score))[:MOST_TRIED]
        if not cuts:
            break
        worth = paired_worth(sides_of(reading, roles, titles, bodies))
        tried = [_divided(titles, cut) for cut in cuts]
        gains = [
            paired_worth(sides_of(reading, roles, after, bodies)) - worth + float(np.log(1 / cut.chance - 1))
            for cut, after in zip(cuts, tried, strict=True)
        ]
        best = int(np.argmax(gains))
        if gains[best] < LEAST_GAIN:
            break
        titles = tried[best]
    return titles


def _cuts(titles: list[Chain], has_headline: NDArray[np.bool_], score: Floats) -> Iterator[_Cut]:
    """The places where lines are not sure to follow each other and either side has a headline."""
    for at, chain in enumerate(titles):
        heads = np.flatnonzero(has_headline[chain])
        for line in range(heads[0] + 1, heads[-1] + 1) if len(heads) else ():
            if (chance := max(float(score[chain[line - 1]]), LEAST_CHANCE)) < SURE:
                yield _Cut(chance, at, line)


def _divided(titles: list[Chain], cut: _Cut) -> list[Chain]:
    """The titles after a cut, in the order of their first places in the dump."""
    chain = titles[cut.titles]
    return sorted([*titles[: cut.titles], chain[: cut.line], chain[cut.line :], *titles[cut.titles + 1 :]], key=min)
