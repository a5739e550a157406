"""What the whole page says of each line: a small transformer over the lines in column order.

Every line looks at every other and learns from it what kind of page it stands on: whether headlines come before their
bodies, at which stride columns are woven, how wide a full line is. Halfway it makes a first guess of what follows each
line, along which the second half looks. Then the page is tied by what comes of that, and where a tie is in doubt the
second half reads again, along those ties, until they stay as they are. What comes out is, for each line, the chances of
its role, and of each other line to be the one that follows it.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, Protocol, TypeVar

import numpy as np

from .relations import Pairs, relations_of, row_levels
from .roles import OUTPUTS, ROLES, line_features
from .sheet import LONGEST, Ints, Sheet, true_places
from .tracks import track_of
from .transformer import Points, first_guess, log_chances, read_halfway, read_on, with_ties
from .weights import Floats, sigmoid, softmax
from .wording import wording_scores

MOST_PAIRS: Final = 10
NEVER: Final = -24.0
"""Pairs less likely than this are not looked at."""
MOST_READINGS: Final = 3
"""So often is a page read at most; of 140 dumps of real articles no more come out right with four."""
DOUBT: Final = 0.5
"""A page is read again only where a tie is no likelier than this: of 553 dumps that nothing was learned from 168 are
not, and of their articles as many come right."""
WAVES: Final = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)


class Reading(NamedTuple):
    """What the encoder makes of n lines, in the order of the page.

    `roles` are the chances of `roles.ROLES` and `BOUNDS`. `pairs` are the pairs of lines of which one may follow the
    other, and `ahead` and `back` the logs of the chances of each, among all that may follow the first and among all
    that may precede the second; `stops` and `opens` those of no line after, and before, each line. `in_turns` says
    whether its columns take turns and are told by their text. `limits` say where not all of the page was read.
    """

    sheet: Sheet
    roles: Floats
    pairs: Pairs
    ahead: Floats
    back: Floats
    stops: Floats
    opens: Floats
    in_turns: bool
    limits: tuple[str, ...] = ()

    @property
    def gain(self) -> Floats:
        """How much likelier each pair is than that nothing follows its first line and nothing precedes its second."""
        return self.ahead + self.back - self.stops[self.pairs.tails] - self.opens[self.pairs.heads]


class Ties(Protocol):
    """What follows each line by a reading (-1: nothing), the logarithm of the chance that all of it does, and the
    chance of the choice that is least sure."""

    @property
    def following(self) -> Ints: ...
    @property
    def chance(self) -> float: ...
    @property
    def weakest(self) -> float: ...


SomeTies = TypeVar("SomeTies", bound=Ties)


def read_sheet(sheet: Sheet) -> Reading:
    """The reading of a sheet along the first guess of what follows what.

    Time and memory grow with the square of the number of lines: `stretches_of` says how many make a sheet.
    """
    if not len(sheet):
        return _nothing(sheet)
    read, guess = _begun(sheet)
    return read(guess)


def read_tied(sheet: Sheet, tie: Callable[[Reading], SomeTies]) -> tuple[Reading, SomeTies]:
    """The reading of a sheet that has lines, and what `tie` makes of it: what follows each line.

    The second half of the network reads again, along what was tied, until no tie is in doubt or the same ties come of
    it. Where a page comes to neither, the reading along ties counts whose own ties are surest.
    """
    read, guess = _begun(sheet)
    reading = read(guess)
    ties = tie(reading)
    tied = []
    for _ in range(MOST_READINGS - 1):
        if ties.weakest > DOUBT:
            return reading, ties
        before = ties.following
        reading = read(with_ties(guess, sheet.along_walk(before)))
        ties = tie(reading)
        if np.array_equal(ties.following, before):
            return reading, ties
        tied.append((reading, ties))
    return max(tied, key=lambda one: one[1].chance)


def _begun(sheet: Sheet) -> tuple[Callable[[Floats], Reading], Floats]:
    """What reads a sheet along what follows what, and the first guess of that."""
    track = track_of(sheet)
    half = read_halfway(encoder_features(sheet)[sheet.walk], relations_of(sheet, track))

    def read(follows: Floats) -> Reading:
        return _reading(sheet, *read_on(half, follows), in_turns=track is not None)

    return read, first_guess(half)


def _reading(sheet: Sheet, scores: Floats, points: Points, *, in_turns: bool) -> Reading:
    """The reading that comes of the scores of lines in column order, and of what points at what there."""
    ahead, back = log_chances(points)
    stops, opens = ahead[:, -1], back[:, -1]
    ahead, back = ahead[:, :-1], back[:, :-1].T
    a, b = _likeliest(ahead + back)
    roles = np.concatenate([softmax(scores[:, : len(ROLES)]), sigmoid(scores[:, len(ROLES) :])], axis=1)
    return Reading(
        sheet,
        roles[sheet.place],
        Pairs(sheet.walk[a], sheet.walk[b]),
        ahead[a, b],
        back[a, b],
        stops[sheet.place],
        opens[sheet.place],
        in_turns,
        tuple(_limits(sheet)),
    )


def _limits(sheet: Sheet) -> Iterator[str]:
    if sheet.shortened:
        yield f"of lines of more than {LONGEST} characters the first and the last {LONGEST // 2} are read"


def _nothing(sheet: Sheet) -> Reading:
    """The reading of a sheet without lines."""
    none = np.zeros(0, dtype=np.float32)
    places = np.zeros(0, dtype=np.int64)
    return Reading(
        sheet, np.zeros((0, OUTPUTS), dtype=np.float32), Pairs(places, places), none, none, none, none, False
    )


def _likeliest(logs: Floats) -> tuple[Ints, Ints]:
    """The pairs that are among the `MOST_PAIRS` likeliest of their tail (row) or of their head (column)."""
    least = max(0, len(logs) - MOST_PAIRS)
    of_tail = np.partition(logs, least, axis=1)[:, least, None]
    of_head = np.partition(logs.T, least, axis=1)[:, least]
    return true_places(((logs >= of_tail) | (logs >= of_head)) & (logs > NEVER))


def encoder_features(sheet: Sheet) -> Floats:
    """What the encoder sees of each line: the line beside its neighbours, and its place on the page."""
    n = len(sheet)
    level = row_levels(sheet)
    columns = [
        sheet.place / n,
        level / max(1, level[-1]),
        np.minimum(sheet.column, 200) / 50,
        np.arange(n) / n,
        sheet.block / max(1, sheet.block.max()),
        np.full(n, min(n, 1500) / 500),
    ]
    for wave in WAVES:
        columns += [np.sin(sheet.place / wave), np.cos(sheet.place / wave)]
    places = np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)
    return np.concatenate([line_features(sheet, wording_scores(sheet.texts)), places], axis=1)
