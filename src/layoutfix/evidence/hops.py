"""A second look at what is open: which fragment goes on in which.

Where the encoder is sure, lines make fragments. What it leaves open, column hops mostly, is decided between the ends of
fragments alone: there the counts of news text, the subjects of both fragments and their measures weigh in.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from .encoder import Reading
from .language import hashed_pairs, mean_vectors
from .matching import without_cycles
from .relations import Pairs
from .seams import pair_features
from .sheet import Ints, Sheet, distinct
from .weights import Floats, network

FIRM: Final = float(np.log(0.95))
SETTLED: Final = float(np.log(0.995))
UNSEEN: Final = -12.0
MOST_PAIRS: Final = 6000
TOPIC_BITS: Final = 11
MOST_TOPICS: Final = 600
"""On a page of more fragments subjects are not compared, so that time stays in proportion to it."""


class Fragments(NamedTuple):
    """Lines tied for sure: the fragment of each line, the lines before and after it there (-1: none), and the number of
    lines of each fragment."""

    number: Ints
    before: Ints
    after: Ints
    size: Ints


def firm_fragments(reading: Reading) -> Fragments:
    """The fragments made by the pairs that the encoder is sure of from either side."""
    n = len(reading.sheet)
    tails, heads = reading.pairs
    chance = np.minimum(reading.ahead, reading.back)
    firm = chance > FIRM
    after, strength = np.full(n, -1, dtype=np.int64), np.zeros(n, dtype=np.float32)
    after[tails[firm]] = heads[firm]
    strength[tails[firm]] = chance[firm]
    after = without_cycles(after, strength.tolist())
    before = np.full(n, -1, dtype=np.int64)
    linked = np.flatnonzero(after >= 0)
    before[after[linked]] = linked
    number = np.full(n, -1, dtype=np.int64)
    follow = after.tolist()
    for count, line in enumerate(np.flatnonzero(before < 0).tolist()):
        while line >= 0:
            number[line] = count
            line = follow[line]
    return Fragments(number, before, after, np.bincount(number, minlength=1))


def open_pairs(reading: Reading, fragments: Fragments) -> Pairs:
    """Every open tail with every open head; where these would be too many, those among the encoder's candidates."""
    tails, heads = _open_ends(reading, fragments)
    if len(tails) * len(heads) <= MOST_PAIRS:
        a, b = np.repeat(tails, len(heads)), np.tile(heads, len(tails))
    else:
        is_open = np.isin(reading.pairs.tails, tails) & np.isin(reading.pairs.heads, heads)
        a, b = (side[is_open] for side in reading.pairs)
    apart = fragments.number[a] != fragments.number[b]
    return Pairs(a[apart], b[apart])


def hop_limits(reading: Reading, fragments: Fragments) -> Iterator[str]:
    """What there is to say about a page that has too many open ends or fragments."""
    tails, heads = _open_ends(reading, fragments)
    if len(tails) * len(heads) > MOST_PAIRS:
        yield f"of more than {MOST_PAIRS} pairs of open ends only likely ones are looked at"
    if len(fragments.size) > MOST_TOPICS and len(tails) and len(heads):
        yield f"the subjects of more than {MOST_TOPICS} fragments are not compared"


def _open_ends(reading: Reading, fragments: Fragments) -> tuple[Ints, Ints]:
    """The lines that something may follow, and those that may follow something, beyond what is sure."""
    tails = np.flatnonzero((fragments.after < 0) & (reading.stops < SETTLED))
    heads = np.flatnonzero((fragments.before < 0) & (reading.opens < SETTLED))
    return tails, heads


def hop_scores(reading: Reading, fragments: Fragments, pairs: Pairs) -> Floats:
    """A score for each open pair: positive where it is likelier than not."""
    if not len(pairs.tails):
        return np.zeros(0, dtype=np.float32)
    scores: Floats = network("hops").logits(hop_features(reading, fragments, pairs))[:, 0]
    return scores


