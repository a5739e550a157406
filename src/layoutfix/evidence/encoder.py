"""What the whole page says of each line: a small transformer over the lines in column order.

Every line looks at every other and learns from it what kind of page it stands on: whether headlines come before their
bodies, at which stride columns are woven, how wide a full line is. Halfway it makes a first guess of what follows each
line, along which the second half looks. What comes out is, for each line, the chances of its role, and of each other
line to be the one that follows it.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..page import Line
from .relations import (
    KINDS_OF_DISTANCE,
    STEPS,
    Pairs,
    Relations,
    block_class,
    channel_tables,
    relations_of,
    row_class,
    row_levels,
    step_class,
)
from .roles import OUTPUTS, ROLES, line_features
from .sheet import LONGEST, Ints, Sheet, sheet_of
from .weights import FARTHEST, Floats, load, log_softmax, sigmoid, softmax
from .wording import wording_scores

HEADS: Final = 8
FIRST_LAYERS: Final = 3
"""After so many layers a first guess is made of what follows each line, and the other layers look along it."""
POINTER: Final = 64
REACH: Final = 64
ROW_REACH: Final = 16
BLOCK_REACH: Final = 12
LEAST_LOG: Final = -8.0
MOST_PAIRS: Final = 10
NEVER: Final = -24.0
"""Pairs less likely than this are not looked at."""
IMPOSSIBLE: Final = -1e4
CHUNK: Final = 640
"""So many lines are read together at most: their time and memory grow with the square of their number."""
OVERLAP: Final = 192
WAVES: Final = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)

Points: TypeAlias = tuple[Floats, Floats, Floats]
"""A table of scores, line after line, and those of no line after, and before, each."""

_Candidates: TypeAlias = tuple[Ints, Ints, Floats, Floats]
"""Pairs of lines that may follow each other: the first and the second of each, and the logs of its chances from either
side."""


class Reading(NamedTuple):
    """What the encoder makes of n lines, in the order of the page.

    `roles` are the chances of `roles.ROLES` and `BOUNDS`. `pairs` are the pairs of lines of which one may follow the
    other, and `ahead` and `back` the logs of the chances of each, among all that may follow the first and among all
    that may precede the second; `stops` and `opens` those of no line after, and before, each line. `limits` say where
    the page was too large to be read as one.
    """

    sheet: Sheet
    roles: Floats
    pairs: Pairs
    ahead: Floats
    back: Floats
    stops: Floats
    opens: Floats
    limits: tuple[str, ...] = ()


def read_lines(lines: tuple[Line, ...]) -> Reading:
    """The reading of the lines of a page; what was read last is kept, since several passes look at the same lines."""
    return _read(_Lines(lines))


class _Lines:
    """Lines that are equal where what the encoder sees of them is."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.seen = tuple((line.text.value, line.row, line.column, line.indent, line.blank) for line in lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Lines) and self.seen == other.seen

    def __hash__(self) -> int:
        return hash(self.seen)


@lru_cache(maxsize=4)
def _read(lines: _Lines) -> Reading:
    return read_sheet(sheet_of(lines.lines))


def read_sheet(sheet: Sheet) -> Reading:
    """The reading of a sheet. A page of more than `CHUNK` lines is read in chunks, so that time grows in proportion to
    it: each line with the `OVERLAP` lines before and after it at least."""
    n = len(sheet)
    if not n:
        return _nothing(sheet)
    features = encoder_features(sheet)[sheet.walk]
    scores = np.empty((n, OUTPUTS), dtype=np.float32)
    stops, opens = np.zeros((2, n), dtype=np.float32)
    found: list[_Candidates] = []
    for low, high, start, end in _chunks(n):
        here, own = slice(start, end), slice(start - low, end - low)
        all_scores, points = _encode(features[low:high], relations_of(sheet, sheet.walk[low:high]))
        scores[here] = all_scores[own]
        stops[here], opens[here], candidates = _candidates(points, own)
        found.append((candidates[0] + low, candidates[1] + low, *candidates[2:]))
        del points  # so that there is room for the next
    a, b, ahead, back = (np.concatenate(column) for column in zip(*found, strict=True))
    roles = np.concatenate([softmax(scores[:, : len(ROLES)]), sigmoid(scores[:, len(ROLES) :])], axis=1)
    pairs = Pairs(sheet.walk[a], sheet.walk[b])
    return Reading(
        sheet, roles[sheet.place], pairs, ahead, back, stops[sheet.place], opens[sheet.place], tuple(_limits(sheet))
    )


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
    ahead, back = _log_chances(points)
    stops, opens = ahead[own, -1].copy(), back[own, -1].copy()
    ahead, back = ahead[:, :-1], back[:, :-1].T
    a, b = _likeliest(ahead + back, np.arange(own.start, own.stop))
    return stops, opens, (a, b, ahead[a, b], back[a, b])


