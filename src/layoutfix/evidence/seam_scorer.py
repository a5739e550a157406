"""The seam scorer: how likely the text of one line goes on in that of another, by all that is known of news text.

The towers know what kinds of words follow each other, the counts which words do; a small network, learned on lines of
pages that neither of them knows, says how far to trust each where both, one or none of them has seen the like.
"""

from typing import Final

import numpy as np

from .language import REACH, Codes, Seen, character_gains, seam_counts, seam_products
from .weights import Floats, network

LEAST_GAIN: Final = -3.0
"""What counts say of most lines that do not go on in each other; below it they say no more."""
MOST_GAIN: Final = 12.0
PRODUCT: Final = 0
GAINS: Final = slice(1, 1 + REACH)
"""Columns of the features: what the towers say, and what the counts say of each of the first characters of the head."""


def seam_scores(seen: Seen, tails: Codes, heads: Codes) -> Floats:
    """For each pair of lines a score: positive where it is likelier than not that a sentence goes on from line
    `tails[k]` in line `heads[k]`."""
    return scores_of(seam_features(seen, tails, heads))


def scores_of(features: Floats) -> Floats:
    """The scores of pairs of lines with these features."""
    return network("seams").logits(features)


def seam_features(seen: Seen, tails: Codes, heads: Codes) -> Floats:
    """One row a pair: what the towers say, what the counts say of each of the first characters of the head and of all,
    and the counts themselves."""
    news, page = seam_counts(seen.ends, tails, heads, seen.grams)
    gains = character_gains(news, page)
    across = [count for (first, last), count in page.items() if first < REACH <= last]
    columns = [
        seam_products(seen.vectors, tails, heads),
        *gains,
        np.clip(sum(gains), LEAST_GAIN, MOST_GAIN),
        *(np.log1p(count) for count in (*news.values(), *across)),
    ]
    return np.stack(columns, axis=1, dtype=np.float32)
