"""The order of the parts of an article, once it is known which parts it has.

Hops are told among all that is open on a page. Within one article more is known: where its first and its last row are,
which of its parts stand above, beside and between two others, and that no part of another article comes in question.
"""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np

from .chains import Chain, chains_of
from .ends import OpenEnds
from .matching import Doubles
from .sheet import Ints, Sheet, true_places
from .weights import Floats, network

NAME: Final = "sequence"
MOST_PARTS: Final = 12
"""The parts of an article of more stay as they are: all orders are weighed, and time more than doubles with each."""
NEAR: Final = 3
"""Rows that are no farther apart are as good as one."""
FAR: Final = 40
"""Rows that are farther apart are no farther than that."""
LEAST_GAIN: Final = 2.0
"""Hops, and what titles and kinship said of them, stand where another order is not likelier by so much."""
IMPOSSIBLE: Final = -30.0
"""What it is worth that a part follows another if that is no open pair."""

Article: TypeAlias = Sequence[int]
"""The numbers of its parts, in any order."""


def put_in_sequence(following: Ints, ends: OpenEnds, sheet: Sheet) -> tuple[str, ...]:
    """Put the parts of each article in their likeliest order, and return what there is to say about articles that have
    too many of them.

    `following` is changed: what led to the first part leads to the one that is first now, and what followed the last
    one follows the last one.
    """
    parts = ends.stories.parts
    before = {line: tail for tail, line in enumerate(following.tolist()) if line in ends.first}
    too_long = 0
    for article in chains_of(ends.parts_after(following)):
        if len(article) > MOST_PARTS:
            too_long += 1
        elif (order := likeliest_order(sheet, ends, article)) != article:
            lines = [parts[part][0] for part in order]
            following[[parts[part][-1] for part in order]] = [*lines[1:], following[parts[article[-1]][-1]]]
            if (led := before.get(parts[article[0]][0], -1)) >= 0:
                following[led] = lines[0]
    if too_long:
        return (f"the parts of {too_long} articles of more than {MOST_PARTS} stay in the order of their hops",)
    return ()


def likeliest_order(sheet: Sheet, ends: OpenEnds, article: Article) -> list[int]:
    """The parts of an article in the likeliest order, or, where that is not likelier by far, in the order given."""
    count = len(article)
    if count < 2:
        return list(article)
    worth = np.full((count, count), IMPOSSIBLE)
    a, b, features = steps_of(sheet, ends, article)
    if len(a):
        worth[a, b] = network(NAME).logits(features)
    order = best_path(worth)
    gain = worth[order[:-1], order[1:]].sum() - np.diagonal(worth, 1).sum()
    return [article[place] for place in order] if gain > LEAST_GAIN else list(article)


def steps_of(sheet: Sheet, ends: OpenEnds, article: Article) -> tuple[Ints, Ints, Floats]:
    """The places in the article of the parts that may follow each other, and what speaks for each such step."""
    pairs = np.array([[ends.steps.get((a, b), -1) for b in article] for a in article])
    a, b = true_places(pairs >= 0)
    known = pairs[a, b]
    within = _within(sheet, [ends.stories.parts[part] for part in article])
    return a, b, np.concatenate([ends.told[known], ends.score[known, np.newaxis], within[a, b]], axis=1)


def _within(sheet: Sheet, parts: Sequence[Chain]) -> Floats:
    """For each two parts of an article what the places of all its parts say of the second following the first."""
    count = len(parts)
    first, last = np.array([[min(part), max(part)] for part in parts]).T
    place = np.array([sheet.place[part].min() for part in parts])
    start, end = sheet.row[first], sheet.row[last]
    top, foot = start.min(), end.max()
    rank, along = first.argsort().argsort(), place.argsort().argsort()
    size = np.log([len(part) for part in parts])
    measure = np.array([sheet.width[part].max() for part in parts])
    one = [(start - top) / max(1, foot - top), (end - top) / max(1, foot - top), size, rank, count - 1 - rank]
    gap = start - end[:, np.newaxis]
    ahead = np.where(gap > 0, gap, FAR)
    step, step_along = rank - rank[:, np.newaxis], along - along[:, np.newaxis]
    shared = np.minimum(last, last[:, np.newaxis]) - np.maximum(first, first[:, np.newaxis]) + 1
    whole = np.minimum(last - first, (last - first)[:, np.newaxis]) + 1
    columns = [
        *(number[:, np.newaxis] for number in (*one, end >= foot - NEAR)),
        *(*one, start <= top + NEAR),
        *(gap > 0, (gap > 0) & (gap <= NEAR), gap.clip(-FAR, FAR) / 10),
        *(ahead == ahead.min(axis=0), ahead == ahead.min(axis=1)[:, np.newaxis]),
        *(step == 1, step.clip(-4, 4), step_along == 1, step_along.clip(-4, 4)),
        ((start > end[:, np.newaxis, np.newaxis]) & (start < start[:, np.newaxis])).sum(axis=-1),
        *((start < start[:, np.newaxis]).sum(axis=1), (end > end[:, np.newaxis]).sum(axis=1)[:, np.newaxis]),
        (np.abs(gap) <= NEAR).sum(axis=0),
        (np.abs(gap) <= NEAR).sum(axis=1)[:, np.newaxis],
        shared.clip(0) / whole,
        (measure - measure[:, np.newaxis]).clip(-20, 20),
        np.abs(sheet.column[first] - sheet.column[last][:, np.newaxis]).clip(0, 60),
        np.full((1, 1), count),
    ]
    return np.stack(np.broadcast_arrays(*columns), axis=-1).astype(np.float32)


def best_path(worth: Doubles) -> list[int]:
    """The order of all items in which the steps from one to the next are worth most together.

    >>> best_path(np.array([[0.0, 1.0, 5.0], [2.0, 0.0, 1.0], [1.0, 3.0, 0.0]]))
    [0, 2, 1]
    """
    count = len(worth)
    # Of each set of items, a bit each, and of its last one: what the best order is worth, and which item comes before.
    best = np.full((1 << count, count), -np.inf)
    before = np.zeros((1 << count, count), dtype=np.int64)
    items = np.arange(count)
    best[1 << items, items] = 0
    sets = np.arange(1, 1 << count)
    sizes = (sets[:, np.newaxis] >> items & 1).sum(axis=1)
    for size in range(1, count):
        held = sets[sizes == size]
        sums = best[held][:, :, np.newaxis] + worth
        at, item = true_places(held[:, np.newaxis] >> items & 1 == 0)
        last = sums.argmax(axis=1)[at, item]
        larger = held[at] | 1 << item
        best[larger, item] = sums[at, last, item]
        before[larger, item] = last
    here, rest = int(best[-1].argmax()), len(sets)
    order = [here]
    while len(order) < count:
        rest, here = rest & ~(1 << here), int(before[rest, here])
        order.append(here)
    return order[::-1]