def _nothing(sheet: Sheet) -> Reading:
    """The reading of a sheet without lines."""
    none = np.zeros(0, dtype=np.float32)
    places = np.zeros(0, dtype=np.int64)
    return Reading(sheet, np.zeros((0, OUTPUTS), dtype=np.float32), Pairs(places, places), none, none, none, none)


def _likeliest(logs: Floats, tails: Ints) -> tuple[Ints, Ints]:
    """The pairs with these tails that are among the `MOST_PAIRS` likeliest of their tail or of their head."""
    n = len(logs)
    least = n - min(MOST_PAIRS, n)
    own = logs[tails]
    of_tail = np.partition(own, least, axis=1)[:, least, None]
    of_head = np.partition(logs.T, least, axis=1)[:, least]
    rows, heads = np.nonzero(((own >= of_tail) | (own >= of_head)) & (own > NEVER))
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


def _encode(features: Floats, relations: Relations) -> tuple[Floats, Points]:
    """For lines in column order the scores of roles and bounds, one row a line, and what follows each."""
    net = load("encoder")
    x = np.subtract(features, net["mean"], dtype=np.float32)
    x *= net["scale"]
    np.clip(x, -FARTHEST, FARTHEST, out=x)
    x = x @ net["input"] + net["input_bias"]
    channels = channel_tables(relations)
    bias = _biases(net, relations, channels)
    for layer in range(FIRST_LAYERS):
        x = _through(layer, x, bias)
    classes = _classes(relations)
    follows = _follow_logs(_points("early", x, classes, channels))
    for own, (ahead, back) in zip(bias, net["followed"].T, strict=True):
        own += ahead * follows
        own += back * follows.T
    for layer in range(FIRST_LAYERS, len(net["mix"])):
        x = _through(layer, x, bias)
    scores: Floats = _normal(x, net["norm"]) @ net["scores"] + net["scores_bias"]
    return scores, _points("late", x, classes, channels)


def _classes(relations: Relations) -> Ints:
    """For each line and each other one where in a row of scores those for its distance stand: along the walk, in rows
    and in blocks."""
    n = len(relations)
    steps = np.lib.stride_tricks.sliding_window_view(step_class(np.arange(1 - n, n)), n)[::-1]
    rows, blocks = row_class(_between(relations.level)), block_class(_between(relations.block))
    return np.stack([steps, STEPS + rows, 2 * STEPS + blocks])


def _points(name: str, x: Floats, classes: Ints, channels: Floats) -> Points:
    """A score for each line after each other one, and for none after, and before, each."""
    net = load("encoder")
    scores = _normal(x, net[f"{name}_norm"]) @ net[name] + net[f"{name}_bias"]
    widths = (KINDS_OF_DISTANCE * STEPS, KINDS_OF_DISTANCE * STEPS, POINTER, POINTER)
    ahead, back, tails, heads, ends = np.split(scores, np.cumsum(widths), axis=1)
    points = (tails * np.float32(POINTER**-0.5)) @ heads.T
    points += np.tensordot(net[f"{name}_channels"], channels, axes=1)
    row = (np.arange(len(x)) * ahead.shape[1])[:, None]
    ahead, back = np.ascontiguousarray(ahead).ravel(), np.ascontiguousarray(back).ravel()
    for places in classes:
        points += ahead.take(row + places)
        points += back.take(row.T + places)
    np.fill_diagonal(points, IMPOSSIBLE)
    return points, ends[:, 0], ends[:, 1]


