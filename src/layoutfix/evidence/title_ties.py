"""Which fragments are titles of which bodies: what they say, and where they stand among the titles and bodies."""

from typing import Final, Protocol

import numpy as np

from .edges import TITLES, Pairs
from .language import hashed_pairs
from .roles import BOUNDS, ROLES
from .sheet import Ints, Sheet
from .weights import Floats

HASH_BITS: Final = 11
OPENING: Final = 200
_BODY: Final = [ROLES.index(r) for r in ("body", "subhead")]
_CREDIT: Final = ROLES.index("byline")
_ARTICLE_FIRST: Final = len(ROLES) + BOUNDS.index("article first")


class Numbered(Protocol):
    """Lines in fragments."""

    @property
    def number(self) -> Ints: ...

    @property
    def size(self) -> Ints: ...


def title_features(sheet: Sheet, roles: Floats, pairs: Pairs, fragments: Numbered) -> Floats:
    """For each pair of a fragment's last line and another's first: how much either is a title or a body, the words that
    they share, and how they are numbered among the titles and the bodies of the page."""
    number, count = fragments.number, len(fragments.size)
    a, b = number[pairs.tails], number[pairs.heads]
    title = np.bincount(number, roles[:, TITLES].sum(axis=1), count)
    body = np.bincount(number, roles[:, _BODY].sum(axis=1), count)
    credit = np.bincount(number, roles[:, _CREDIT], count)
    headed = title > np.maximum(body, 0.5)
    first = np.full(count, len(sheet))
    np.minimum.at(first, number, np.arange(len(sheet)))
    opens = np.zeros(count)
    opens[number[pairs.heads]] = np.where(headed[b], 0, roles[pairs.heads, _ARTICLE_FIRST])
    titles_before, bodies_before = _running(first, headed.astype(float)), _running(first, opens)
    between = titles_before[b] - titles_before[a] - headed[a]
    bodies_between = bodies_before[b] - bodies_before[a]
    rank = titles_before[a] - bodies_before[b]
    surplus = headed.sum() - opens.sum()
    shared, opening = shared_words(sheet, number, count, a, b)
    both = headed[a] & ~headed[b]
    columns = [
        np.minimum(title[a], 6), np.minimum(title[b], 6), np.log1p(body[a]), np.log1p(body[b]),
        credit[a], credit[b], headed[a], headed[b], both,
        shared, opening,
        np.where(both, shared - _rival(shared, a, both), 0), np.where(both, shared - _rival(shared, b, both), 0),
        np.where(both, opening - _rival(opening, a, both), 0), np.where(both, opening - _rival(opening, b, both), 0),
        between.clip(-6, 6), bodies_between.clip(-6, 6),
        np.abs(between) < 0.5, np.abs(bodies_between) < 0.5,
        np.where(both, rank.clip(-6, 6), -7), np.where(both, (rank - surplus).clip(-6, 6), -7),
        both & (np.abs(rank) < 0.5), both & (np.abs(rank - surplus) < 0.5),
        np.full(len(a), np.clip(surplus, -6, 6)),
        np.full(len(a), np.minimum(headed.sum(), 12)), np.full(len(a), np.minimum(opens.sum(), 12)),
    ]  # fmt: skip
    return np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)


def _running(first: Ints, amount: Floats) -> Floats:
    """How much stands before each fragment in the dump."""
    order = np.argsort(first, kind="stable")
    before = np.empty(len(first))
    before[order] = amount[order].cumsum() - amount[order]
    return before


def _rival(score: Floats, owner: Ints, counted: np.ndarray) -> Floats:
    """For each pair the best score among the other counted pairs of its owner."""
    size = int(owner.max(initial=0)) + 1
    best, second = np.zeros(size), np.zeros(size)
    mine, value = owner[counted], score[counted]
    np.maximum.at(best, mine, value)
    top = value >= best[mine]
    np.maximum.at(second, mine[~top], value[~top])
    return np.where(score >= best[owner], second[owner], best[owner])


def shared_words(sheet: Sheet, number: Ints, count: int, a: Ints, b: Ints) -> tuple[Floats, Floats]:
    """The share of the pairs of characters of fragment A, rare ones counting more, that fragment B holds: anywhere, and
    in its first `OPENING` characters. Scripts are folded, so a Traditional headline meets a Simplified body."""
    owner = np.repeat(number, sheet.characters)
    holder, slot = hashed_pairs(sheet.texts, owner, HASH_BITS)
    whole = np.zeros((count, 1 << HASH_BITS), dtype=np.float32)
    whole[holder, slot] = 1
    seen = np.zeros(count)
    early = np.zeros(len(sheet), dtype=bool)
    for line, (fragment, length) in enumerate(zip(number.tolist(), sheet.characters.tolist(), strict=True)):
        early[line] = seen[fragment] < OPENING
        seen[fragment] += length
    opening = np.zeros_like(whole)
    inside = np.repeat(early, sheet.characters)
    holder, slot = hashed_pairs(sheet.texts, np.where(inside, owner, count), HASH_BITS)
    kept = holder < count
    opening[holder[kept], slot[kept]] = 1
    weight = np.log((count + 1) / (whole.sum(axis=0) + 0.5)).clip(0).astype(np.float32)
    weighted = whole * weight
    total = weighted.sum(axis=1) + 1e-3
    return (weighted @ whole.T)[a, b] / total[a], (weighted @ opening.T)[a, b] / total[a]
