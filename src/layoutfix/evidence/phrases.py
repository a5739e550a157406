"""Two lines of one title: does a phrase go on, or does print set a second phrase below the first?"""

from collections.abc import Sequence

import numpy as np

from .characters import KINDS, code_points, kind_table, width_table
from .cues import cue_columns
from .language import ends_of, page_grams, seam_gain, vectors_of
from .weights import Floats, network


def phrase_breaks(titles: Sequence[Sequence[str]]) -> list[list[bool]]:
    """For each two neighbouring lines of each title whether a phrase ends between them: a space divides them."""
    sizes = [max(0, len(lines) - 1) for lines in titles]
    if not sum(sizes):
        return [[] for _ in titles]
    logits = network("phrases").logits(phrase_features(titles))[:, 0]
    return [part.tolist() for part in np.split(logits > 0, np.cumsum(sizes)[:-1])]


def phrase_features(titles: Sequence[Sequence[str]]) -> Floats:
    """One row for each two neighbouring lines of a title, titles one after the other."""
    lines = [line.strip() for title in titles for line in title]
    texts = ["".join(line.split()) for line in lines]
    sizes = np.array([len(title) for title in titles])
    title = np.repeat(np.arange(len(titles)), sizes)
    left = np.flatnonzero(title[1:] == title[:-1])
    right = left + 1
    ends = ends_of(texts)
    tails, heads = vectors_of(tuple(texts))
    kinds = [kind_table()[code_points(t)] for t in texts]
    first, last = np.array([k[0] for k in kinds]), np.array([k[-1] for k in kinds])
    width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
    widest = np.zeros(len(titles), dtype=np.float32)
    np.maximum.at(widest, title, width)
    spaced = np.array([" " in line for line in lines], dtype=np.float32)
    one_hot = np.eye(KINDS, dtype=np.float32)
    cues = cue_columns(texts)
    columns = [
        np.einsum("ij,ij->i", tails[left], heads[right]),
        seam_gain(ends, left, right, page_grams(tuple(texts))),
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
    around = [one_hot[last[left]], one_hot[first[right]], cues[left], cues[right], tails[left], heads[right]]
    return np.concatenate([np.stack(columns, axis=1), *around], axis=1).astype(np.float32)
