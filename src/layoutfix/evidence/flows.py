"""Which line follows which on the page as a whole."""

from typing import NamedTuple

import numpy as np

from .encoder import Reading
from .matching import best_matching, without_cycles
from .sheet import Ints
from .weights import Floats


class Flows(NamedTuple):
    """For each line the one that follows it in its article (-1: none); how sure that is, and how sure that the first
    line of a flow follows nothing (1 for the others), in [0, 1]."""

    following: Ints
    score: Floats
    opens: Floats


def find_flows(reading: Reading) -> Flows:
    """What follows each line of the page, decided for all lines together: the choice that is likeliest as a whole, each
    line following one at most and followed by one at most."""
    n = len(reading.sheet)
    tails, heads = reading.pairs
    gain = reading.ahead + reading.back - reading.stops[tails] - reading.opens[heads]
    following = best_matching(tails, heads, gain, n)
    chosen = following[tails] == heads
    strength = np.zeros(n, dtype=np.float32)
    strength[tails[chosen]] = gain[chosen]
    following = without_cycles(following, strength.tolist())
    chosen = following[tails] == heads
    score, opens = np.exp(reading.stops), np.ones(n, dtype=np.float32)
    score[tails[chosen]] = np.exp(np.minimum(reading.ahead, reading.back)[chosen])
    first = np.bincount(following[following >= 0], minlength=n) == 0
    opens[first] = np.exp(reading.opens[first])
    return Flows(following, score, opens)
