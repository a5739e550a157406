"""Which line may continue which: candidate pairs of lines, and what speaks for each pair."""

from typing import Final, NamedTuple

import numpy as np

from .characters import KINDS, Kind
from .language import seam_gain
from .roles import ROLES, local_measure
from .sheet import Ints, Sheet
from .weights import Floats

AHEAD: Final = 3
ROWS_AHEAD: Final = 4
ROW_LINES: Final = 8
BLOCKS_AHEAD: Final = 8
BEST_SEAMS: Final = 4
CHUNK: Final = 512
LEAST_SEAMS: Final = 10
READS_ON: Final = -2.0
MOSTLY: Final = 0.85
TITLES: Final = [ROLES.index(r) for r in ("headline", "kicker", "deck")]
_STILL: Final = [ROLES.index(r) for r in ("headline", "kicker", "deck", "caption", "furniture")]


class Pairs(NamedTuple):
    """Candidate pairs: line `tails[k]` may be continued by line `heads[k]`; `product` is the towers' word on it."""

    tails: Ints
    heads: Ints
    product: Floats


def flowing(roles: Floats) -> np.ndarray:
    """Which lines may be part of a body: those that are not clearly a title, a caption or furniture."""
    flow: np.ndarray = roles[:, _STILL].sum(axis=1) < 0.9
    return flow


def candidate_pairs(sheet: Sheet, roles: Floats) -> Pairs:
    """The pairs worth a look: lines soon after in the walk, heads of the next blocks, and the best seams anywhere.

    At most a dozen or two a line; beyond `CHUNK` lines the best seams are sought among the
    lines of the same chunk of the walk and the chunks beside it, so that time stays in proportion to the page.
    """
    walk = sheet.walk[flowing(roles)[sheet.walk]]
    n = len(walk)
    if n < 2:
        none = np.zeros(0, dtype=np.int64)
        return Pairs(none, none, np.zeros(0, dtype=np.float32))
    tails, heads = sheet.vectors.tails[walk], sheet.vectors.heads[walk]
    keys = [_ahead(n), _rows_ahead(sheet.row[walk], n), _block_heads(sheet.block[walk]), _best_seams(tails, heads)]
    key = np.unique(np.concatenate(keys))
    a, b = key // n, key % n
    if _blocks_hold(sheet, walk):
        inner = np.append(sheet.block[walk][1:] == sheet.block[walk][:-1], False)
        keep = ~(inner[a] | np.roll(inner, 1)[b]) | (b == a + 1)
        a, b = a[keep], b[keep]
    return Pairs(walk[a], walk[b], seam_products(sheet, walk[a], walk[b]))


def _blocks_hold(sheet: Sheet, walk: Ints) -> bool:
    """Whether lines in one block follow each other on this page: nearly all that stop without a mark read on into the
    next. Then only the ends of blocks are looked at for what may follow them. Never where columns share rows."""
    if (sheet.in_row > 0).any():
        return False
    a, b = walk[:-1], walk[1:]
    open_end = np.isin(sheet.last_kind[a], [Kind.HAN, Kind.PAUSE]) & (sheet.block[a] == sheet.block[b])
    a, b = a[open_end], b[open_end]
    return len(a) >= LEAST_SEAMS and bool((seam_products(sheet, a, b) > READS_ON).mean() > MOSTLY)


def seam_products(sheet: Sheet, tails: Ints, heads: Ints) -> Floats:
    """How well each head continues its tail, by the towers."""
    products: Floats = np.einsum("ij,ij->i", sheet.vectors.tails[tails], sheet.vectors.heads[heads])
    return products


def _ahead(n: int) -> Ints:
    a = np.repeat(np.arange(n), AHEAD)
    b = a + np.tile(np.arange(1, AHEAD + 1), n)
    return (a * n + b)[b < n]


