"""Which line follows which on the page as a whole."""

from itertools import takewhile
from typing import Final, NamedTuple

import numpy as np

from .encoder import NEVER, Reading
from .matching import best_matching, without_cycles
from .pairing import Side, Sides, pair_titles
from .roles import BOUNDS, ROLES
from .sheet import Ints
from .weights import Floats

_TITLE: Final = [ROLES.index(role) for role in ("headline", "kicker", "deck")]
_BODY: Final = [ROLES.index(role) for role in ("body", "subhead")]
_CREDIT: Final = ROLES.index("byline")
_HEADLINE: Final = ROLES.index("headline")
_ARTICLE_FIRST: Final = len(ROLES) + BOUNDS.index("article first")


class Flows(NamedTuple):
    """For each line the one that follows it in its article (-1: none); how sure that is, and how sure that the first
    line of a flow follows nothing (1 for the others), in [0, 1]."""

    following: Ints
    score: Floats
    opens: Floats


def find_flows(reading: Reading, roles: Floats) -> Flows:
    """What follows each line of the page, decided for all lines together.

    First the choice that is likeliest as a whole, each line following one at most and followed by one at most; then
    titles are given to bodies anew, by what they say and by the habit of the page.
    """
    gain = gains(reading)
    following = follow_lines(reading, gain)
    titles, bodies = title_chains(following, roles)
    for chain in titles:
        following[chain[-1]] = -1
    chosen, sure = pair_titles(sides_of(reading, roles, gain, titles, bodies))
    for chain, body in zip(titles, chosen.tolist(), strict=True):
        if body >= 0:
            following[chain[-1]] = bodies[body][0]
    flows = _weighed(reading, following)
    flows.score[[chain[-1] for chain in titles]] = sure
    return flows


def gains(reading: Reading) -> Floats:
    """How much likelier each pair is than that its tail has nothing after it and its head nothing before it."""
    tails, heads = reading.pairs
    gain: Floats = reading.ahead + reading.back - reading.stops[tails] - reading.opens[heads]
    return gain


def follow_lines(reading: Reading, gain: Floats) -> Ints:
    """The likeliest choice of what follows each line (-1: nothing), without cycles."""
    n = len(reading.sheet)
    tails, heads = reading.pairs
    following = best_matching(tails, heads, gain, n)
    chosen = following[tails] == heads
    strength = np.zeros(n, dtype=np.float32)
    strength[tails[chosen]] = gain[chosen]
    return without_cycles(following, strength.tolist())


def title_chains(following: Ints, roles: Floats) -> tuple[list[list[int]], list[list[int]]]:
    """The lines that follow each other as titles, each with the credit before them, and those that follow each other as
    bodies, both in the order of their first places in the dump."""
    title, body = roles[:, _TITLE].sum(axis=1), roles[:, _BODY].sum(axis=1)
    opening = np.maximum(title, roles[:, _CREDIT]) > body
    titles, bodies = [], []
    for chain in chains_of(following):
        head = list(takewhile(lambda line: bool(opening[line]), chain))
        rest = chain[len(head) :]
        if any(title[line] > 0.5 for line in head):
            titles.append(head)
        else:
            rest = chain
        if body[rest].sum() > 0.5:
            bodies.append(rest)
    return sorted(titles, key=min), sorted(bodies, key=min)


def chains_of(following: Ints) -> list[list[int]]:
    """Lines that follow each other, from first to last; chains by their first lines."""
    follow = following.tolist()
    chains = []
    for head in sorted(set(range(len(follow))) - set(follow)):
        chain = [head]
        while follow[chain[-1]] >= 0:
            chain.append(follow[chain[-1]])
        chains.append(chain)
    return chains


def sides_of(reading: Reading, roles: Floats, gain: Floats, titles: list[list[int]], bodies: list[list[int]]) -> Sides:
    """Chains of titles and of bodies as what is paired; a pair of chains is as good as its best pair of a line of the
    titles and the first of the body."""
    holder, opener = np.full((2, len(reading.sheet)), -1)
    for at, chain in enumerate(titles):
        holder[chain] = at
    for at, chain in enumerate(bodies):
        opener[chain[0]] = at
    a, b = holder[reading.pairs.tails], opener[reading.pairs.heads]
    links = np.full((len(titles), len(bodies)), NEVER, dtype=np.float32)
    between = (a >= 0) & (b >= 0)
    np.maximum.at(links, (a[between], b[between]), gain[between])
    return Sides(
        [_side(reading, chain, float(roles[chain, _HEADLINE].max())) for chain in titles],
        [_side(reading, chain, float(roles[chain[0], _ARTICLE_FIRST])) for chain in bodies],
        links,
    )


def _side(reading: Reading, chain: list[int], chance: float) -> Side:
    return Side("".join(reading.sheet.texts[line] for line in chain), min(chain), max(chain), chance)


def _weighed(reading: Reading, following: Ints) -> Flows:
    """How sure each choice is, as its chance from either side."""
    n = len(following)
    tails, heads = reading.pairs
    score = np.full(n, np.exp(NEVER), dtype=np.float32)
    last = following < 0
    score[last] = np.exp(reading.stops[last])
    chosen = following[tails] == heads
    score[tails[chosen]] = np.exp(np.minimum(reading.ahead, reading.back)[chosen])
    opens = np.ones(n, dtype=np.float32)
    first = np.bincount(following[~last], minlength=n) == 0
    opens[first] = np.exp(reading.opens[first])
    return Flows(following, score, opens)
