"""Where the encoder is sure, lines make fragments; between the ends of fragments it is open what follows what."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from .encoder import Reading
from .matching import without_cycles
from .relations import Pairs
from .sheet import Ints

FIRM: Final = float(np.log(0.95))
SETTLED: Final = float(np.log(0.995))
MOST_PAIRS: Final = 6000


class Fragments(NamedTuple):
    """Lines tied for sure: the fragment of each line, the lines before and after it there (-1: none), and the number of
    lines of each fragment."""

    number: Ints
    before: Ints
    after: Ints
    size: Ints


def firm_fragments(reading: Reading) -> Fragments:
    """The fragments made by the pairs that the encoder is sure of from either side, of which a line has one at most,
    since the chances of all that may follow it sum to 1."""
    n = len(reading.sheet)
    chance = np.minimum(reading.ahead, reading.back)
    firm = np.flatnonzero(chance > FIRM)
    after, strength = np.full(n, -1, dtype=np.int64), np.zeros(n, dtype=np.float32)
    after[reading.pairs.tails[firm]] = reading.pairs.heads[firm]
    strength[reading.pairs.tails[firm]] = chance[firm]
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


def open_limits(reading: Reading, fragments: Fragments) -> Iterator[str]:
    """What there is to say about a page that has too many open ends."""
    tails, heads = _open_ends(reading, fragments)
    if len(tails) * len(heads) > MOST_PAIRS:
        yield f"of more than {MOST_PAIRS} pairs of open ends only likely ones are looked at"


def _open_ends(reading: Reading, fragments: Fragments) -> tuple[Ints, Ints]:
    """The lines that something may follow, and those that may follow something, beyond what is sure."""
    tails = np.flatnonzero((fragments.after < 0) & (reading.stops < SETTLED))
    heads = np.flatnonzero((fragments.before < 0) & (reading.opens < SETTLED))
    return tails, heads