def hop_features(reading: Reading, fragments: Fragments, pairs: Pairs) -> Floats:
    """What speaks for each open pair: what the encoder says, the seam, and the two fragments that it would tie."""
    sheet = reading.sheet
    a, b = pairs.tails, pairs.heads
    number, before, after, size = fragments
    ahead, back = (_known(reading, logs, a, b) for logs in (reading.ahead, reading.back))
    step = sheet.place[b] - sheet.place[a]
    own_step = np.where(before[a] >= 0, sheet.place[a] - sheet.place[before[a]], 0)
    next_step = np.where(after[b] >= 0, sheet.place[after[b]] - sheet.place[b], 0)
    measure = np.zeros(len(size), dtype=np.float32)
    np.maximum.at(measure, number, sheet.width)
    both = (size[number[a]] > 1) & (size[number[b]] > 1)
    columns = [
        *(ahead, back, reading.stops[a], reading.opens[b], ahead - reading.stops[a], back - reading.opens[b]),
        *(ahead + back - _best(ahead + back, side, len(sheet)) for side in pairs),
        *(np.log1p(size[number[a]]), np.log1p(size[number[b]])),
        *(own_step.clip(-20, 20), next_step.clip(-20, 20)),
        *((step == own_step) & (own_step != 0), (step == next_step) & (next_step != 0)),
        np.where(both, np.abs(measure[number[a]] - measure[number[b]]), -1).clip(-1, 30),
        *((measure[number[a]] - sheet.width[a]).clip(0, 30), (measure[number[b]] - sheet.width[b]).clip(0, 30)),
        *_ranks_between(a, b),
        _topics(sheet, fragments, a, b),
        _affinity(sheet, fragments, a, b),
        np.full(len(a), np.log1p(len(distinct(a)))),
    ]
    own = np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)
    return np.concatenate([own, pair_features(sheet, reading.roles, pairs)], axis=1)


def _known(reading: Reading, logs: Floats, a: Ints, b: Ints) -> Floats:
    """The logs that the encoder has for the wanted pairs, `UNSEEN` where it has none."""
    n = len(reading.sheet)
    key = reading.pairs.tails * n + reading.pairs.heads
    if not len(key):
        return np.full(len(a), UNSEEN, dtype=np.float32)
    order = np.argsort(key)
    at = order[np.minimum(np.searchsorted(key[order], a * n + b), len(key) - 1)]
    found: Floats = np.where(key[at] == a * n + b, np.maximum(logs[at], UNSEEN), UNSEEN).astype(np.float32)
    return found


def _best(score: Floats, owner: Ints, n: int) -> Floats:
    best = np.full(n, 2 * UNSEEN, dtype=np.float32)
    np.maximum.at(best, owner, score)
    return best[owner]


def _ranks_between(a: Ints, b: Ints) -> list[np.ndarray]:
    """How many open heads stand between A and B in the dump, and how many open tails, with B's side as the sign."""
    heads, tails = distinct(b), distinct(a)
    free_heads = np.searchsorted(heads, b) - np.searchsorted(heads, a)
    free_tails = np.searchsorted(tails, b) - np.searchsorted(tails, a)
    return [
        *(np.sign(free) * np.log1p(np.abs(free)) for free in (free_heads, free_tails)),
        *(free_heads == 0, free_heads == 1, free_tails == 1),
    ]


def _affinity(sheet: Sheet, fragments: Fragments, a: Ints, b: Ints) -> Floats:
    """How near the subjects of the fragments of each pair are, by the towers: either's lines before the other's."""
    order = np.argsort(fragments.number, kind="stable")
    tails, heads = mean_vectors(sheet.vectors, np.split(order, fragments.size.cumsum()[:-1]))
    one, other = fragments.number[a], fragments.number[b]
    near: Floats = np.einsum("ij,ij->i", tails[one], heads[other]) + np.einsum("ij,ij->i", heads[one], tails[other])
    return near


def _topics(sheet: Sheet, fragments: Fragments, a: Ints, b: Ints) -> Floats:
    """How much the fragments of each pair share of their rare pairs of characters: the cosine of weighted counts."""
    count = len(fragments.size)
    if count > MOST_TOPICS:
        return np.zeros(len(a), dtype=np.float32)
    owner, slot = hashed_pairs(sheet.texts, np.repeat(fragments.number, sheet.characters), TOPIC_BITS)
    counts = np.bincount(owner << TOPIC_BITS | slot, minlength=count << TOPIC_BITS)
    table = np.log1p(counts.reshape(count, 1 << TOPIC_BITS).astype(np.float32))
    table *= np.log((count + 1) / ((table > 0).sum(axis=0) + 1)).astype(np.float32) ** 2
    table /= np.sqrt((table**2).sum(axis=1, keepdims=True)) + 1e-6
    cosine: Floats = table @ table.T
    return cosine[fragments.number[a], fragments.number[b]]
