"""Which line follows which on the page as a whole."""

from typing import Final, NamedTuple

import numpy as np

from .arrange import MOST_ROUNDS, arrange
from .bodies import is_long
from .chains import Chain, title_chains
from .divide import divide_titles
from .encoder import Reading
from .ends import OpenEnds, open_ends
from .fragments import open_limits
from .matching import MOST_TOGETHER, best_matching, without_cycles
from .openers import give_back_credits
from .pairing import pair_titles
from .relations import Pairs
from .roles import DECK, HEADLINE, KICKER, TITLES, is_any_of
from .sequence import put_in_sequence
from .sheet import Ints
from .sides import Sides, sides_of
from .weights import Floats

MOST_SCORE: Final = 30.0
LEAST_CHANCE: Final = 0.01
"""Added to the chance of each line, so that one alone does not decide."""
MOST_OPENED: Final = 6.0
MOST_PAIRED: Final = 40_000
MOST_SIDES: Final = 1000
"""On a page of more titles times bodies, or of more of both together, they stay as the encoder ties them, so that time
and memory stay in proportion to it."""


class Flows(NamedTuple):
    """For each line the one that follows it in its article (-1: none); how sure that is, and how sure that the first
    line of a flow follows nothing (1 for the others), in [0, 1]. `limits` say where the page was too large for it."""

    following: Ints
    score: Floats
    opens: Floats
    limits: tuple[str, ...] = ()

    @property
    def chance(self) -> float:
        """The logarithm of the chance that all of it is so, were each line's independent of the others."""
        return float(np.log(self.score + LEAST_CHANCE).sum() + np.log(self.opens + LEAST_CHANCE).sum())

    @property
    def weakest(self) -> float:
        """The chance of the choice that is least sure."""
        return float(min(self.score.min(), self.opens.min()))


def find_flows(reading: Reading, ties: Flows, roles: Floats) -> Flows:
    """What follows each line of the page, decided for all lines together; `ties` are those of the reading.

    What is tied stands, but titles are given to bodies anew, by what they say and by the habit of the page: first to
    those that are long enough for an article, then what is left to the others.
    """
    following = ties.following.copy()
    titles, bodies = title_chains(following, roles)
    if len(titles) * len(bodies) > MOST_PAIRED or len(titles) + len(bodies) > MOST_SIDES:
        limit = f"{len(titles)} titles and {len(bodies)} bodies are too many to compare: they stay as they were tied"
        return ties._replace(limits=(*ties.limits, limit))
    limits = list(ties.limits)
    characters, score = reading.sheet.characters, ties.score.copy()
    long = [body for body in bodies if is_long(body, characters)]
    if len(titles) > MOST_TOGETHER:
        knots = f"knots of more than {MOST_TOGETHER} go to bodies from the best pair down"
        limits.append(f"{len(titles)} titles are more than {MOST_TOGETHER}: none is divided, and {knots}")
    else:
        titles = divide_titles(titles, long, reading, roles, score)
    for chain in titles:
        following[chain[-1]] = -1
    score[[chain[-1] for chain in titles]] = 1
    strays = titles
    for some in (long, [body for body in bodies if not is_long(body, characters)]):
        if strays and some:
            strays = _give_titles(following, score, sides_of(reading, roles, strays, some), strays, some)
    _take_in(following, strays, reading, roles)
    give_back_credits(following, reading.sheet, roles)
    opens = ties.opens.copy()
    opens[following[following >= 0]] = 1
    return Flows(following, score, opens, tuple(limits))


def _give_titles(following: Ints, score: Floats, sides: Sides, titles: list[Chain], bodies: list[Chain]) -> list[Chain]:
    """Put titles before the bodies that they belong to, and return those that belong to none. Their scores are those of
    what was decided about them before, times the chance of what is decided now."""
    chosen, sure = pair_titles(sides)
    score[[chain[-1] for chain in titles]] *= sure
    strays = []
    for chain, body in zip(titles, chosen.tolist(), strict=True):
        if body >= 0:
            following[chain[-1]] = bodies[body][0]
        else:
            strays.append(chain)
    return strays


def _take_in(following: Ints, strays: list[Chain], reading: Reading, roles: Floats) -> None:
    """Put kickers and decks that no body claims with the titles that they stand beside."""
    walk, place = reading.sheet.walk, reading.sheet.place
    taken = {line for chain in strays for line in chain}
    title = is_any_of(roles, TITLES)
    for chain in strays:
        kicker, headline, deck = roles[chain][:, [KICKER, HEADLINE, DECK]].mean(axis=0)
        above, below = int(place[chain[0]]) - 1, int(place[chain[-1]]) + 1
        over, under = (int(walk[at]) if 0 <= at < len(walk) else chain[0] for at in (above, below))
        if deck > headline and title[over] and over not in taken:
            following[chain[-1]] = following[over]
            following[over] = chain[0]
        elif kicker > headline and title[under] and under not in taken and not (following == under).any():
            following[chain[-1]] = under


def tie_lines(reading: Reading) -> Flows:
    """What follows each line. What the encoder is sure of stands; of the rest the best choice as a whole is taken, each
    line following one at most and followed by one at most: by the ends of fragments, then by whole articles."""
    ends = open_ends(reading)
    stories, pairs, score = ends.stories, ends.pairs, ends.score
    fragments = stories.fragments
    n = len(reading.sheet)
    hops, tangled = best_matching(pairs.tails, pairs.heads, score, n)
    strength = np.full(n, np.inf)
    chosen = hops[pairs.tails] == pairs.heads
    strength[pairs.tails[chosen]] = score[chosen]
    following = without_cycles(np.where(fragments.after >= 0, fragments.after, hops), strength.tolist())
    following, settled = _as_articles(following, ends)
    limits = [*open_limits(reading, fragments), *stories.limits]
    if tangled:
        limits.append(f"{tangled} lines in knots of more than {MOST_TOGETHER} are tied from the best pair down")
    if not settled:
        limits.append(f"after {MOST_ROUNDS} rounds there were changes of what follows what left to try")
    limits += put_in_sequence(following, ends, reading.sheet)
    return _weighed(reading, pairs, score, following)._replace(limits=tuple(limits))


def _as_articles(following: Ints, ends: OpenEnds) -> tuple[Ints, bool]:
    """What follows each line after the parts of bodies were arranged as articles; and whether no change was left to
    try."""
    stories, pairs, first = ends.stories, ends.pairs, ends.first
    opened = [0.0] * len(first)
    for tail, head, value in zip(pairs.tails.tolist(), pairs.heads.tolist(), ends.score.tolist(), strict=True):
        if head in first and tail not in ends.last and following[tail] == head:
            opened[first[head]] = min(value, MOST_OPENED)
    after = ends.parts_after(following)
    arranged, settled = arrange(after, ends.hops, opened, stories.membership, stories.kinship)
    changed = [(a, b) for a, (b, was) in enumerate(zip(arranged, after, strict=True)) if b != was]
    if not changed:
        return following, settled
    out = following.copy()
    heads = [stories.parts[b][0] for _, b in changed if b >= 0]
    out[np.isin(out, heads)] = -1
    for a, b in changed:
        out[stories.parts[a][-1]] = stories.parts[b][0] if b >= 0 else -1
    strength = np.full(len(out), np.inf)
    strength[[stories.parts[a][-1] for a, _ in changed]] = 0
    return without_cycles(out, strength.tolist()), settled


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
