"""The stride at which columns take turns: where lines of several columns are woven into each other, the line that goes
on stands a fixed number of blocks, or of lines, further along, for a good way down the page."""

from typing import Final, NamedTuple

import numpy as np

from .sheet import Ints, Sheet
from .weights import Floats

FARTHEST: Final = 8
REACH: Final = 7
LOW, HIGH = -4.0, 8.0


class Strides(NamedTuple):
    """How well lines read on at each stride, averaged over the neighbourhood; rows are units, columns strides from 1.

    `block` and `line` number the lines that may be body, by block and one by one, -1 for the others; `last` and `first`
    say which lines end and begin a block.
    """

    block: Ints
    line: Ints
    last: np.ndarray
    first: np.ndarray
    by_block: Floats
    by_line: Floats


def strides_of(sheet: Sheet, flow: np.ndarray, tails: Ints, heads: Ints, score: Floats) -> Strides:
    """The strides of a page from scored pairs of lines, at least all near ones."""
    n = len(sheet)
    line = np.where(flow, flow.cumsum() - 1, -1)
    walk = sheet.walk[flow[sheet.walk]]
    new = np.append(True, sheet.block[walk][1:] != sheet.block[walk][:-1])
    block = np.full(n, -1, dtype=np.int64)
    block[walk] = new.cumsum() - 1
    first = np.zeros(n, dtype=bool)
    first[walk] = new
    last = np.zeros(n, dtype=bool)
    last[walk] = np.append(new[1:], True)
    value = score.clip(LOW, HIGH)
    edge = last[tails] & first[heads]
    by_block = _averages(block[tails][edge], block[heads][edge], value[edge], int(block.max(initial=0)) + 1)
    by_line = _averages(line[tails], line[heads], value, int(line.max(initial=0)) + 1)
    return Strides(block, line, last, first, by_block, by_line)


def stride_columns(strides: Strides, tails: Ints, heads: Ints) -> Floats:
    """For each pair how well its stride does about it, alone and against the best other: by block, then by line."""
    edge = strides.last[tails] & strides.first[heads]
    columns = []
    for unit, table, counted in (
        (strides.block, strides.by_block, edge),
        (strides.line, strides.by_line, np.ones(len(tails), dtype=bool)),
    ):
        step = unit[heads] - unit[tails]
        inside = counted & (step >= 1) & (step <= FARTHEST)
        row = unit[tails]
        here = np.where(inside, table[row, (step - 1).clip(0, FARTHEST - 1)], LOW)
        ranked = np.sort(table, axis=1)
        best, second = ranked[row, -1], ranked[row, -2]
        columns += [here, here - np.where(here == best, second, best), inside]
    return np.stack(columns, axis=1).astype(np.float32)


def _averages(tail: Ints, head: Ints, value: Floats, count: int) -> Floats:
    """The mean value at each stride over the units within `REACH`; `LOW` where nothing was scored."""
    step = head - tail
    inside = (step >= 1) & (step <= FARTHEST)
    place = tail[inside] * FARTHEST + step[inside] - 1
    total = np.bincount(place, value[inside], count * FARTHEST).reshape(count, FARTHEST)
    seen = np.bincount(place, minlength=count * FARTHEST).reshape(count, FARTHEST)
    width = 2 * REACH + 1
    sums, counts = (
        np.concatenate([np.zeros((1, FARTHEST)), np.pad(x, ((REACH, REACH), (0, 0))).cumsum(axis=0)])
        for x in (total, seen)
    )
    number = counts[width:] - counts[:-width]
    means: Floats = ((sums[width:] - sums[:-width] + LOW) / (number + 1)).astype(np.float32)
    return means
