"""What the whole page says of each line: a small transformer over the lines in column order.

Every line looks at every other and learns from it what kind of page it stands on: whether headlines come before their
bodies, at which stride columns are woven, how wide a full line is. What comes out is, for each line, the chances of
its role, where the line that follows it is likely to stand, and two vectors whose products say which line that is.
"""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np

from ..page import Line
from .roles import OUTPUTS, ROLES, line_features
from .sheet import Ints, Sheet, sheet_of
from .weights import FARTHEST, Floats, load, sigmoid, softmax
from .wording import wording_scores

OFFSETS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 60)
"""Upper bounds of the classes of distance along the walk, lines ahead; a class for farther ones follows."""
NOTHING, NEAR_BACK, FAR_BACK = 0, 14, 15
STEPS: Final = 16
HEADS: Final = 4
POINTER: Final = 64
REACH: Final = 64
ROW_REACH: Final = 16
CHUNK: Final = 640
OVERLAP: Final = 192
MOST_SEAM: Final = 12.0
WAVES: Final = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)


class Reading(NamedTuple):
    """What the encoder makes of n lines, in the order of the page.

    `roles` are the chances of `roles.ROLES` and `BOUNDS`; `ahead` and `back` the logs of the chances that the line
    after, and before, each in its article stands at each distance (`step_class`); `tails` and `heads` are vectors, and
    `stops` and `opens` the scores of no line after, and before; `weight` is that of the seam beside the vectors.
    """

    sheet: Sheet
    roles: Floats
    ahead: Floats
    back: Floats
    tails: Floats
    heads: Floats
    stops: Floats
    opens: Floats
    weight: float

    def points(self, tails: Ints, heads: Ints) -> Floats:
        """How well each head follows its tail: what the page says, and what the seam says."""
        products = np.einsum("ij,ij->i", self.tails[tails], self.heads[heads]) / POINTER**0.5
        seams = np.einsum("ij,ij->i", self.sheet.vectors.tails[tails], self.sheet.vectors.heads[heads])
        points: Floats = products + self.weight * np.clip(seams, -MOST_SEAM, MOST_SEAM)
        return points

    def point_table(self, tails: slice, heads: slice) -> Floats:
        """The same for each tail of a stretch of the walk with each head of another."""
        a, b = self.sheet.walk[tails], self.sheet.walk[heads]
        table: Floats = self.tails[a] @ self.heads[b].T / np.float32(POINTER**0.5)
        table += self.weight * seam_table(self.sheet, a, b)
        return table


def seam_table(sheet: Sheet, tails: Ints, heads: Ints) -> Floats:
    """How well each head continues each tail, by the towers, within bounds."""
    table = sheet.vectors.tails[tails] @ sheet.vectors.heads[heads].T
    return np.clip(table, -MOST_SEAM, MOST_SEAM, out=table)


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
    """The reading of a sheet. A page of more than `CHUNK` lines is read in chunks that overlap, so that time grows in
    proportion to it."""
    n = len(sheet)
    if not n:
        none = np.zeros((0, POINTER), dtype=np.float32)
        steps = np.zeros((0, STEPS), dtype=np.float32)
        roles = np.zeros((0, OUTPUTS), dtype=np.float32)
        return Reading(sheet, roles, steps, steps, none, none, none[:, 0], none[:, 0], 0.0)
    features = encoder_features(sheet)[sheet.walk]
    level = row_levels(sheet)[sheet.walk]
    out = np.empty((n, OUTPUTS + 2 * STEPS + 2 * (POINTER + 1)), dtype=np.float32)
    for start in range(0, n, CHUNK):
        low, high = max(0, start - OVERLAP), min(n, start + CHUNK + OVERLAP)
        stop = min(n, start + CHUNK)
        seams = seam_table(sheet, sheet.walk[low:high], sheet.walk[low:high])
        out[start:stop] = _encode(features[low:high], level[low:high], seams)[start - low : stop - low]
    out = out[sheet.place]
    marks = np.cumsum([len(ROLES), OUTPUTS - len(ROLES), STEPS, STEPS, POINTER, 1, POINTER])
    role, bound, ahead, back, tails, stops, heads, opens = np.split(out, marks, axis=1)
    return Reading(
        sheet=sheet,
        roles=np.concatenate([softmax(role), sigmoid(bound)], axis=1),
        ahead=np.log(softmax(ahead) + 1e-6),
        back=np.log(softmax(back) + 1e-6),
        tails=tails,
        heads=heads,
        stops=stops[:, 0],
        opens=opens[:, 0],
        weight=float(load("encoder")["point"][0]),
    )


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