def _rows_ahead(row: Ints, n: int) -> Ints:
    """Pairs of each line with what stands in the next rows that hold text, as far as `ROW_LINES` lines in the dump."""
    by_row = np.argsort(row, kind="stable")
    level = np.concatenate([[0], (row[by_row][1:] != row[by_row][:-1]).cumsum()])
    a = np.repeat(np.arange(n), ROW_LINES)
    b = a + np.tile(np.arange(1, ROW_LINES + 1), n)
    a, b = a[b < n], b[b < n]
    near = (level[b] > level[a]) & (level[b] <= level[a] + ROWS_AHEAD)
    return by_row[a[near]] * n + by_row[b[near]]


def _block_heads(block: Ints) -> Ints:
    """Pairs of the last line of each block with the first lines of the blocks after it."""
    n = len(block)
    first = np.flatnonzero(np.concatenate([[True], block[1:] != block[:-1]]))
    last = np.append(first[1:], n) - 1
    a = np.repeat(np.arange(len(first)), BLOCKS_AHEAD)
    b = a + np.tile(np.arange(1, BLOCKS_AHEAD + 1), len(first))
    keep = b < len(first)
    return last[a[keep]] * n + first[b[keep]]


def _best_seams(tails: Floats, heads: Floats) -> Ints:
    """For each tail the heads with the highest products, and for each head the tails."""
    n = len(tails)
    found = []
    for start in range(0, n, CHUNK):
        low, high = max(0, start - CHUNK), min(n, start + 2 * CHUNK)
        stop = min(n, start + CHUNK)
        for forward in (True, False):
            z = tails[start:stop] @ heads[low:high].T if forward else heads[start:stop] @ tails[low:high].T
            z[np.arange(stop - start), np.arange(start, stop) - low] = -np.inf
            k = min(BEST_SEAMS, high - low - 1)
            if k < 1:
                continue
            here = np.arange(stop - start)
            for _ in range(k):
                best = z.argmax(axis=1)
                z[here, best] = -np.inf
                found.append((here + start) * n + best + low if forward else (best + low) * n + here + start)
    return np.concatenate(found)


def pair_features(sheet: Sheet, roles: Floats, pairs: Pairs) -> Floats:
    """One row a pair: the seam and its rivals, where the two stand, their shape, and what each is."""
    a, b = pairs.tails, pairs.heads
    gain = seam_gain(sheet.ends, a, b, sheet.grams)
    mixed = pairs.product + gain
    n = len(sheet)
    seams = [pairs.product, gain]
    for score in (pairs.product, gain, mixed):
        seams += [score - _best_rival(score, a, n), score - _best_rival(score, b, n)]
    one_hot = np.eye(KINDS, dtype=np.float32)
    near = local_measure(sheet)
    columns = [
        *seams,
        *_distances(sheet, roles, a, b),
        *_shapes(sheet, near, a, b),
        np.full(len(a), np.float32((sheet.in_row > 0).mean())),
        np.full(len(a), np.float32((sheet.blank > 0).mean())),
        np.full(len(a), np.float32((sheet.indent >= 1.5).mean())),
        np.full(len(a), np.float32(np.log1p(n))),
    ]
    return np.concatenate(
        [
            np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1),
            one_hot[sheet.last_kind[a]],
            one_hot[sheet.first_kind[b]],
            roles[a],
            roles[b],
        ],
        axis=1,
    )


def _best_rival(score: Floats, group: Ints, n: int) -> Floats:
    """For each pair the best score among the other pairs of its group; -20 where it has none."""
    best = np.full(n, -20, dtype=np.float32)
    np.maximum.at(best, group, score)
    top = score >= best[group]
    second = np.full(n, -20, dtype=np.float32)
    np.maximum.at(second, group[~top], score[~top])
    ties = np.bincount(group[top], minlength=n)
    rival: Floats = np.where(top & (ties[group] < 2), second[group], best[group])
    return rival


