"""A score as people read it."""

from math import floor


def score_of(score: float) -> str:
    """A score in [0, 1] with two decimals, cut off: what is below a bound never looks as if it reached it.

    >>> score_of(0.8978), score_of(0.29), score_of(1.0)
    ('0.89', '0.29', '1.00')
    """
    return f"{floor(round(100 * score, 6)) / 100:.2f}"
