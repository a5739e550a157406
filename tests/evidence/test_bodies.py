"""How long a body has to be."""

import numpy as np

from layoutfix.evidence.bodies import LEAST_BODY, is_long


def test_a_body_is_long_by_the_characters_of_all_its_lines() -> None:
    characters = np.array([LEAST_BODY - 1, 500, 1])
    assert is_long([0, 2], characters)
    assert not is_long([0], characters)
