"""What the whole page says of each line: a small transformer over the lines in column order.

Every line looks at every other and learns from it what kind of page it stands on: whether headlines come before their
bodies, at which stride columns are woven, how wide a full line is. Halfway it makes a first guess of what follows each
line, along which the second half looks. Then the page is tied by what comes of that, and where a tie is in doubt the
second half reads again, along those ties, until they stay as they are. What comes out is, for each line, the chances of
its role, and of each other line to be the one that follows it.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple, Protocol, TypeAlias

import numpy as np

from .relations import Pairs, relations_of, row_levels
from .roles import OUTPUTS, ROLES, line_features
from .sheet import LONGEST, Ints, Sheet, true_places
from .tracks import track_of
from .transformer import Halfway, Points, first_guess, log_chances, read_halfway, read_on, with_ties
from .weights import Floats, sigmoid, softmax
from .wording import wording_scores

MOST_PAIRS: Final = 10
NEVER: Final = -24.0
"""Pairs less likely than this are not looked at."""
CHUNK: Final = 640
"""So many lines are read together at most: their time and memory grow with the square of their number."""
OVERLAP: Final = 192
MOST_READINGS: Final = 3
"""So often is a page read at most; of 140 dumps of real articles no more come out right with four."""
DOUBT: Final = 0.5
"""A page is read again only where a tie is no likelier than this: of 553 dumps that nothing was learned from 168 are
not, and of their articles as many come right."""
WAVES: Final = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)

_Look: TypeAlias = Callable[[int, int], tuple[Halfway, Floats]]
"""What is seen halfway of the chunk from one line to another, and what seems to follow what there."""
_Candidates: TypeAlias = tuple[Ints, Ints, Floats, Floats]
"""Pairs of lines that may follow each other: the first and the second of each, and the logs of its chances from either
side."""


class Reading(NamedTuple):
    """What the encoder makes of n lines, in the order of the page.

    `roles` are the chances of `roles.ROLES` and `BOUNDS`. `pairs` are the pairs of lines of which one may follow the
    other, and `ahead` and `back` the logs of the chances of each, among all that may follow the first and among all
    that may precede the second; `stops` and `opens` those of no line after, and before, each line. `in_turns` says
    whether its columns take turns and are told by their text. `limits` say where the page was too large to be read as
    one.
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


def read_sheet(sheet: Sheet, tie: Callable[[Reading], Ties] | None = None) -> Reading:
    """The reading of a sheet; where `tie` makes of one what follows each line, the second half of the network reads
    again, along that, until what is tied is in no doubt or stays as it is, or else the surest of `MOST_READINGS`.

    A page of more than `CHUNK` lines is read in chunks, so that time grows in proportion to it: each line with the
    `OVERLAP` lines before and after it at least, and twice at most.
    """
    if not len(sheet):
        return _nothing(sheet)
    features = encoder_features(sheet)[sheet.walk]
    track = track_of(sheet)

    def first_half(low: int, high: int) -> tuple[Halfway, Floats]:
        half = read_halfway(features[low:high], relations_of(sheet, sheet.walk[low:high], track))
        return half, first_guess(half)

    # What a chunk is halfway takes much room: only that of a page of one chunk is kept for the other readings.
    in_one = len(sheet) <= CHUNK
    look = lru_cache(maxsize=1)(first_half) if in_one else first_half
    reading = _read(sheet, look, in_turns=track is not None)
    if tie is None:
        return reading
    return _settled(reading, look, tie) if in_one else _read_along(reading, look, tie(reading))


def _settled(reading: Reading, look: _Look, tie: Callable[[Reading], Ties]) -> Reading:
    """The reading whose ties leave no doubt, or that along ties that makes the same ties; where the page comes to
    neither, of those along ties the one that makes the surest."""
    ties = tie(reading)
    surest = -np.inf, reading
    for _ in range(MOST_READINGS - 1):
        if ties.weakest > DOUBT:
            return reading
        before = ties.following
        reading = _read_along(reading, look, ties)
        ties = tie(reading)
        if np.array_equal(ties.following, before):
            return reading
        surest = max(surest, (ties.chance, reading), key=itemgetter(0))
    return surest[1]


