"""Where one page ends and the next begins in a dump that does not say so, as one without form feeds."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .encoder import Reading
from .roles import FURNITURE, TITLES, is_any_of
from .sheet import Ints

LEAST: Final = 60
"""Lines of a page."""
LEAST_BARE: Final = 300
"""Lines of what is taken for a page though a title follows where it ends, and no page furniture."""
NEAR: Final = 4
"""So many lines before and after the end of a page are looked at for furniture."""
TOGETHER: Final = 12
"""Of places within so few lines one is the end of a page."""


def page_ends(reading: Reading, following: Ints, *, several: bool) -> list[int]:
    """The lines that begin another page in what was read as one.

    No text goes on from page to page, and at the head or the foot of a page stands its furniture. So a page ends
    between two rows that have furniture beside them, where by `following` (-1: nothing) no line is followed by one of
    the other side. Where the lines are known to be of `several` pages, a long part ends before a title, too. Of places
    close together the one with most blank rows counts.
    """
    sheet = reading.sheet
    is_furniture = is_any_of(reading.roles, [FURNITURE])
    places = np.flatnonzero(_nothing_across(following) & (sheet.in_row == 0))
    beside = np.array([is_furniture[max(0, at - NEAR) : at + NEAR].any() for at in places.tolist()], dtype=bool)
    least = np.full(len(places), len(sheet))
    if several:
        least[is_any_of(reading.roles, TITLES)[places]] = LEAST_BARE
    least[beside] = LEAST
    last = 0
    ends: list[int] = []
    while len(able := places[(places - last >= least) & (len(sheet) - places >= LEAST)]):
        together = able[able < able[0] + TOGETHER]
        last = int(together[sheet.blank[together].argmax()])
        ends.append(last)
    return ends


def _nothing_across(following: Ints) -> NDArray[np.bool_]:
    """For each line whether none before it is followed by it or one after it, nor the other way round."""
    tails = np.flatnonzero(following >= 0)
    low, high = np.minimum(tails, following[tails]), np.maximum(tails, following[tails])
    n = len(following)
    crossing = np.bincount(low + 1, minlength=n) - np.bincount(high + 1, minlength=n + 1)[:n]
    nothing: NDArray[np.bool_] = crossing.cumsum() == 0
    return nothing
