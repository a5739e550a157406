"""Flows made whole: titles tied to their bodies, credits and jump lines to what they stand about."""

from typing import Final, Protocol

import numpy as np

from .edges import Pairs
from .kinds import BODY, CREDIT, JUMP, TITLE
from .matching import best_matching
from .pairing import Side, Sides, pair_titles
from .roles import BOUNDS, ROLES
from .sheet import Ints, Sheet
from .weights import Floats

UNSEEN: Final = -12.0
ALL_TIED: Final = 40.0
LEAST_CREDIT: Final = -8.0
_HEADLINE: Final = ROLES.index("headline")
_ARTICLE_FIRST: Final = len(ROLES) + BOUNDS.index("article first")


class Scored(Protocol):
    """Pairs of lines, what the rounds of edges gave to them, and the kind of each line."""

    @property
    def kind(self) -> Ints: ...

    @property
    def first(self) -> Pairs: ...

    @property
    def first_score(self) -> Floats: ...

    @property
    def second(self) -> Pairs: ...

    @property
    def second_score(self) -> Floats: ...


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


def tie_titles(following: Ints, rounds: Scored, sheet: Sheet, roles: Floats) -> Ints:
    """The same with the last line of titles followed by the first of their body."""
    titles, bodies = title_chains(following, rounds.kind)
    out = following.copy()
    for title, body in zip(titles, pair_titles(sides_of(titles, bodies, rounds, sheet, roles)), strict=True):
        if body >= 0:
            out[title[-1]] = bodies[body][0]
    return out


def title_chains(following: Ints, kind: Ints) -> tuple[list[list[int]], list[list[int]]]:
    """The chains that are titles, and those that are bodies, in the order of their first places on the page."""
    chains = sorted(chains_of(following), key=min)
    titles = [chain for chain in chains if (kind[chain] == TITLE).all()]
    bodies = [chain for chain in chains if kind[chain[0]] != TITLE and 2 * (kind[chain] == BODY).sum() > len(chain)]
    return titles, bodies


def sides_of(
    titles: list[list[int]], bodies: list[list[int]], rounds: Scored, sheet: Sheet, roles: Floats
) -> Sides:
    """Chains of titles and of bodies as what is paired."""
    tails = np.repeat([chain[-1] for chain in titles], len(bodies)).astype(np.int64)
    heads = np.tile(np.array([chain[0] for chain in bodies], dtype=np.int64), len(titles))
    edges = [
        score_of(pairs, score, tails, heads, len(sheet))
        for pairs, score in ((rounds.first, rounds.first_score), (rounds.second, rounds.second_score))
    ]
    return Sides(
        [_side(chain, sheet, float(roles[chain, _HEADLINE].max())) for chain in titles],
        [_side(chain, sheet, float(roles[chain[0], _ARTICLE_FIRST])) for chain in bodies],
        np.stack(edges, axis=1),
    )


def _side(chain: list[int], sheet: Sheet, chance: float) -> Side:
    return Side("".join(sheet.texts[line] for line in chain), min(chain), max(chain), chance)


def score_of(pairs: Pairs, score: Floats, tails: Ints, heads: Ints, n: int) -> Floats:
    """The scores of the wanted pairs of n lines, `UNSEEN` where nothing was scored."""
    if not len(pairs.tails):
        return np.full(len(tails), UNSEEN, dtype=np.float32)
    key = pairs.tails * n + pairs.heads
    order = np.argsort(key)
    want = tails * n + heads
    at = order[np.minimum(np.searchsorted(key[order], want), len(key) - 1)]
    found: Floats = np.where(key[at] == want, np.maximum(score[at], UNSEEN), UNSEEN).astype(np.float32)
    return found


def tie_credits(following: Ints, rounds: Scored) -> Ints:
    """The same with credits and jump lines before the first, or after the last line of an article: where they fit best,
    one of each at each end."""
    kind = rounds.kind
    out = following.copy()
    for small in (CREDIT, JUMP):
        chains = chains_of(out)
        own = [chain for chain in chains if kind[chain[0]] == small]
        articles = [chain for chain in chains if kind[chain].min() <= TITLE]
        if not own or not articles:
            continue
        before = _table([c[-1] for c in own], [c[0] for c in articles], rounds, len(kind))
        after = _table([c[-1] for c in articles], [c[0] for c in own], rounds, len(kind)).T
        score = np.concatenate([before, after], axis=1)
        tails = np.repeat(np.arange(len(own)), 2 * len(articles))
        heads = np.tile(np.arange(2 * len(articles)), len(own)) + len(own)
        worth = np.where(score.ravel() > LEAST_CREDIT, score.ravel() + ALL_TIED, -1)
        chosen = best_matching(tails, heads, worth, len(own) + 2 * len(articles))
        for chain, place in zip(own, chosen[: len(own)].tolist(), strict=True):
            if place >= len(own) + len(articles):
                out[articles[place - len(own) - len(articles)][-1]] = chain[0]
            elif place >= 0:
                out[chain[-1]] = articles[place - len(own)][0]
    return out


def _table(tails: list[int], heads: list[int], rounds: Scored, n: int) -> Floats:
    """What the second round gives to each tail before each head, or the first where that did not look."""
    a, b = np.repeat(np.array(tails), len(heads)), np.tile(np.array(heads), len(tails))
    second = score_of(rounds.second, rounds.second_score, a, b, n)
    first = score_of(rounds.first, rounds.first_score, a, b, n)
    return np.where(second > UNSEEN, second, first).reshape(len(tails), len(heads))