def _read_along(before: Reading, look: _Look, ties: Ties) -> Reading:
    """The reading of the second half of the network along the ties that were made of the one before."""
    following = before.sheet.along_walk(ties.following)

    def look_along(low: int, high: int) -> tuple[Halfway, Floats]:
        half, guess = look(low, high)
        return half, with_ties(guess, _within(following, low, high))

    return _read(before.sheet, look_along, in_turns=before.in_turns)


def _read(sheet: Sheet, look: _Look, *, in_turns: bool) -> Reading:
    """The reading that comes of what is seen halfway of each chunk, and of what seems to follow what there."""
    n = len(sheet)
    scores = np.empty((n, OUTPUTS), dtype=np.float32)
    stops, opens = np.zeros((2, n), dtype=np.float32)
    found: list[_Candidates] = []
    for low, high, start, end in _chunks(n):
        here, own = slice(start, end), slice(start - low, end - low)
        all_scores, points = read_on(*look(low, high))
        scores[here] = all_scores[own]
        stops[here], opens[here], candidates = _candidates(points, own)
        found.append((candidates[0] + low, candidates[1] + low, *candidates[2:]))
        del points  # so that there is room for the next
    a, b, ahead, back = (np.concatenate(column) for column in zip(*found, strict=True))
    roles = np.concatenate([softmax(scores[:, : len(ROLES)]), sigmoid(scores[:, len(ROLES) :])], axis=1)
    pairs = Pairs(sheet.walk[a], sheet.walk[b])
    return Reading(
        sheet,
        roles[sheet.place],
        pairs,
        ahead,
        back,
        stops[sheet.place],
        opens[sheet.place],
        in_turns,
        tuple(_limits(sheet)),
    )


def _within(following: Ints, low: int, high: int) -> Ints:
    """What follows each line of a chunk there."""
    after = following[low:high]
    return np.where((after >= low) & (after < high), after - low, -1)


def _limits(sheet: Sheet) -> Iterator[str]:
    if len(sheet) > CHUNK:
        yield f"more than {CHUNK} lines are read in chunks: with each at least {OVERLAP} before and after it"
    if sheet.shortened:
        yield f"of lines of more than {LONGEST} characters the first and the last {LONGEST // 2} are read"


def _chunks(n: int) -> Iterator[tuple[int, int, int, int]]:
    """The bounds of the chunks that n lines are read in, and of the lines of each that are its own."""
    end = 0
    while end < n:
        start = end
        low = max(0, start - OVERLAP)
        high = min(n, low + CHUNK)
        end = n if high == n else high - OVERLAP
        yield low, high, start, end


def _candidates(points: Points, own: slice) -> tuple[Floats, Floats, _Candidates]:
    """From the scores of the lines of a chunk, for those that are its own: the logs of the chances that no line
    follows, and precedes, each, and the likeliest pairs."""
    ahead, back = log_chances(points)
    stops, opens = ahead[own, -1].copy(), back[own, -1].copy()
    ahead, back = ahead[:, :-1], back[:, :-1].T
    a, b = _likeliest(ahead + back, np.arange(own.start, own.stop))
    return stops, opens, (a, b, ahead[a, b], back[a, b])


def _nothing(sheet: Sheet) -> Reading:
    """The reading of a sheet without lines."""
    none = np.zeros(0, dtype=np.float32)
    places = np.zeros(0, dtype=np.int64)
    return Reading(
        sheet, np.zeros((0, OUTPUTS), dtype=np.float32), Pairs(places, places), none, none, none, none, False
    )


def _likeliest(logs: Floats, tails: Ints) -> tuple[Ints, Ints]:
    """The pairs with these tails that are among the `MOST_PAIRS` likeliest of their tail or of their head."""
    n = len(logs)
    least = n - min(MOST_PAIRS, n)
    own = logs[tails]
    of_tail = np.partition(own, least, axis=1)[:, least, None]
    of_head = np.partition(logs.T, least, axis=1)[:, least]
    rows, heads = true_places(((own >= of_tail) | (own >= of_head)) & (own > NEVER))
    return tails[rows], heads


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
