"""Two lines of one title: does a phrase go on, or does print set a second phrase below the first?"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np

from .characters import KINDS, code_points, kind_table, width_table
from .cues import cue_columns
from .language import PageGrams, page_grams, seam_gain, seam_products, seen_of
from .weights import Floats, network

BATCH: Final = 400
"""So many lines are looked at together: more than the titles of a page have, and not too many for the memory."""


def phrase_breaks(titles: Sequence[Sequence[str]]) -> list[list[bool]]:
    """For each two neighbouring lines of each title whether a phrase ends between them: a space divides them.

    A title of more than `BATCH` lines, which is none, is taken in parts that share a line.
    """
    parts = [title[at : at + BATCH] for title in titles for at in range(0, len(title) - 1, BATCH - 1)]
    grams = page_grams([_solid(line) for title in titles for line in title]) if parts else None
    found: list[bool] = []
    for batch in _batches(parts):
        found += (network("phrases").logits(phrase_features(batch, grams)) > 0).tolist()
    breaks = iter(found)
    return [list(islice(breaks, max(0, len(title) - 1))) for title in titles]


def _batches(parts: list[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """The parts in lists of no more than `BATCH` lines."""
    batch: list[Sequence[str]] = []
    room = BATCH
    for part in parts:
        if len(part) > room:
            yield batch
            batch, room = [], BATCH
        batch.append(part)
        room -= len(part)
    if batch:
        yield batch


def phrase_features(titles: Sequence[Sequence[str]], grams: PageGrams | None = None) -> Floats:
    """One row for each two neighbouring lines of a title, titles one after the other; `grams` are those of all titles
    of the page, which these are where none are given."""
    lines = [line.strip() for title in titles for line in title]
    texts = [_solid(line) for line in lines]
    sizes = np.array([len(title) for title in titles])
    title = np.repeat(np.arange(len(titles)), sizes)
    left = np.flatnonzero(title[1:] == title[:-1])
    right = left + 1
    seen = seen_of(texts)
    vectors = seen.vectors
    kinds = [kind_table()[code_points(t)] for t in texts]
    first, last = np.array([k[0] for k in kinds]), np.array([k[-1] for k in kinds])
    width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
    widest = np.zeros(len(titles), dtype=np.float32)
    np.maximum.at(widest, title, width)
    spaced = np.array([" " in line for line in lines], dtype=np.float32)
    one_hot = np.eye(KINDS, dtype=np.float32)
    cues = cue_columns(texts)
    columns = [
        seam_products(vectors, left, right),
        seam_gain(seen.ends, left, right, grams or seen.grams),
        width[left],
        width[right],
        width[left] - width[right],
        width[left] - widest[title[left]],
        width[right] - widest[title[left]],
        sizes[title[left]],
        left - (sizes.cumsum() - sizes)[title[left]],
        spaced[left],
        spaced[right],
    ]
    kinds_met = [one_hot[last[left]], one_hot[first[right]]]
    around = [*kinds_met, cues[left], cues[right], vectors.tails[left], vectors.heads[right]]
    return np.concatenate([np.stack(columns, axis=1), *around], axis=1).astype(np.float32)


def _solid(line: str) -> str:
    """A line without white space."""
    return "".join(line.split())
