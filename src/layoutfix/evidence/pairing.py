"""Which titles belong to which body: what they say, where they stand, how well they read on, and the page's habit."""

from typing import Final

import numpy as np

from .cues import cue_columns
from .matching import best_matching
from .sheet import Ints
from .sides import Sides
from .topics import shared_topics
from .weights import Floats, network, softmax

OPENING: Final = 200
CUED: Final = 40
FARTHEST: Final = 8
ALL_PAIRED: Final = 4.0
"""Worth more than most doubts about a pair: nearly every headline has a body."""


def pair_titles(sides: Sides) -> tuple[Ints, Floats]:
    """For each of the titles the body that it belongs to, -1 for none, and the chance of that; chosen together, in two
    rounds: the second sees what the first chose for the others."""
    n = len(sides.titles)
    if not n or not sides.bodies:
        return np.full(n, -1, dtype=np.int64), np.ones(n, dtype=np.float32)
    score = _scores(sides)
    chosen = choose(score)
    return chosen, _chances(score, chosen)


def paired_worth(sides: Sides) -> float:
    """What the best choice of bodies for all titles is worth, as a sum of logarithms of odds; neither may be none."""
    score = _scores(sides)
    chosen = choose(score)
    paired = np.flatnonzero(chosen >= 0)
    return float((score[paired, chosen[paired]] + ALL_PAIRED).sum())


def _scores(sides: Sides) -> Floats:
    """How well each of the titles (a row) suits each body, once it is seen what suits the others."""
    n = len(sides.titles)
    features = side_features(sides)
    first = network("pairing1").logits(features).reshape(n, -1)
    habit = habit_features(sides, first, choose(first))
    return network("pairing2").logits(np.concatenate([features, habit], axis=1)).reshape(n, -1)


def _chances(score: Floats, chosen: Ints) -> Floats:
    """The chance of what was chosen for each row, the lesser of those among its row and among its column."""
    n, m = score.shape
    rows = softmax(np.column_stack([score, np.zeros(n)]))
    columns = softmax(np.column_stack([score.T, np.zeros(m)]))
    own = rows[np.arange(n), np.where(chosen >= 0, chosen, m)]
    chances: Floats = np.where(chosen >= 0, np.minimum(own, columns[chosen, np.arange(n)]), own)
    return chances


def choose(score: Floats) -> Ints:
    """For each row the column that is its own in the best choice for all, -1 for none."""
    n, m = score.shape
    tails, heads = np.repeat(np.arange(n), m), np.tile(np.arange(m), n) + n
    chosen = best_matching(tails, heads, score.ravel() + ALL_PAIRED, n + m).following[:n]
    return np.where(chosen >= 0, chosen - n, -1)


def side_features(sides: Sides) -> Floats:
    """One row for each of the titles with each body, titles in the outer loop."""
    titles, bodies, links, affinity = sides
    n, m = len(titles), len(bodies)
    texts = [s.text for s in bodies]
    shared, opening = shared_topics([s.text for s in titles], texts, [text[:OPENING] for text in texts])
    t_first, t_last = np.array([s.first for s in titles]), np.array([s.last for s in titles])
    b_first, b_last = np.array([s.first for s in bodies]), np.array([s.last for s in bodies])
    after = b_first[None, :] - t_last[:, None]
    titles_between = np.searchsorted(t_first, b_first)[None, :] - np.arange(n)[:, None] - 1
    bodies_between = np.arange(m)[None, :] - np.searchsorted(b_first, t_first)[:, None]
    ends = np.sort(b_last)
    ends_between = np.searchsorted(ends, t_first)[:, None] - np.searchsorted(ends, b_last)[None, :] - 1
    just_after = (after < 0) & (b_last[None, :] < t_first[:, None]) & (ends_between == 0)
    rank = np.arange(n)[:, None] - np.arange(m)[None, :]
    columns = [
        *(links, affinity, shared, opening),
        *(table - best_other(table, axis) for table in (links, affinity, shared, opening) for axis in (0, 1)),
        *(np.sign(after) * np.log1p(np.abs(after)), after > 0, after == 1),
        *(titles_between.clip(-FARTHEST, FARTHEST), bodies_between.clip(-FARTHEST, FARTHEST)),
        *((bodies_between == 0) & (titles_between == 0), ends_between.clip(-FARTHEST, FARTHEST), just_after),
        *(rank.clip(-FARTHEST, FARTHEST), rank == 0, (rank - (n - m)).clip(-FARTHEST, FARTHEST), rank == n - m),
        np.broadcast_to(np.array([s.chance for s in titles])[:, None], (n, m)),
        np.broadcast_to(np.array([s.chance for s in bodies])[None, :], (n, m)),
        np.broadcast_to(np.log1p([len(s.text) for s in titles])[:, None], (n, m)),
        np.broadcast_to(np.log1p([len(s.text) for s in bodies])[None, :], (n, m)),
        *(np.full((n, m), share) for share in (just_after.any(axis=1).mean(), (after > 0).mean(), n, n - m)),
    ]
    cues = np.tile(cue_columns([text[:CUED] for text in texts]), (n, 1))
    return np.concatenate([_flat(columns), cues], axis=1)


def habit_features(sides: Sides, score: Floats, chosen: Ints) -> Floats:
    """One row for each of the titles with each body: its score of the first round, whether it was chosen, and how it
    agrees with what was chosen for the other titles."""
    n, m = score.shape
    t_first = np.array([s.first for s in sides.titles])
    b_first = np.array([s.first for s in sides.bodies])
    picked = np.zeros((n, m), dtype=bool)
    has = np.flatnonzero(chosen >= 0)
    picked[has, chosen[has]] = True
    others = np.maximum(len(has) - picked.any(axis=1), 1)[:, None]
    rank = np.arange(n)[:, None] - np.arange(m)[None, :]
    same_rank, crossed, same_side = np.zeros((3, n, m))
    ahead = np.greater(b_first[None, :], t_first[:, None])
    for t, b in zip(has.tolist(), chosen[has].tolist(), strict=True):
        apart = np.arange(n) != t
        same_rank[apart] += np.equal(rank[apart], t - b)
        same_side[apart] += np.equal(ahead[apart], b_first[b] > t_first[t])
        crossed[apart] += np.less_equal((np.arange(n)[apart, None] - t) * (np.arange(m)[None, :] - b), 0)
    columns = [
        *(score, score - best_other(score, 0), score - best_other(score, 1), picked),
        *(same_rank / others, crossed / others, same_side / others, np.minimum(crossed, FARTHEST)),
        np.broadcast_to(picked.sum(axis=0)[None, :] == 0, (n, m)),
    ]
    return _flat(columns)


def best_other(score: Floats, axis: int) -> Floats:
    """The best score of the same row (axis 1) or column (axis 0) apart from this one; 0 where there is no other."""
    if score.shape[axis] < 2:
        return np.zeros_like(score)
    top = np.sort(score, axis=axis)
    first, second = np.take(top, [-1], axis=axis), np.take(top, [-2], axis=axis)
    return np.where(score == first, second, first)


def _flat(columns: list[np.ndarray]) -> Floats:
    """Tables as the columns of one."""
    return np.stack([np.asarray(c, dtype=np.float32).ravel() for c in columns], axis=1)
