"""How well the columns of a page are told apart."""

from collections.abc import Sequence

import numpy as np


def share_below_their_own(place: np.ndarray, owners: Sequence[int]) -> float:
    """How many of the lines that stand below one of their column have the place right after that one."""
    last: dict[int, int] = {}
    above = {}
    for line, owner in enumerate(owners):
        if owner in last:
            above[line] = last[owner]
        last[owner] = line
    return sum(int(place[line]) == place[over] + 1 for line, over in above.items()) / len(above)
