"""Titles and bodies as what is brought together: what they say, where they stand, how well they read on."""

from typing import NamedTuple

import numpy as np

from .chains import Chain
from .encoder import NEVER, Reading
from .roles import ARTICLE_FIRST, HEADLINE
from .subjects import affinities
from .weights import Floats


class Side(NamedTuple):
    """The titles of an article, or a body: its text without white space, the first and last place of it in the dump,
    and the chance that it is a headline, or that an article begins with it."""

    text: str
    first: int
    last: int
    chance: float


class Sides(NamedTuple):
    """The titles and the bodies of a page, each in the order of their first places, and tables of how well each of the
    former reads on in each of the latter, and of how near their subjects are."""

    titles: list[Side]
    bodies: list[Side]
    links: Floats
    affinity: Floats


def sides_of(reading: Reading, roles: Floats, titles: list[Chain], bodies: list[Chain]) -> Sides:
    """Chains of titles and of bodies as what is paired; a pair of chains is as good as its best pair of a line of the
    titles and the first of the body."""
    holder, opener = np.full((2, len(reading.sheet)), -1)
    for at, chain in enumerate(titles):
        holder[chain] = at
    for at, chain in enumerate(bodies):
        opener[chain[0]] = at
    tails, heads = reading.pairs
    gain = reading.gain
    a, b = holder[tails], opener[heads]
    links = np.full((len(titles), len(bodies)), NEVER, dtype=np.float32)
    between = (a >= 0) & (b >= 0)
    np.maximum.at(links, (a[between], b[between]), gain[between])
    return Sides(
        [_side(reading, chain, float(roles[chain, HEADLINE].max())) for chain in titles],
        [_side(reading, chain, float(roles[chain[0], ARTICLE_FIRST])) for chain in bodies],
        links,
        affinities(reading.sheet.seen.vectors, titles, bodies),
    )


def _side(reading: Reading, chain: Chain, chance: float) -> Side:
    return Side("".join(reading.sheet.texts[line] for line in chain), min(chain), max(chain), chance)
