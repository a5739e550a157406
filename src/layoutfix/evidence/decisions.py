"""What the lines of a page carry from one pass to the next, as arrays."""

from collections.abc import Sequence

import numpy as np

from ..page import Line
from .roles import OUTPUTS, role_scores
from .sheet import Sheet
from .weights import Floats


def chances_of(lines: Sequence[Line], sheet: Sheet) -> Floats:
    """The chances of roles and bounds that `tag_roles` left in the lines; found anew where it did not run."""
    if all(len(line.chances) == OUTPUTS for line in lines):
        return np.array([line.chances for line in lines], dtype=np.float32).reshape(-1, OUTPUTS)
    return role_scores(sheet)
