"""How each line of a page stands to each other line: where it stands from it, how well it goes on from it, and which
rare words the two share."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .language import pairs_within
from .seam_scorer import seam_scores
from .sheet import Ints, Sheet, distinct, true_places
from .weights import Floats

STEPS: Final = 16
"""Classes of each distance that a line may point along."""
KINDS_OF_DISTANCE: Final = 3
"""Along the walk, in rows, in blocks."""
OFFSETS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 60)
"""Upper bounds of the classes of distance along the walk, lines ahead; a class for farther ones follows."""
NOTHING, NEAR_BACK, FAR_BACK = 0, 14, 15
ROWS_BACK, BLOCKS_BACK = 4, 3
MOST_SEAM: Final = 12.0
SEAM_UNIT: Final = 4.0
MOST_SCORED: Final = 8
"""For each line so many that it may go on in, and so many that it may go on from, the likeliest by the towers, are
looked at by the seam scorer."""
LEAST_SCORE, MOST_SCORE = -8.0, 8.0
MOST_LINES: Final = 12
"""A pair of characters that more lines than this hold is no rare word."""
LEAST_ECHO: Final = 4.0
WINDOW: Final = 8
CHANNELS: Final = 8


class Pairs(NamedTuple):
    """Pairs of lines: line `tails[k]` may be followed by line `heads[k]`."""

    tails: Ints
    heads: Ints


class Relations(NamedTuple):
    """The relations of n lines in column order.

    `level` numbers the rows that hold text, `block` the blocks, `track` the lines along the columns that the text
    tells, where it tells others than the cells. Of each line (row) with each other one, `seam` says how well it goes on
    there by the towers, `scored` by the seam scorer, and `echo` which share of its rare words stands there.
    """

    level: Ints
    block: Ints
    track: Ints | None
    seam: Floats
    scored: Floats
    echo: Floats

    def __len__(self) -> int:
        return len(self.level)


def relations_of(sheet: Sheet, track: Ints | None) -> Relations:
    """The relations of the lines of a sheet in column order; `track` is that of the sheet."""
    lines = sheet.walk
    tails, heads = sheet.seen.vectors
    seam = tails[lines] @ heads[lines].T
    echo = echo_table([sheet.texts[at] for at in lines.tolist()])
    scored = scored_table(sheet, lines, seam)
    np.clip(seam, -MOST_SEAM, MOST_SEAM, out=seam)
    seam /= SEAM_UNIT
    own = None if track is None else track[lines]
    return Relations(row_levels(sheet)[lines], sheet.block[lines], own, seam, scored, echo)


def likely_seams(seam: Floats) -> Pairs:
    """The pairs of lines (rows and columns) that the seam scorer is asked about."""
    n = len(seam)
    least = max(0, n - MOST_SCORED)
    likely = np.zeros((n, n), dtype=bool)
    for side, chosen in ((seam, likely), (seam.T.copy(), likely.T)):
        np.put_along_axis(chosen, np.argpartition(side, least, axis=1)[:, least:], True, axis=1)
    np.fill_diagonal(likely, False)
    return Pairs(*true_places(likely))


def scored_table(sheet: Sheet, lines: Ints, seam: Floats) -> Floats:
    """What the seam scorer says of each line (row) going on in each other one, from 0 up; 0 where it is not asked."""
    tails, heads = likely_seams(seam)
    scores = seam_scores(sheet.seen, lines[tails], lines[heads])
    table = np.zeros_like(seam)
    table[tails, heads] = (np.clip(scores, LEAST_SCORE, MOST_SCORE) - LEAST_SCORE) / SEAM_UNIT
    return table


def row_levels(sheet: Sheet) -> Ints:
    """The number of the row of each line, rows without text not counted."""
    return np.concatenate([[0], (sheet.row[1:] != sheet.row[:-1]).cumsum()])


def echo_table(texts: list[str]) -> Floats:
    """For each text (row) the share of its pairs of characters, rare ones counting more, that each other text holds."""
    n = len(texts)
    text, keys = pairs_within(texts)
    _, gram = np.unique(keys, return_inverse=True)
    held = distinct(gram * n + text)
    gram, holder = held // n, held % n
    lines = np.bincount(gram)
    weight = np.log(n / np.maximum(lines, 1))
    total = np.bincount(holder, weight[gram], minlength=n) + LEAST_ECHO
    left = np.where(lines <= MOST_LINES, lines.cumsum(), 0)[gram] - np.arange(len(gram))
    meetings = [np.flatnonzero(left > apart) for apart in range(1, MOST_LINES)]
    one = np.concatenate(meetings)
    other = one + np.repeat(np.arange(1, MOST_LINES), [len(here) for here in meetings])
    echo = np.bincount(holder[one] * n + holder[other], weight[gram[one]], n * n).reshape(n, n)
    table: Floats = ((echo + echo.T) / total[:, None]).astype(np.float32)
    return table


def channel_tables(relations: Relations) -> Floats:
    """The relations that are numbers, each as a table of lines by lines, one upon the other: the seam by the towers and
    by the scorer, the echo, the echo in the lines from each one on; then the same four seen from the other side."""
    n = len(relations)
    tables = np.empty((CHANNELS, n, n), dtype=np.float32)
    own = CHANNELS // 2
    tables[:own] = relations.seam, relations.scored, relations.echo, window_sums(relations.echo)
    tables[own:] = tables[:own].transpose(0, 2, 1)
    return tables


def window_sums(echo: Floats) -> Floats:
    """For each line (row) the echo in each line and the `WINDOW - 1` lines after it together, at most 1."""
    running = np.pad(echo.cumsum(axis=1), ((0, 0), (1, WINDOW)), mode="edge")
    running[:, 0] = 0
    sums: Floats = np.minimum(running[:, WINDOW : WINDOW + echo.shape[1]] - running[:, : echo.shape[1]], 1)
    return sums


def step_class(step: Ints) -> Ints:
    """The class of each distance along the walk; 0 is `NOTHING`.

    >>> step_class(np.array([0, 1, 10, 11, 61, -1, -11])).tolist()
    [0, 1, 10, 11, 13, 14, 15]
    """
    ahead = np.searchsorted(OFFSETS, step) + 1
    behind = np.where(step >= -10, NEAR_BACK, FAR_BACK)
    return np.where(step > 0, ahead, np.where(step < 0, behind, NOTHING))


def row_class(rows: NDArray[Any]) -> NDArray[Any]:
    """The class of each distance in rows."""
    classes: NDArray[Any] = np.clip(rows, -ROWS_BACK, STEPS - 1 - ROWS_BACK) + ROWS_BACK
    return classes


def block_class(blocks: NDArray[Any]) -> NDArray[Any]:
    """The class of each distance in blocks."""
    classes: NDArray[Any] = np.clip(blocks, -BLOCKS_BACK, STEPS - 1 - BLOCKS_BACK) + BLOCKS_BACK
    return classes


def best_of_owner(score: Floats, owner: Ints, count: int) -> Floats:
    """For each score the best one of the same owner, of which there are `count`.

    >>> best_of_owner(np.array([1.0, 3.0, 2.0], dtype=np.float32), np.array([0, 0, 1]), 2).tolist()
    [3.0, 3.0, 2.0]
    """
    best = np.full(count, -np.inf, dtype=np.float32)
    np.maximum.at(best, owner, score)
    of_owner: Floats = best[owner]
    return of_owner
