"""The network that reads the lines of a page: layers in which every line looks at every other one.

Halfway it makes a first guess of what follows each line; the second half looks along that, and again along what is tied
by then.
"""

from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .relations import KINDS_OF_DISTANCE, STEPS, Relations, block_class, channel_tables, row_class, step_class
from .sheet import Ints
from .weights import FARTHEST, Floats, load, log_softmax

HEADS: Final = 8
FIRST_LAYERS: Final = 3
"""After so many layers a first guess is made of what follows each line, and the other layers look along it."""
POINTER: Final = 64
REACH: Final = 64
ROW_REACH: Final = 16
BLOCK_REACH: Final = 12
LEAST_LOG: Final = -8.0
IMPOSSIBLE: Final = -1e4
MOST_MATCH: Final = 40.0
"""Lines of newspapers and chance texts match within 18, so that this only keeps sums finite."""

Points: TypeAlias = tuple[Floats, Floats, Floats]
"""A table of scores, line after line, and those of no line after, and before, each."""


class Halfway(NamedTuple):
    """Lines in column order after the first layers, and what the other layers and the pointers need besides.

    `x` has one row a line. `bias` is what each head adds for how one line stands to another. `added` is what the
    relations that are numbers add to the score of one line after another, in the `early` guess and at last. `ahead` and
    `back` say for each kind of distance where the score of that between two lines stands among all scores of distances
    that the line of the row, and that of the column, has.
    """

    x: Floats
    bias: Floats
    added: dict[str, Floats]
    ahead: NDArray[np.int32]
    back: NDArray[np.int32]


def read_halfway(features: Floats, relations: Relations) -> Halfway:
    """The lines after the first layers."""
    net = load("encoder")
    x = np.subtract(features, net["mean"], dtype=np.float32)
    x *= net["scale"]
    np.clip(x, -FARTHEST, FARTHEST, out=x)
    x = x @ net["input"] + net["input_bias"]
    bias, added = _biases(net, relations)
    for layer in range(FIRST_LAYERS):
        x = _through(layer, x, bias)
    classes = _classes(relations)
    row = (np.arange(len(x), dtype=np.int32) * len(classes) * STEPS)[:, None]
    return Halfway(x, bias, added, classes + row, classes + row.T)


def first_guess(half: Halfway) -> Floats:
    """How likely each line follows each, as the first layers see it: the logs of chances, within bounds."""
    ahead, back = log_chances(_points("early", half.x, half))
    logs: Floats = ahead[:, :-1] + back[:, :-1].T
    logs *= 0.5
    return np.maximum(logs, LEAST_LOG, out=logs)


def with_ties(guess: Floats, following: Ints) -> Floats:
    """The guess once lines are tied (-1: nothing follows): what is tied is sure, and of all else the guess counts half,
    so that a wrong tie can be undone."""
    logs: Floats = (guess + np.float32(LEAST_LOG)) * np.float32(0.5)
    tails = np.flatnonzero(following >= 0)
    logs[tails, following[tails]] = 0
    return logs


def read_on(half: Halfway, follows: Floats) -> tuple[Floats, Points]:
    """The scores of roles and bounds, one row a line, and what follows each, once the other layers have looked along
    `follows`."""
    net = load("encoder")
    bias: Floats = np.tensordot(net["followed"].T, np.stack([follows, follows.T]), axes=1)
    bias += half.bias
    x = half.x
    for layer in range(FIRST_LAYERS, len(net["mix"])):
        x = _through(layer, x, bias)
    scores: Floats = _normal(x, net["norm"]) @ net["scores"] + net["scores_bias"]
    return scores, _points("late", x, half)


