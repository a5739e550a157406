"""Which line follows which on the page as a whole."""

from itertools import takewhile
from typing import Final, NamedTuple

import numpy as np

from .encoder import NEVER, Reading
from .hops import firm_fragments, hop_limits, hop_scores, open_pairs
from .language import mean_vectors
from .matching import MOST_TOGETHER, best_matching, without_cycles
from .pairing import Side, Sides, pair_titles
from .relations import Pairs
from .roles import BOUNDS, ROLES
from .sheet import Ints
from .weights import Floats

MOST_SCORE: Final = 30.0
MOST_PAIRED: Final = 40_000
MOST_SIDES: Final = 1000
"""On a page of more titles times bodies, or of more of both together, they stay as the encoder ties them, so that time
and memory stay in proportion to it."""
_TITLE: Final = [ROLES.index(role) for role in ("headline", "kicker", "deck")]
_BODY: Final = [ROLES.index(role) for role in ("body", "subhead")]
_CREDIT: Final = ROLES.index("byline")
_KICKER, _HEADLINE, _DECK = (ROLES.index(role) for role in ("kicker", "headline", "deck"))
_ARTICLE_FIRST: Final = len(ROLES) + BOUNDS.index("article first")


class Flows(NamedTuple):
    """For each line the one that follows it in its article (-1: none); how sure that is, and how sure that the first
    line of a flow follows nothing (1 for the others), in [0, 1]. `limits` say where the page was too large for it."""

    following: Ints
    score: Floats
    opens: Floats
    limits: tuple[str, ...] = ()


def find_flows(reading: Reading, roles: Floats) -> Flows:
    """What follows each line of the page, decided for all lines together.

    What the encoder is sure of stands; the rest is the best choice as a whole, each line following one at most and
    followed by one at most. Then titles are given to bodies anew, by what they say and by the habit of the page.
    """
    ties = tie_lines(reading)
    following = ties.following.copy()
    titles, bodies = title_chains(following, roles)
    if len(titles) * len(bodies) > MOST_PAIRED or len(titles) + len(bodies) > MOST_SIDES:
        limit = f"{len(titles)} titles and {len(bodies)} bodies are too many to compare: they stay as they were tied"
        return ties._replace(limits=(*ties.limits, limit))
    for chain in titles:
        following[chain[-1]] = -1
    limits = list(ties.limits)
    if len(titles) > MOST_TOGETHER:
        limits.append(f"{len(titles)} titles, more than {MOST_TOGETHER}, go to bodies from the best pair down")
    chosen, sure = pair_titles(sides_of(reading, roles, titles, bodies))
    strays = []
    for chain, body in zip(titles, chosen.tolist(), strict=True):
        if body >= 0:
            following[chain[-1]] = bodies[body][0]
        else:
            strays.append(chain)
    _take_in(following, strays, reading, roles)
    score = ties.score.copy()
    score[[chain[-1] for chain in titles]] = sure
    opens = ties.opens.copy()
    opens[following[following >= 0]] = 1
    return Flows(following, score, opens, tuple(limits))


def _take_in(following: Ints, strays: list[list[int]], reading: Reading, roles: Floats) -> None:
    """Put kickers and decks that no body claims with the titles that they stand beside."""
    walk, place = reading.sheet.walk, reading.sheet.place
    taken = {line for chain in strays for line in chain}
    title = roles[:, _TITLE].sum(axis=1) > 0.5
    for chain in strays:
        kicker, headline, deck = roles[chain][:, [_KICKER, _HEADLINE, _DECK]].mean(axis=0)
        above, below = int(place[chain[0]]) - 1, int(place[chain[-1]]) + 1
        over, under = (int(walk[at]) if 0 <= at < len(walk) else chain[0] for at in (above, below))
        if deck > headline and title[over] and over not in taken:
            following[chain[-1]] = following[over]
            following[over] = chain[0]
        elif kicker > headline and title[under] and under not in taken and not (following == under).any():
            following[chain[-1]] = under


def tie_lines(reading: Reading) -> Flows:
    """The likeliest choice of what follows each line, without cycles."""
    fragments = firm_fragments(reading)
    pairs = open_pairs(reading, fragments)
    score = hop_scores(reading, fragments, pairs)
    n = len(reading.sheet)
    hops, tangled = best_matching(pairs.tails, pairs.heads, score, n)
    strength = np.full(n, np.inf)
    chosen = hops[pairs.tails] == pairs.heads
    strength[pairs.tails[chosen]] = score[chosen]
    following = without_cycles(np.where(fragments.after >= 0, fragments.after, hops), strength.tolist())
    limits = list(hop_limits(reading, fragments))
    if tangled:
        limits.append(f"{tangled} lines in knots of more than {MOST_TOGETHER} are tied from the best pair down")
    return _weighed(reading, pairs, score, following)._replace(limits=tuple(limits))


def _weighed(reading: Reading, pairs: Pairs, score: Floats, following: Ints) -> Flows:
    """How sure each choice is, as its chance from either side: by the score among what was open, by the encoder among
    the rest."""
    n = len(following)
    sure, opens = np.exp(reading.stops), np.exp(reading.opens)
    tails, heads = reading.pairs
    chosen = following[tails] == heads
    sure[tails[chosen]] = np.exp(np.minimum(reading.ahead, reading.back)[chosen])
    weight = np.exp(np.minimum(score, MOST_SCORE))
    after, before = (1 + np.bincount(side, weight, n).astype(np.float32) for side in pairs)
    chosen = following[pairs.tails] == pairs.heads
    tails, heads = pairs.tails[chosen], pairs.heads[chosen]
    sure[tails] = weight[chosen] / np.maximum(after[tails], before[heads])
    ends = (following < 0) & (after > 1)
    sure[ends] = 1 / after[ends]
    opens[before > 1] = 1 / before[before > 1]
    opens[following[following >= 0]] = 1
    return Flows(following, sure, opens)


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


def sides_of(reading: Reading, roles: Floats, titles: list[list[int]], bodies: list[list[int]]) -> Sides:
    """Chains of titles and of bodies as what is paired; a pair of chains is as good as its best pair of a line of the
    titles and the first of the body."""
    holder, opener = np.full((2, len(reading.sheet)), -1)
    for at, chain in enumerate(titles):
        holder[chain] = at
    for at, chain in enumerate(bodies):
        opener[chain[0]] = at
    tails, heads = reading.pairs
    gain = reading.ahead + reading.back - reading.stops[tails] - reading.opens[heads]
    a, b = holder[tails], opener[heads]
    links = np.full((len(titles), len(bodies)), NEVER, dtype=np.float32)
    between = (a >= 0) & (b >= 0)
    np.maximum.at(links, (a[between], b[between]), gain[between])
    return Sides(
        [_side(reading, chain, float(roles[chain, _HEADLINE].max())) for chain in titles],
        [_side(reading, chain, float(roles[chain[0], _ARTICLE_FIRST])) for chain in bodies],
        links,
        _affinity(reading, titles, bodies),
    )


def _side(reading: Reading, chain: list[int], chance: float) -> Side:
    return Side("".join(reading.sheet.texts[line] for line in chain), min(chain), max(chain), chance)


def _affinity(reading: Reading, titles: list[list[int]], bodies: list[list[int]]) -> Floats:
    """How near the subjects of titles and bodies are, by the towers: either's lines before the other's."""
    title, body = (mean_vectors(reading.sheet.vectors, chains) for chains in (titles, bodies))
    near: Floats = title.tails @ body.heads.T + title.heads @ body.tails.T
    return near