def row_levels(sheet: Sheet) -> Ints:
    """The number of the row of each line, rows without text not counted."""
    return np.concatenate([[0], (sheet.row[1:] != sheet.row[:-1]).cumsum()])


def step_class(step: Ints) -> Ints:
    """The class of each distance along the walk; 0 is `NOTHING`.

    >>> step_class(np.array([0, 1, 10, 11, 61, -1, -11])).tolist()
    [0, 1, 10, 11, 13, 14, 15]
    """
    ahead = np.searchsorted(OFFSETS, step) + 1
    behind = np.where(step >= -10, NEAR_BACK, FAR_BACK)
    return np.where(step > 0, ahead, np.where(step < 0, behind, NOTHING))


def _encode(features: Floats, level: Ints, seams: Floats) -> Floats:
    """The outputs for lines in column order: one row of scores a line."""
    net = load("encoder")
    x = np.subtract(features, net["mean"], dtype=np.float32)
    x *= net["scale"]
    np.clip(x, -FARTHEST, FARTHEST, out=x)
    x = x @ net["input"] + net["input_bias"]
    bias = _biases(net["distance"], net["rows"], level)
    bias += net["seam"][0][:, None, None] * seams
    bias += net["seam"][1][:, None, None] * seams.T
    for layer in range(len(net["mix"])):
        x += _attend(_normal(x, net["norm1"][layer]), net["mix"][layer], net["mix_bias"][layer], bias) @ net["out"][
            layer
        ] + net["out_bias"][layer]
        hidden = _normal(x, net["norm2"][layer]) @ net["wide"][layer] + net["wide_bias"][layer]
        x += np.maximum(hidden, 0, out=hidden) @ net["narrow"][layer] + net["narrow_bias"][layer]
    scores: Floats = _normal(x, net["norm"]) @ net["scores"] + net["scores_bias"]
    return scores


def _normal(x: Floats, norm: Floats) -> Floats:
    """Each row brought to mean 0 and deviation 1, then scaled and shifted by the two rows of `norm`."""
    centred = x - x.mean(axis=1, keepdims=True)
    deviation = np.sqrt(np.einsum("ij,ij->i", centred, centred) / x.shape[1] + 1e-5)[:, None]
    normal: Floats = centred / deviation * norm[0] + norm[1]
    return normal


def _biases(distance: Floats, rows: Floats, level: Ints) -> Floats:
    """What each head adds for where one line stands from another: along the walk, and in rows."""
    n = len(level)
    steps = np.clip(np.arange(1 - n, n), -REACH, REACH) + REACH
    window = np.lib.stride_tricks.sliding_window_view(distance[:, steps], n, axis=1)[:, ::-1]
    between = np.clip(level[None, :] - level[:, None], -ROW_REACH, ROW_REACH) + ROW_REACH
    bias: Floats = window + rows[:, between]
    return bias


def _attend(x: Floats, mix: Floats, mix_bias: Floats, bias: Floats) -> Floats:
    """Each row as a mean of what the rows offer, weighed by how well they match it; several heads side by side."""
    n, width = x.shape
    query, key, value = (x @ mix + mix_bias).reshape(n, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
    match = query @ key.transpose(0, 2, 1)
    match *= (width // HEADS) ** -0.5
    match += bias
    match -= match.max(axis=2, keepdims=True)
    np.exp(match, out=match)
    mean = (match @ value) / match.sum(axis=2, keepdims=True)
    return mean.transpose(1, 0, 2).reshape(n, width)