def _classes(relations: Relations) -> NDArray[np.int32]:
    """For each line and each other one the classes of its distance: along the walk, in rows, in blocks, and along the
    columns that the text tells, where it tells others than the cells; each kind has numbers of its own."""
    n = len(relations)
    steps = np.lib.stride_tricks.sliding_window_view(step_class(np.arange(1 - n, n)), n)[::-1]
    rows, blocks = row_class(_between(relations.level)), block_class(_between(relations.block))
    classes = [steps, STEPS + rows, 2 * STEPS + blocks]
    if relations.track is not None:
        classes.append(KINDS_OF_DISTANCE * STEPS + step_class(_between(relations.track).astype(np.int64)))
    return np.stack(classes, dtype=np.int32, casting="same_kind")


def _points(name: str, x: Floats, half: Halfway) -> Points:
    """A score for each line after each other one, and for none after, and before, each."""
    net = load("encoder")
    x = _normal(x, net[f"{name}_norm"])
    scores = x @ net[name] + net[f"{name}_bias"]
    widths = (KINDS_OF_DISTANCE * STEPS, KINDS_OF_DISTANCE * STEPS, POINTER, POINTER)
    ahead, back, tails, heads, ends = np.split(scores, np.cumsum(widths), axis=1)
    points = (tails * np.float32(POINTER**-0.5)) @ heads.T
    points += half.added[name]
    if len(half.ahead) > KINDS_OF_DISTANCE:
        along = x @ net[f"{name}_track"] + net[f"{name}_track_bias"]
        ahead, back = np.hstack([ahead, along[:, :STEPS]]), np.hstack([back, along[:, STEPS:]])
    ahead, back = ahead.ravel(), back.ravel()
    for of_ahead, of_back in zip(half.ahead, half.back, strict=True):
        points += ahead.take(of_ahead)
        points += back.take(of_back)
    np.fill_diagonal(points, IMPOSSIBLE)
    return points, ends[:, 0], ends[:, 1]


def log_chances(points: Points) -> tuple[Floats, Floats]:
    """The logs of the chances of what follows each line (a row), and of what precedes it; the last column stands for
    nothing."""
    table, stops, opens = points
    return log_softmax(np.column_stack([table, stops])), log_softmax(np.column_stack([table.T, opens]))


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
    normal: Floats = x - x.mean(axis=1, keepdims=True)
    normal /= np.sqrt(np.einsum("ij,ij->i", normal, normal) / x.shape[1] + 1e-5)[:, None]
    normal *= norm[0]
    normal += norm[1]
    return normal


def _biases(net: dict[str, NDArray[Any]], relations: Relations) -> tuple[Floats, dict[str, Floats]]:
    """What each head adds for where one line stands from another, along the walk, in rows and in blocks, and for the
    relations that are numbers; and what these add to the scores of one line after another."""
    n = len(relations)
    steps = np.clip(np.arange(1 - n, n), -REACH, REACH) + REACH
    rows = np.clip(_between(relations.level), -ROW_REACH, ROW_REACH) + ROW_REACH
    blocks = np.clip(_between(relations.block), -BLOCK_REACH, BLOCK_REACH) + BLOCK_REACH
    place = (rows * (2 * BLOCK_REACH + 1) + blocks).astype(np.intp)
    table = (net["near_rows"][:, None] + net["near_blocks"][None]).reshape(-1, HEADS)
    channels = channel_tables(relations)
    bias: Floats = np.tensordot(net["channels"].T, channels, axes=1)
    added = {name: np.tensordot(net[f"{name}_channels"], channels, axes=1) for name in ("early", "late")}
    for own, of_step, of_place in zip(bias, net["near_steps"].T, table.T, strict=True):
        own += np.lib.stride_tricks.sliding_window_view(of_step[steps], n)[::-1]
        own += of_place.take(place)
    if relations.track is not None:
        places = np.clip(_between(relations.track), -REACH, REACH) + REACH
        for own, of_track in zip(bias, net["near_tracks"].T, strict=True):
            own += of_track.take(places)
    return bias, added


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
        np.clip(match, -MOST_MATCH, MOST_MATCH, out=match)
        np.exp(match, out=match)
        sums = match @ counted[head]
        np.divide(sums[:, :size], sums[:, size:], out=mean[:, head])
    return mean.reshape(n, width)
