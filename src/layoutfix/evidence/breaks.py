"""Where one line follows another: does the paragraph go on, or does a new one begin?"""

import numpy as np

from .edges import Pairs, pair_features, seam_products
from .sheet import Ints, Sheet
from .weights import Floats, network, sigmoid


def break_scores(sheet: Sheet, roles: Floats, tails: Ints, heads: Ints) -> Floats:
    """For each pair of lines that follow each other the chance in [0, 1] that a paragraph ends between them."""
    if not len(tails):
        return np.zeros(0, dtype=np.float32)
    return sigmoid(network("breaks").logits(break_features(sheet, roles, tails, heads))[:, 0])


def break_features(sheet: Sheet, roles: Floats, tails: Ints, heads: Ints) -> Floats:
    """What speaks for a break: the features of the pair."""
    return pair_features(sheet, roles, Pairs(tails, heads, seam_products(sheet, tails, heads)))
