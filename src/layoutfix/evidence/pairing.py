"""Which headline group belongs to which body: what they say, and where they stand."""

from typing import Final, NamedTuple

import numpy as np

from .cues import cue_columns
from .language import hashed_pairs
from .matching import best_matching
from .weights import Floats, network, sigmoid

HASH_BITS: Final = 12
OPENING: Final = 200
ALL_PAIRED: Final = 30.0
"""Worth more than any doubt about a pair: nearly every headline has a body, so as many are paired as can be."""


class Side(NamedTuple):
    """A headline group or a body: its text without white space, and the first and last place of it on the page."""

    text: str
    first: int
    last: int
    chance: float


def pair_titles(groups: list[Side], bodies: list[Side]) -> list[tuple[int, float]]:
    """For each headline group the body it belongs to (-1: none) and how sure that is, in [0, 1]; chosen together."""
    if not groups or not bodies:
        return [(-1, 0.0)] * len(groups)
    score = network("pairing").logits(pairing_features(groups, bodies))[:, 0]
    g = np.repeat(np.arange(len(groups)), len(bodies))
    b = np.tile(np.arange(len(bodies)), len(groups)) + len(groups)
    chosen = best_matching(g, b, score + ALL_PAIRED, len(groups) + len(bodies))[: len(groups)]
    table = sigmoid(score).reshape(len(groups), len(bodies))
    bodies_of = np.where(chosen >= 0, chosen - len(groups), -1).tolist()
    return [(c, float(table[i, c])) if c >= 0 else (-1, 0.0) for i, c in enumerate(bodies_of)]


def pairing_features(groups: list[Side], bodies: list[Side]) -> Floats:
    """One row for each group with each body, groups in the outer loop."""
    n, m = len(groups), len(bodies)
    shared, opening = shared_words(groups, bodies)
    g_first, g_last = np.array([s.first for s in groups]), np.array([s.last for s in groups])
    b_first, b_last = np.array([s.first for s in bodies]), np.array([s.last for s in bodies])
    after = b_first[None, :] - g_last[:, None]
    groups_between = np.searchsorted(g_first, b_first)[None, :] - np.arange(n)[:, None] - 1
    bodies_between = np.arange(m)[None, :] - np.searchsorted(b_first, g_first)[:, None]
    next_body = (bodies_between == 0) & (groups_between == 0)
    ends_before = np.array([[int(((b_last > b) & (b_last < g)).sum()) for b in b_last] for g in g_first])
    just_after = (b_last[None, :] < g_first[:, None]) & (ends_before == 0)
    rank = np.arange(n)[:, None] - np.arange(m)[None, :]
    habit = [next_body.any(axis=1).mean(), just_after.any(axis=1).mean(), (after > 0).mean(), n - m]
    columns = [
        shared,
        opening,
        shared - _best_other(shared, 0),
        shared - _best_other(shared, 1),
        opening - _best_other(opening, 0),
        opening - _best_other(opening, 1),
        np.sign(after) * np.log1p(np.abs(after)),
        after > 0,
        after == 1,
        groups_between.clip(-8, 8),
        bodies_between.clip(-8, 8),
        next_body,
        just_after,
        rank.clip(-8, 8),
        rank == 0,
        (rank - (n - m)).clip(-8, 8),
        rank == n - m,
        np.broadcast_to(np.array([s.chance for s in groups])[:, None], (n, m)),
        np.broadcast_to(np.array([s.chance for s in bodies])[None, :], (n, m)),
        np.broadcast_to(np.log1p([len(s.text) for s in groups])[:, None], (n, m)),
        np.broadcast_to(np.log1p([len(s.text) for s in bodies])[None, :], (n, m)),
        *(np.full((n, m), h) for h in habit),
    ]
    pairs = np.stack([np.asarray(c, dtype=np.float32).ravel() for c in columns], axis=1)
    return np.concatenate([pairs, np.tile(cue_columns([s.text[:40] for s in bodies]), (n, 1))], axis=1)


def shared_words(groups: list[Side], bodies: list[Side]) -> tuple[Floats, Floats]:
    """The share of each group's pairs of characters, rare ones counting more, that each body holds: anywhere, and in
    its first `OPENING` characters. Scripts are folded, so a Traditional headline meets a Simplified body."""
    title, whole = _bags([s.text for s in groups]), _bags([s.text for s in bodies])
    opening = _bags([s.text[:OPENING] for s in bodies])
    weight = np.log((len(bodies) + 1) / (whole.sum(axis=0) + 0.5)).clip(0).astype(np.float32)
    total = (title * weight).sum(axis=1, keepdims=True) + 1e-3
    weighted = title * weight
    return weighted @ whole.T / total, weighted @ opening.T / total


def _bags(texts: list[str]) -> Floats:
    """Which hashed pairs of characters each text holds."""
    owner = np.repeat(np.arange(len(texts)), [len(t) for t in texts])
    holder, slot = hashed_pairs(texts, owner, HASH_BITS)
    bags = np.zeros((len(texts), 1 << HASH_BITS), dtype=np.float32)
    bags[holder, slot] = 1
    return bags


def _best_other(score: Floats, axis: int) -> Floats:
    """The best score of the same row (axis 1) or column (axis 0) apart from this one."""
    if score.shape[axis] < 2:
        return np.zeros_like(score)
    top = np.sort(score, axis=axis)
    first, second = np.take(top, [-1], axis=axis), np.take(top, [-2], axis=axis)
    return np.where(score == first, second, first)
