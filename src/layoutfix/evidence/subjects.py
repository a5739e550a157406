"""What groups of lines are about, and how near two subjects are."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from .fragments import Fragments
from .language import Vectors, mean_vectors
from .sheet import Ints, Sheet
from .topics import common_topics
from .weights import Floats

MOST_SUBJECTS: Final = 320
"""On a page of more fragments subjects are not compared, so that time stays in proportion to it; printed pages had 281
at most."""

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
    texts = ["".join(sheet.texts[line] for line in group) for group in groups]
    return Subjects(common_topics(texts), affinities(sheet.seen.vectors, groups, groups))


def affinities(vectors: Vectors, groups: Groups, others: Groups) -> Floats:
    """How near the subjects of each group of lines (a row) and of each of the others (a column) are, by the towers:
    either's lines before the other's."""
    one, other = mean_vectors(vectors, groups), mean_vectors(vectors, others)
    near: Floats = one.tails @ other.heads.T + one.heads @ other.tails.T
    return near
