"""Gaps inside a printed row: the gutter between two columns, or a space of one column?"""

from bisect import bisect_left
from typing import NamedTuple

import numpy as np

from .characters import KINDS, code_points, kind_table, width_table
from .language import PageGrams, ends_of, seam_gain, seam_products, vectors_of
from .squeezed import WIDEST_GAP, are_squeezed
from .weights import Floats, network, sigmoid

COMMON, SQUEEZED = "gutters", "gutters_squeezed"
"""The networks: one for pages whose gutters have mostly shrunk to single spaces, one for all others."""
REACH = 3
BATCH = 500
"""The seams of so many gaps are looked up at once; more would take too much memory."""


class Gap(NamedTuple):
    """White space between two tokens of a row: token `before` of the page stands before it, the next one after it."""

    row: int
    before: int
    width: int


class Token(NamedTuple):
    """A run of non-space characters in row `row` of the page, at cells `start:end` of it."""

    row: int
    start: int
    end: int
    text: str


def gutter_chances(tokens: list[Token], gaps: list[Gap], rows: list[range], grams: PageGrams) -> list[float]:
    """For each gap the chance that it is a gutter. `rows[r]` is the range of tokens in row r."""
    scores = network(network_for(gaps, rows)).logits(gap_features(tokens, gaps, rows, grams))
    chances: list[float] = sigmoid(scores).tolist()
    return chances


def network_for(gaps: list[Gap], rows: list[range]) -> str:
    """The network that knows pages like this: where most rows are shared and every gutter has shrunk to a single space,
    as pdfplumber's do, a space after a sentence is a gutter more often than not; elsewhere hardly ever."""
    shared = len({gap.row for gap in gaps})
    return SQUEEZED if are_squeezed(len(rows), shared, (gap.width for gap in gaps)) else COMMON


def gap_features(tokens: list[Token], gaps: list[Gap], rows: list[range], grams: PageGrams) -> Floats:
    """One row of features a gap: its width, its neighbours' widths against the page's, rows near it, and the seam."""
    widths, first_kind, last_kind = _shapes(tokens)
    usual = _Commonness(widths)
    reading = widths.cumsum()
    left = np.array([g.before for g in gaps], dtype=np.int64)
    right = left + 1
    row = np.array([g.row for g in gaps], dtype=np.int64)
    gap_width = np.array([g.width for g in gaps], dtype=np.float32)
    row_first = np.array([r.start for r in rows], dtype=np.int64)
    row_last = np.array([r.stop - 1 for r in rows], dtype=np.int64)
    whole_left = reading[left] - reading[row_first[row]] + widths[row_first[row]]
    whole_right = reading[row_last[row]] - reading[left]
    near = _neighbours(tokens, gaps, rows)
    batches = (gaps[at : at + BATCH] for at in range(0, len(gaps), BATCH))
    seams = np.concatenate([_seams(tokens, batch, rows, grams) for batch in batches])
    in_row = (row_last - row_first)[row].astype(np.float32)
    tokens_in_row = in_row + 1
    mean_token = (whole_left + whole_right) / tokens_in_row
    one_hot = np.eye(KINDS, dtype=np.float32)
    lone = np.array([len(t.text) == 1 for t in tokens], dtype=np.float32)
    wide_rows = np.float32(sum(g.width > WIDEST_GAP for g in gaps) / max(1, len(rows)))
    columns = [
        np.minimum(gap_width, 12),
        gap_width == 1,
        gap_width >= 3,
        np.minimum(widths[left], 40),
        np.minimum(widths[right], 40),
        np.minimum(whole_left, 90),
        np.minimum(whole_right, 90),
        np.abs(widths[left] - widths[right]).clip(0, 20),
        usual(widths[left]),
        usual(widths[right]),
        usual(widths[left] + widths[right] + 0.5 * gap_width),
        usual(whole_left + whole_right + 0.5 * in_row),
        np.minimum(in_row, 12),
        np.minimum(mean_token, 30),
        lone[left],
        lone[right],
        np.full(len(gaps), wide_rows),
        np.full(len(gaps), np.float32(len(gaps) / max(1, len(rows)))),
    ]
    shape = np.stack(columns, axis=1).astype(np.float32)
    return np.concatenate([shape, near, seams, one_hot[last_kind[left]], one_hot[first_kind[right]]], axis=1)


