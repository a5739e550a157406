"""A second look at what is open: which fragment goes on in which.

What the encoder leaves open, column hops mostly, is decided between the ends of fragments alone: there the counts of
news text, the subjects of both fragments and their measures weigh in, and what titles say of them. Where columns take
turns, lines of others stand between a fragment and what follows it in its column: such pages have a network of their
own.
"""

from typing import Final

import numpy as np

from .encoder import Reading
from .relations import Pairs, best_of_owner
from .seams import pair_features
from .sheet import Ints, distinct
from .stories import Stories, agreement_features
from .subjects import Subjects
from .weights import Floats, network

COMMON: Final = "hops"
IN_TURNS: Final = "hops_in_turns"
"""The networks: one for pages whose columns take turns, one for all others."""
UNSEEN: Final = -12.0


def hop_scores(features: Floats, *, in_turns: bool) -> Floats:
    """A score for each open pair with these features, on a page whose columns take turns or not: positive where it is
    likelier than not."""
    return network(IN_TURNS if in_turns else COMMON).logits(features)


def hop_features(reading: Reading, stories: Stories, pairs: Pairs) -> Floats:
    """What speaks for each open pair: what the encoder says, the seam, the two fragments that it would tie, and what
    titles say of them."""
    sheet = reading.sheet
    a, b = pairs.tails, pairs.heads
    number, before, after, size = stories.fragments
    ahead, back = _known(reading, a, b)
    step = sheet.place[b] - sheet.place[a]
    own_step = np.where(before[a] >= 0, sheet.place[a] - sheet.place[before[a]], 0)
    next_step = np.where(after[b] >= 0, sheet.place[after[b]] - sheet.place[b], 0)
    measure = np.zeros(len(size), dtype=np.float32)
    np.maximum.at(measure, number, sheet.width)
    both = (size[number[a]] > 1) & (size[number[b]] > 1)
    columns = [
        *(ahead, back, reading.stops[a], reading.opens[b], ahead - reading.stops[a], back - reading.opens[b]),
        *(ahead + back - best_of_owner(ahead + back, side, len(sheet)) for side in pairs),
        *(np.log1p(size[number[a]]), np.log1p(size[number[b]])),
        *(own_step.clip(-20, 20), next_step.clip(-20, 20)),
        *((step == own_step) & (own_step != 0), (step == next_step) & (next_step != 0)),
        np.where(both, np.abs(measure[number[a]] - measure[number[b]]), -1).clip(-1, 30),
        *((measure[number[a]] - sheet.width[a]).clip(0, 30), (measure[number[b]] - sheet.width[b]).clip(0, 30)),
        *_ranks_between(a, b),
        *_nearness(stories.subjects, number[a], number[b]),
        np.full(len(a), np.log1p(len(distinct(a)))),
    ]
    own = np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)
    agreement = agreement_features(stories, pairs, len(sheet))
    return np.concatenate([own, pair_features(sheet, reading.roles, pairs), agreement], axis=1)


def _nearness(subjects: Subjects | None, one: Ints, other: Ints) -> list[Floats]:
    """How near the subjects of fragments are, 0 where they were not compared."""
    if subjects is None:
        return [np.zeros(len(one), dtype=np.float32)] * 2
    return [table[one, other] for table in subjects]


def _known(reading: Reading, a: Ints, b: Ints) -> tuple[Floats, Floats]:
    """What the encoder has for the wanted pairs, ahead and back, `UNSEEN` where it has nothing."""
    n = len(reading.sheet)
    key = reading.pairs.tails * n + reading.pairs.heads
    ahead, back = np.full((2, len(a)), UNSEEN, dtype=np.float32)
    if len(key):
        order = np.argsort(key)
        at = order[np.minimum(np.searchsorted(key[order], a * n + b), len(key) - 1)]
        known = key[at] == a * n + b
        ahead[known], back[known] = (np.maximum(logs[at[known]], UNSEEN) for logs in (reading.ahead, reading.back))
    return ahead, back


def _ranks_between(a: Ints, b: Ints) -> list[np.ndarray]:
    """How many open heads stand between A and B in the dump, and how many open tails, with B's side as the sign."""
    heads, tails = distinct(b), distinct(a)
    free_heads = np.searchsorted(heads, b) - np.searchsorted(heads, a)
    free_tails = np.searchsorted(tails, b) - np.searchsorted(tails, a)
    return [
        *(np.sign(free) * np.log1p(np.abs(free)) for free in (free_heads, free_tails)),
        *(free_heads == 0, free_heads == 1, free_tails == 1),
    ]