def _log_chances(points: Points) -> tuple[Floats, Floats]:
    """The logs of the chances of what follows each line (a row), and of what precedes it; the last column stands for
    nothing."""
    table, stops, opens = points
    return log_softmax(np.column_stack([table, stops])), log_softmax(np.column_stack([table.T, opens]))


def _follow_logs(points: Points) -> Floats:
    """How likely each line follows each, from either side: the mean of both logs of chances, within bounds."""
    ahead, back = _log_chances(points)
    logs: Floats = ahead[:, :-1] + back[:, :-1].T
    logs *= 0.5
    return np.maximum(logs, LEAST_LOG, out=logs)


def _through(layer: int, x: Floats, bias: Floats) -> Floats:
    """The lines after a layer: they look at each other, then each by itself."""
    net = load("encoder")
    seen = _attend(_normal(x, net["norm1"][layer]), net["mix"][layer], net["mix_bias"][layer], bias)
    x = x + seen @ net["out"][layer] + net["out_bias"][layer]
    hidden = _normal(x, net["norm2"][layer]) @ net["wide"][layer] + net["wide_bias"][layer]
    x += np.maximum(hidden, 0, out=hidden) @ net["narrow"][layer] + net["narrow_bias"][layer]
    return x


def _normal(x: Floats, norm: Floats) -> Floats:
    """Each row brought to mean 0 and deviation 1, then scaled and shifted by the two rows of `norm`."""
    centred = x - x.mean(axis=1, keepdims=True)
    deviation = np.sqrt(np.einsum("ij,ij->i", centred, centred) / x.shape[1] + 1e-5)[:, None]
    normal: Floats = centred / deviation * norm[0] + norm[1]
    return normal


def _biases(net: dict[str, NDArray[Any]], relations: Relations, channels: Floats) -> Floats:
    """What each head adds for where one line stands from another, along the walk, in rows and in blocks, and for the
    relations that are numbers."""
    n = len(relations)
    steps = np.clip(np.arange(1 - n, n), -REACH, REACH) + REACH
    rows = np.clip(_between(relations.level), -ROW_REACH, ROW_REACH) + ROW_REACH
    blocks = np.clip(_between(relations.block), -BLOCK_REACH, BLOCK_REACH) + BLOCK_REACH
    place = (rows * (2 * BLOCK_REACH + 1) + blocks).astype(np.intp)
    table = (net["near_rows"][:, None] + net["near_blocks"][None]).reshape(-1, HEADS)
    bias: Floats = np.tensordot(net["channels"].T, channels, axes=1)
    for own, of_step, of_place in zip(bias, net["near_steps"].T, table.T, strict=True):
        own += np.lib.stride_tricks.sliding_window_view(of_step[steps], n)[::-1]
        own += of_place.take(place)
    return bias


def _between(numbers: Ints) -> NDArray[np.int32]:
    """How much greater the number of each line (column) is than that of each other one (row)."""
    small = numbers.astype(np.int32)
    return small[None, :] - small[:, None]


def _attend(x: Floats, mix: Floats, mix_bias: Floats, bias: Floats) -> Floats:
    """Each row as a mean of what the rows offer, weighed by how well they match it; several heads, one after the other,
    so that the table of each stays in the processor's cache."""
    n, width = x.shape
    size = width // HEADS
    query, key, value = (x @ mix + mix_bias).reshape(n, 3, HEADS, size).transpose(1, 2, 0, 3)
    query *= np.float32(size**-0.5)
    counted = np.ones((HEADS, n, size + 1), dtype=np.float32)
    counted[:, :, :size] = value
    match = np.empty((n, n), dtype=np.float32)
    mean = np.empty((n, HEADS, size), dtype=np.float32)
    for head in range(HEADS):
        np.matmul(query[head], key[head].T, out=match)
        match += bias[head]
        match -= match.max(axis=1, keepdims=True)
        np.exp(match, out=match)
        sums = match @ counted[head]
        np.divide(sums[:, :size], sums[:, size:], out=mean[:, head])
    return mean.reshape(n, width)
