"""Which titles belong to which body: what they say, where they stand, and how well the one reads on into the other."""

from typing import Final, NamedTuple

import numpy as np

from .cues import cue_columns
from .language import hashed_pairs
from .matching import best_matching
from .weights import Floats, network

HASH_BITS: Final = 12
OPENING: Final = 200
ALL_PAIRED: Final = 4.0
"""Worth more than most doubts about a pair: nearly every headline has a body."""


class Side(NamedTuple):
    """The titles of an article, or a body: its text without white space, the first and last place of it on the page, and
    the chance that an article begins with it."""

    text: str
    first: int
    last: int
    chance: float


class Sides(NamedTuple):
    """The titles and the bodies of a page, and what the rounds of edges give to each of the former before each of the
    latter: one row each, one column a score."""

    titles: list[Side]
    bodies: list[Side]
    edges: Floats


def pair_titles(sides: Sides) -> list[int]:
    """For each of the titles the body that it belongs to, -1 for none; chosen together."""
    titles, bodies, _ = sides
    if not titles or not bodies:
        return [-1] * len(titles)
    score = network("pairing").logits(pairing_features(sides))[:, 0]
    tails = np.repeat(np.arange(len(titles)), len(bodies))
    heads = np.tile(np.arange(len(bodies)), len(titles)) + len(titles)
    chosen = best_matching(tails, heads, score + ALL_PAIRED, len(titles) + len(bodies))[: len(titles)]
    paired: list[int] = np.where(chosen >= 0, chosen - len(titles), -1).tolist()
    return paired


def pairing_features(sides: Sides) -> Floats:
    """One row for each of the titles with each body, titles in the outer loop."""
    groups, bodies, edges = sides
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
    rivals = [
        (table - _best_other(table, axis)).ravel()[:, None] for table in edges.T.reshape(-1, n, m) for axis in (0, 1)
    ]
    cues = np.tile(cue_columns([s.text[:40] for s in bodies]), (n, 1))
    return np.concatenate([pairs, edges, *rivals, cues], axis=1).astype(np.float32)


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
