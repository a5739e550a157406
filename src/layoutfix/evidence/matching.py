"""Pairs chosen all at once: the set of edges with the highest total score in which nothing is used twice."""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .sheet import Ints
from .weights import Floats

Doubles: TypeAlias = NDArray[np.float64]
"""Numbers of which sums are made that are compared with each other."""

MOST_TOGETHER: Final = 80


class Matching(NamedTuple):
    """For each item the one chosen to follow it, -1 for none; and how many were in knots too large for exact choice."""

    following: Ints
    tangled: int


def best_matching(tails: Ints, heads: Ints, scores: Floats, count: int) -> Matching:
    """What follows each of `count` items.

    Only edges with a positive score are taken, since leaving an item alone scores 0. Edges that share no end with
    others are settled apart from them; a knot of more than `MOST_TOGETHER` tails, where exact choice (cubic in its
    size) would cost too much, is settled from the best edge down.

    >>> scores = np.array([5.0, 4.0, 3.0], dtype=np.float32)
    >>> best_matching(np.array([0, 0, 1]), np.array([2, 3, 2]), scores, 4).following.tolist()
    [3, 2, -1, -1]
    """
    chosen = np.full(count, -1, dtype=np.int64)
    tangled = 0
    good = np.flatnonzero(scores > 0)
    for knot in _knots(tails[good].tolist(), heads[good].tolist(), count):
        edges = good[knot]
        if len(edges) == 1:
            chosen[tails[edges[0]]] = heads[edges[0]]
            continue
        a, rows = np.unique(tails[edges], return_inverse=True)
        b, columns = np.unique(heads[edges], return_inverse=True)
        if len(a) > MOST_TOGETHER:
            pairs = _greedy(rows, columns, scores[edges])
            tangled += len(a)
        else:
            weight = np.zeros((len(a), len(b)))
            weight[rows, columns] = scores[edges]
            pairs = [(i, j) for i, j in enumerate(best_columns(weight).tolist()) if j >= 0 and weight[i, j] > 0]
        for i, j in pairs:
            chosen[a[i]] = b[j]
    return Matching(chosen, tangled)


def without_cycles(following: Ints, score_of: Sequence[float]) -> Ints:
    """The same choice with the weakest edge of every cycle taken out, so that each chain has a first item."""
    out: list[int] = following.tolist()
    seen = [-1] * len(out)
    for start in range(len(out)):
        path: list[int] = []
        at = start
        while at >= 0 and seen[at] < 0:
            seen[at] = start
            path.append(at)
            at = out[at]
        if at >= 0 and seen[at] == start:
            cycle = path[path.index(at) :]
            out[min(cycle, key=score_of.__getitem__)] = -1
    return np.array(out, dtype=np.int64)


def _knots(tails: list[int], heads: list[int], count: int) -> list[list[int]]:
    """Edges by connected component, tails and heads being different ends."""
    root = list(range(2 * count))

    def find(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for a, b in zip(tails, heads, strict=True):
        root[find(a)] = find(count + b)
    knots: dict[int, list[int]] = {}
    for edge, a in enumerate(tails):
        knots.setdefault(find(a), []).append(edge)
    return list(knots.values())


def _greedy(rows: Ints, columns: Ints, scores: Floats) -> list[tuple[int, int]]:
    used_rows: set[int] = set()
    used_columns: set[int] = set()
    pairs = []
    for edge in np.argsort(-scores, kind="stable").tolist():
        i, j = int(rows[edge]), int(columns[edge])
        if i not in used_rows and j not in used_columns:
            used_rows.add(i)
            used_columns.add(j)
            pairs.append((i, j))
    return pairs


def best_columns(worth: Doubles) -> Ints:
    """For each row the column that is its own in the best choice for all, -1 for none, which is worth 0.

    >>> best_columns(np.array([[5.0, 4.0], [3.0, -1.0], [-1.0, -1.0]])).tolist()
    [1, 0, -1]
    """
    rows, columns = worth.shape
    chosen = np.array(assign(-np.hstack([worth, np.zeros((rows, rows))])))
    return np.where(chosen < columns, chosen, -1)


def assign(cost: Doubles) -> list[int]:
    """The column of each row in the assignment of least cost (Hungarian method with potentials); rows <= columns.

    Rows whose cheapest columns differ have them from the start; only the others need a path.
    """
    n, m = cost.shape
    u, v = np.append(0.0, cost.min(axis=1)), np.zeros(m + 1)
    owner = np.zeros(m + 1, dtype=np.int64)
    waiting = []
    for row, column in enumerate((cost.argmin(axis=1) + 1).tolist(), 1):
        if owner[column]:
            waiting.append(row)
        else:
            owner[column] = row
    for row in waiting:
        owner[0] = row
        column = 0
        least = np.full(m + 1, np.inf)
        used = np.zeros(m + 1, dtype=bool)
        came = np.zeros(m + 1, dtype=np.int64)
        while owner[column]:
            used[column] = True
            reduced = cost[owner[column] - 1] - u[owner[column]] - v[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            came[1:][better] = column
            nearest = int(np.where(used, np.inf, least)[1:].argmin()) + 1
            delta = least[nearest]
            u[owner[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            column = nearest
        while column:
            owner[column] = owner[came[column]]
            column = int(came[column])
    result = [0] * n
    for column in range(1, m + 1):
        if owner[column]:
            result[owner[column] - 1] = column - 1
    return result