def _shapes(tokens: list[Token]) -> tuple[Floats, np.ndarray, np.ndarray]:
    """Width in em, and kind of the first and the last character, of each token."""
    points = code_points("".join(t.text for t in tokens))
    stops = np.cumsum([len(t.text) for t in tokens])
    running = np.concatenate([[0], width_table()[points].cumsum()])
    starts = np.concatenate([[0], stops[:-1]])
    kinds = kind_table()[points]
    return (running[stops] - running[starts]).astype(np.float32), kinds[starts], kinds[stops - 1]


class _Commonness:
    """How common a width is among the wider tokens of the page: log of how many lie within one em, and their share."""

    def __init__(self, widths: Floats) -> None:
        counts = np.bincount(np.clip(np.rint(widths[widths >= 8]), 0, 200).astype(int), minlength=203)
        self.table = np.log1p(counts + np.roll(counts, 1) + np.roll(counts, -1)).astype(np.float32)

    def __call__(self, widths: Floats) -> Floats:
        logs: Floats = self.table[np.clip(np.rint(widths), 0, 200).astype(int)]
        return logs


def _neighbours(tokens: list[Token], gaps: list[Gap], rows: list[range]) -> Floats:
    """How many tokens of the rows near each gap start or end at the same cells, and how many cover it."""
    out = np.zeros((len(gaps), 4), dtype=np.float32)
    ends = [token.end for token in tokens]
    for at, gap in enumerate(gaps):
        end, start = tokens[gap.before].end, tokens[gap.before + 1].start
        for r in range(max(0, gap.row - REACH), min(len(rows), gap.row + REACH + 1)):
            if r == gap.row:
                continue
            for t in range(bisect_left(ends, end - 1, rows[r].start, rows[r].stop), rows[r].stop):
                token = tokens[t]
                if token.start > start + 2:
                    break
                out[at, 0] += abs(token.start - start) <= 1 and t > rows[r].start
                out[at, 1] += token.start == start
                out[at, 2] += abs(token.end - end) <= 1
                out[at, 3] += token.start < end - 1 and token.end > start + 1
    return out


def _seams(tokens: list[Token], gaps: list[Gap], rows: list[range], grams: PageGrams) -> Floats:
    """The seam across each gap, and the best seams that its sides find in the rows below and above instead."""
    pairs: list[tuple[int, int]] = [(g.before, g.before + 1) for g in gaps]
    owners = list(range(len(gaps)))
    for at, gap in enumerate(gaps):
        for r in (gap.row + 1, gap.row + 2):
            if r < len(rows) and len(rows[r]) <= 8:
                pairs.extend((gap.before, t) for t in rows[r])
                owners.extend([len(gaps) + at] * len(rows[r]))
        for r in (gap.row - 1, gap.row - 2):
            if r >= 0 and len(rows[r]) <= 8:
                pairs.extend((t, gap.before + 1) for t in rows[r])
                owners.extend([2 * len(gaps) + at] * len(rows[r]))
    used, places = np.unique(np.array(pairs, dtype=np.int64), return_inverse=True)
    a, b = places.reshape(-1, 2).T
    texts = [tokens[t].text for t in used.tolist()]
    ends = ends_of(texts)
    product = seam_products(vectors_of(ends), a, b)
    gain = seam_gain(ends, a, b, grams)
    best = np.full((3 * len(gaps), 2), -10, dtype=np.float32)
    np.maximum.at(best, np.array(owners, dtype=np.int64), np.stack([product, gain], axis=1))
    across, below, above = best.reshape(3, len(gaps), 2)
    return np.concatenate([across, below, above, below - across, above - across], axis=1)
