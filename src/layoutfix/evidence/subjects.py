"""What groups of lines are about, and how near two subjects are."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from .fragments import Fragments
from .language import Vectors, hashed_pairs, mean_vectors
from .sheet import Ints, Sheet
from .weights import Floats

TOPIC_BITS: Final = 11
MOST_SUBJECTS: Final = 600
"""On a page of more fragments subjects are not compared, so that time stays in proportion to it."""

Groups = Sequence[Sequence[int] | Ints]


class Subjects(NamedTuple):
    """How near each two fragments are: by the rare pairs of characters that they share, and by the towers."""

    topics: Floats
    affinity: Floats


def compare_fragments(sheet: Sheet, fragments: Fragments) -> Subjects | None:
    """The subjects of each two fragments; None where these would be too many."""
    count = len(fragments.size)
    if count > MOST_SUBJECTS:
        return None
    groups = np.split(np.argsort(fragments.number, kind="stable"), fragments.size.cumsum()[:-1])
    return Subjects(_shared_topics(sheet, fragments.number, count), affinities(sheet.seen.vectors, groups, groups))


def affinities(vectors: Vectors, groups: Groups, others: Groups) -> Floats:
    """How near the subjects of each group of lines (a row) and of each of the others (a column) are, by the towers:
    either's lines before the other's."""
    one, other = mean_vectors(vectors, groups), mean_vectors(vectors, others)
    near: Floats = one.tails @ other.heads.T + one.heads @ other.tails.T
    return near


def _shared_topics(sheet: Sheet, owner: Ints, count: int) -> Floats:
    """How much each two of `count` groups share of their rare pairs of characters: the cosine of weighted counts.
    `owner` has the group of each line."""
    group, slot = hashed_pairs(sheet.texts, np.repeat(owner, sheet.characters), TOPIC_BITS)
    counts = np.bincount(group << TOPIC_BITS | slot, minlength=count << TOPIC_BITS)
    table = np.log1p(counts.reshape(count, 1 << TOPIC_BITS).astype(np.float32))
    table *= np.log((count + 1) / ((table > 0).sum(axis=0) + 1)).astype(np.float32) ** 2
    table /= np.sqrt((table**2).sum(axis=1, keepdims=True)) + 1e-6
    cosine: Floats = table @ table.T
    return cosine
