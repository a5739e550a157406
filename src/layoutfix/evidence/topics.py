"""What texts are about: the pairs of neighbouring characters that they share, rare ones counting more.

How rare a pair is is told by news text at large: on one page an everyday word may stand in a single article, and the
name that an article is about in two. Characters are folded, so that a Traditional headline meets a Simplified body.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from .language import pairs_within, rarity
from .sheet import Ints
from .weights import Floats

BLOCK: Final = 4096
"""So many pairs are looked at together, so that memory stays in proportion to the number of texts."""
LEAST: Final = 1e-3
"""Added to what is divided by."""


class Topics(NamedTuple):
    """The pairs of characters of n texts: for each pair of each text, in the order of pairs, the text, the number of
    the pair, how often it stands there, and how rare it is."""

    text: Ints
    pair: Ints
    times: Ints
    rare: Floats


def topics_of(texts: Sequence[str]) -> Topics:
    """The pairs of known characters of texts without white space."""
    n = len(texts)
    text, found = pairs_within(texts)
    keys, pair = np.unique(found, return_inverse=True)
    held, times = np.unique(pair * n + text, return_counts=True)
    return Topics(held % n, held // n, times, rarity(keys)[held // n])


def common_topics(texts: Sequence[str]) -> Floats:
    """How much each two texts are about the same: the cosine of their pairs, weighed by rarity."""
    topics, n = topics_of(texts), len(texts)
    weight = np.log1p(topics.times) * topics.rare
    weight /= np.sqrt(np.bincount(topics.text, weight**2, n) + LEAST)[topics.text]
    return _meetings(topics, weight, weight, n)


def shared_topics(titles: Sequence[str], *bodies: Sequence[str]) -> list[Floats]:
    """For each list of bodies the share of the pairs of each of the titles (a row), weighed by rarity, that each of
    these bodies holds.

    >>> same, other = shared_topics(["湖边栈道"], ["新栈道建在湖边"], ["球队昨晚取胜"])
    >>> same.item() > 0.5, other.item() > 0
    (True, False)
    """
    texts = [*titles, *(body for some in bodies for body in some)]
    topics, n = topics_of(texts), len(texts)
    share = topics.rare / (np.bincount(topics.text, topics.rare, n) + LEAST)[topics.text]
    met = _meetings(topics, share, np.ones_like(share), n)[: len(titles)]
    return np.split(met, np.cumsum([len(titles), *map(len, bodies[:-1])]), axis=1)[1:]


def _meetings(topics: Topics, weight: Floats, other: Floats, n: int) -> Floats:
    """For each of n texts (a row) and each other one the sum of the products of the weights of pairs that both hold."""
    shared = np.flatnonzero(np.bincount(topics.pair)[topics.pair] > 1)
    _, pair = np.unique(topics.pair[shared], return_inverse=True)
    met = np.zeros((n, n), dtype=np.float32)
    for first in range(0, len(shared) and int(pair[-1]) + 1, BLOCK):
        block = slice(*np.searchsorted(pair, [first, first + BLOCK]))
        here, column = shared[block], pair[block] - first
        one, two = np.zeros((2, n, column[-1] + 1), dtype=np.float32)
        one[topics.text[here], column] = weight[here]
        two[topics.text[here], column] = other[here]
        met += one @ two.T
    return met
