"""Which line may continue which: candidate pairs of lines, and what speaks for each pair."""

from typing import Final, NamedTuple

import numpy as np

from .characters import KINDS, Kind
from .encoder import NOTHING, Reading, seam_table, step_class
from .language import seam_gain
from .roles import ROLES, local_measure
from .sheet import Ints, Sheet
from .weights import Floats

AHEAD: Final = 2
ROWS_AHEAD: Final = 4
ROW_LINES: Final = 8
BLOCKS_AHEAD: Final = 8
BEST_POINTS: Final = 5
BEST_SEAMS: Final = 3
CHUNK: Final = 512
TITLES: Final = [ROLES.index(r) for r in ("headline", "kicker", "deck")]
_STILL: Final = [ROLES.index(r) for r in ("headline", "kicker", "deck", "caption", "furniture")]
_FURNITURE: Final = ROLES.index("furniture")
CLEARLY: Final = 0.95


class Pairs(NamedTuple):
    """Candidate pairs: line `tails[k]` may be followed by line `heads[k]`."""

    tails: Ints
    heads: Ints


def in_articles(roles: Floats) -> np.ndarray:
    """Which lines may be part of an article: those that are not clearly furniture."""
    found: np.ndarray = roles[:, _FURNITURE] < CLEARLY
    return found


def flowing(roles: Floats) -> np.ndarray:
    """Which lines may be part of a body: those that are not clearly a title, a caption or furniture."""
    flow: np.ndarray = roles[:, _STILL].sum(axis=1) < 0.9
    return flow


def candidate_pairs(reading: Reading, roles: Floats) -> Pairs:
    """The pairs worth a look: lines soon after in the walk, heads of the next blocks, what stands in the next rows, and
    the best anywhere by the encoder and by the seam.

    A dozen or so a line; beyond `CHUNK` lines the best are sought among the lines of the same chunk of the walk and the
    chunks beside it, so that time stays in proportion to the page.
    """
    sheet = reading.sheet
    n = len(sheet)
    keep = in_articles(roles)[sheet.walk]
    if keep.sum() < 2:
        none = np.zeros(0, dtype=np.int64)
        return Pairs(none, none)
    near = [_ahead(n), _rows_ahead(sheet.row[sheet.walk], n), _block_heads(sheet.block[sheet.walk])]
    key = np.unique(np.concatenate([*near, *_best(reading, keep)]))
    a, b = key // n, key % n
    both = keep[a] & keep[b]
    return Pairs(sheet.walk[a[both]], sheet.walk[b[both]])


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


def _best(reading: Reading, keep: np.ndarray) -> list[Ints]:
    """For each tail the best heads, and for each head the best tails, by the encoder and by the seam."""
    n = len(keep)
    found = []
    for start in range(0, n, CHUNK):
        low, stop, high = max(0, start - CHUNK), min(n, start + CHUNK), min(n, start + 2 * CHUNK)
        here, wide = slice(start, stop), slice(low, high)
        walk = reading.sheet.walk
        tables = [
            (reading.point_table(here, wide), BEST_POINTS, True),
            (reading.point_table(wide, here).T, BEST_POINTS, False),
            (seam_table(reading.sheet, walk[here], walk[wide]), BEST_SEAMS, True),
            (seam_table(reading.sheet, walk[wide], walk[here]).T, BEST_SEAMS, False),
        ]
        own = np.arange(stop - start)
        for table, most, forward in tables:
            table = np.where(keep[wide][None, :], table, -np.inf)
            table[own, own + start - low] = -np.inf
            most = min(most, high - low - 1)
            best = np.argpartition(-table, most - 1, axis=1)[:, :most] + low
            mine = np.repeat(own + start, most)
            found.append(mine * n + best.ravel() if forward else best.ravel() * n + mine)
    return found


def seam_products(sheet: Sheet, tails: Ints, heads: Ints) -> Floats:
    """How well each head continues its tail, by the towers."""
    products: Floats = np.einsum("ij,ij->i", sheet.vectors.tails[tails], sheet.vectors.heads[heads])
    return products


def pointing(reading: Reading, pairs: Pairs) -> Floats:
    """What the encoder says of each pair: the chance of the head among those of its tail, of the tail among those of
    its head, of the distance between them from either side, and of neither having anything."""
    a, b = pairs.tails, pairs.heads
    score = reading.points(a, b)
    place = reading.sheet.place
    step = step_class(place[b] - place[a])
    columns = [
        score,
        score - log_sum(score, a, reading.stops),
        score - log_sum(score, b, reading.opens),
        (reading.stops - log_sum(score, a, reading.stops, all_owners=True))[a],
        (reading.opens - log_sum(score, b, reading.opens, all_owners=True))[b],
        reading.ahead[a, step],
        reading.back[b, step],
        reading.ahead[a, NOTHING],
        reading.back[b, NOTHING],
    ]
    return np.maximum(np.stack(columns, axis=1), -20)


def log_sum(score: Floats, owner: Ints, none: Floats, all_owners: bool = False) -> Floats:
    """For each pair, or each owner, the log of the sum of what the owner gives to all its pairs, and to none."""
    top = none.copy()
    np.maximum.at(top, owner, score)
    total = np.exp(none - top) + np.bincount(owner, np.exp(score - top[owner]), len(none)).astype(np.float32)
    logs: Floats = top + np.log(total)
    return logs if all_owners else logs[owner]


def pair_features(sheet: Sheet, roles: Floats, pairs: Pairs) -> Floats:
    """One row a pair: the seam and its rivals, where the two stand, their shape, and what each is."""
    a, b = pairs.tails, pairs.heads
    product = seam_products(sheet, a, b)
    gain = seam_gain(sheet.ends, a, b, sheet.grams)
    mixed = product + gain
    n = len(sheet)
    seams = [product, gain]
    for score in (product, gain, mixed):
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