def _distances(sheet: Sheet, roles: Floats, a: Ints, b: Ints) -> list[np.ndarray]:
    """Where B stands from A: along the walk, in blocks, in rows and columns, and what lies between."""
    step = sheet.place[b] - sheet.place[a]
    blocks = sheet.block[b] - sheet.block[a]
    rows = sheet.row[b] - sheet.row[a]
    shift = sheet.column[b] - sheet.column[a]
    level = np.concatenate([[0], (sheet.row[1:] != sheet.row[:-1]).cumsum()])
    levels = level[b] - level[a]
    shared = sheet.in_row + sheet.from_row_end
    walked = roles[sheet.walk]
    titles = np.concatenate([[0], walked[:, TITLES].sum(axis=1).cumsum()])
    flow = np.concatenate([[0], (1 - walked[:, _STILL].sum(axis=1)).cumsum()])
    low = np.minimum(sheet.place[a], sheet.place[b]) + 1
    high = np.maximum(np.maximum(sheet.place[a], sheet.place[b]), low)
    last_in_block = np.append(sheet.block[sheet.walk][1:] != sheet.block[sheet.walk][:-1], True)[sheet.place]
    first_in_block = np.append(True, sheet.block[sheet.walk][1:] != sheet.block[sheet.walk][:-1])[sheet.place]
    return [
        step == 1,
        step == 2,
        (step > 2) & (step <= 6),
        step > 6,
        step < 0,
        np.sign(step) * np.log1p(np.abs(step)),
        blocks == 0,
        blocks == 1,
        blocks == 2,
        blocks == 3,
        blocks == 4,
        np.sign(blocks) * np.log1p(np.abs(blocks)),
        np.sign(rows) * np.log1p(np.abs(rows)),
        levels == 1,
        levels == 2,
        levels == 3,
        levels == 4,
        (levels > 4) & (levels <= 12),
        levels <= 0,
        shared[a] > 0,
        shared[b] > 0,
        (sheet.in_row[b] - sheet.in_row[a]).clip(-4, 4),
        (sheet.from_row_end[b] - sheet.from_row_end[a]).clip(-4, 4),
        (shared[b] - shared[a]).clip(-4, 4),
        np.minimum(sheet.in_row[a], 4),
        np.minimum(sheet.in_row[b], 4),
        (np.abs(shift) <= 3),
        np.sign(shift) * np.log1p(np.abs(shift)),
        np.minimum(sheet.blank[b], 8),
        last_in_block[a],
        first_in_block[b],
        np.minimum(titles[high] - titles[low], 6),
        np.minimum(flow[high] - flow[low], 60),
        (flow[high] - flow[low]) < 0.5,
    ]


def _shapes(sheet: Sheet, near: Floats, a: Ints, b: Ints) -> list[np.ndarray]:
    """Widths and indents of A and B against the measures that they stand in; marks that must not meet a line's edge."""
    short = near[a] - sheet.width[a] - sheet.indent[a]
    opening, closing = sheet.last_kind[a] == Kind.OPENING, sheet.first_kind[b] == Kind.CLOSING
    barred = closing | (sheet.first_kind[b] == Kind.PAUSE) | (sheet.first_kind[b] == Kind.TERMINAL)
    numbers = (sheet.last_kind[a] == Kind.DIGIT) & (sheet.first_kind[b] == Kind.DIGIT)
    return [
        np.minimum(sheet.width[a], 60),
        np.minimum(sheet.width[b], 60),
        short.clip(-20, 40),
        (near[b] - sheet.width[b] - sheet.indent[b]).clip(-20, 40),
        (near[a] - near[b]).clip(-30, 30),
        np.abs(near[a] - near[b]).clip(0, 30),
        (sheet.width[a] - sheet.width[b]).clip(-30, 30),
        sheet.indent[a],
        sheet.indent[b],
        short >= 2.5,
        np.abs(short) <= 1.5,
        opening,
        barred,
        numbers,
        sheet.open_marks[a],
        sheet.open_marks[b] < 0,
        (sheet.open_marks[a] > 0) & (sheet.open_marks[b] < 0),
    ]


