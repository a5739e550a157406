"""Lines that follow each other."""

import numpy as np

from layoutfix.evidence.chains import chains_of, title_chains
from layoutfix.evidence.roles import OUTPUTS, ROLES


def test_chains_stand_by_their_first_lines() -> None:
    assert chains_of([2, -1, 1, -1]) == [[0, 2, 1], [3]]
    assert chains_of([]) == []


def test_titles_stand_before_their_bodies() -> None:
    roles = np.full((5, OUTPUTS), 0.01, dtype=np.float32)
    for line, role in enumerate(("body", "body", "byline", "headline", "body")):
        roles[line, ROLES.index(role)] = 0.9
    titles, bodies = title_chains(np.array([1, -1, 3, 0, -1]), roles)
    assert (titles, bodies) == ([[2, 3]], [[0, 1], [4]])
