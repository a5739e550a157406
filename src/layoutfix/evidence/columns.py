"""Columns while lines are given to them, and what a line gains by going on in one: by text and by width."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .characters import ends_sentence
from .language import Seen
from .seam_scorer import seam_scores
from .weights import Floats

LIKELIEST: Final = 3.0
"""What a seam scores at most."""
LEAST: Final = -7.0
"""What a seam scores at least."""
TOO_WIDE: Final = 3.0
"""What it costs a line to be wider than its column."""
WIDER: Final = 1.5
NARROWER: Final = 2.0
"""In em."""


class Prices(NamedTuple):
    """What depends on how lines are given out: what a line scores at least below one that ends a sentence, since what
    comes next cannot be told from that; what it costs to be narrower than the column and yet no end of a sentence; and
    what each row costs that the column has no line in."""

    any_text: float
    too_narrow: float
    skipped_row: float


class Column(NamedTuple):
    """A column while lines are given out: its last line and the row of that, the width of its widest line, in em, and
    how many lines it has."""

    last: int
    row: int
    measure: float
    lines: int = 1


class Gains:
    """What lines of these widths, in em, gain by going on in columns; `pairs` are the lines that may stand below each
    other."""

    def __init__(
        self, width: Floats, last_kind: NDArray[np.uint8], seen: Seen, pairs: list[tuple[int, int]], prices: Prices
    ) -> None:
        self._width: list[float] = width.tolist()
        self._stops: list[bool] = ends_sentence(last_kind).tolist()
        self._prices = prices
        tails, heads = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        scores = np.clip(seam_scores(seen, tails, heads), LEAST, LIKELIEST)
        self._scores: dict[tuple[int, int], float] = dict(zip(pairs, scores.tolist(), strict=True))

    def begun(self, line: int, row: int) -> Column:
        """The column that begins with a line."""
        return Column(line, row, self._width[line])

    def grown(self, column: Column, line: int, row: int) -> Column:
        """The column with one line more."""
        return Column(line, row, max(column.measure, self._width[line]), column.lines + 1)

    def gain(self, column: Column, line: int, row: int) -> float:
        """How well a line of a row goes on in a column."""
        last, last_row, measure, lines = column
        prices = self._prices
        score = self._scores[last, line]
        ends = self._stops[last] or self._width[last] < measure - NARROWER
        if ends and score < prices.any_text:
            score = prices.any_text
        wider = self._width[line] - measure
        if wider > WIDER and (lines > 1 or not ends):
            score -= TOO_WIDE
        if wider < -NARROWER and not self._stops[line]:
            score -= prices.too_narrow
        return score - prices.skipped_row * (row - last_row - 1)
