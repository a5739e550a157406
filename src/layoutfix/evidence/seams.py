"""What speaks for one line going on in another: the seam, where the two stand, their shape, and what each is."""

from typing import Final

import numpy as np

from .characters import KINDS, Kind
from .relations import Pairs, row_levels
from .roles import FURNITURE, ROLES, TITLES
from .seam_scorer import GAINS, PRODUCT, scores_of, seam_features
from .sheet import Ints, Sheet
from .weights import Floats

_STILL: Final = [*TITLES, ROLES.index("caption"), FURNITURE]


def pair_features(sheet: Sheet, roles: Floats, pairs: Pairs) -> Floats:
    """One row a pair: the seam and its rivals, where the two stand, their shape, and what each is."""
    a, b = pairs.tails, pairs.heads
    n = len(sheet)
    known = seam_features(sheet.seen, a, b)
    seams = [known[:, PRODUCT], known[:, GAINS].sum(axis=1), scores_of(known)]
    for score in tuple(seams):
        seams += [score - _best_rival(score, a, n), score - _best_rival(score, b, n)]
    one_hot = np.eye(KINDS, dtype=np.float32)
    columns = [
        *seams,
        *_distances(sheet, roles, a, b),
        *_shapes(sheet, a, b),
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
    level = row_levels(sheet)
    levels = level[b] - level[a]
    shared = sheet.in_row + sheet.from_row_end
    walked = roles[sheet.walk]
    titles = np.concatenate([[0], walked[:, TITLES].sum(axis=1).cumsum()])
    flow = np.concatenate([[0], (1 - walked[:, _STILL].sum(axis=1)).cumsum()])
    low = np.minimum(sheet.place[a], sheet.place[b]) + 1
    high = np.maximum(np.maximum(sheet.place[a], sheet.place[b]), low)
    next_block = np.diff(sheet.block[sheet.walk]) != 0
    last_in_block, first_in_block = (np.append(*ends)[sheet.place] for ends in ((next_block, True), (True, next_block)))
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


def _shapes(sheet: Sheet, a: Ints, b: Ints) -> list[np.ndarray]:
    """Widths and indents of A and B against the measures that they stand in; marks that must not meet a line's edge."""
    near = sheet.measure
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
