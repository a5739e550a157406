"""Two lines of one title: does a phrase go on, or does print set a second phrase below the first?"""

from collections.abc import Sequence

import numpy as np

from .characters import KINDS, code_points, kind_table, width_table
from .cues import cue_columns
from .language import ends_of, page_grams, seam_gain, vectors_of
from .weights import Floats, network


def phrase_breaks(lines: Sequence[str]) -> list[bool]:
    """For each two neighbouring lines of a title whether a phrase ends between them, so that a space divides them."""
    if len(lines) < 2:
        return []
    broken: list[bool] = (network("phrases").logits(phrase_features(lines))[:, 0] > 0).tolist()
    return broken


def phrase_features(lines: Sequence[str]) -> Floats:
    """One row for each two neighbouring lines of a title."""
    texts = ["".join(line.split()) for line in lines]
    ends = ends_of(texts)
    tails, heads = vectors_of(tuple(texts))
    kinds = [kind_table()[code_points(t)] for t in texts]
    width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
    spaced = np.array([" " in line.strip() for line in lines], dtype=np.float32)
    one_hot = np.eye(KINDS, dtype=np.float32)
    cues = cue_columns(texts)
    columns = [
        np.einsum("ij,ij->i", tails[:-1], heads[1:]),
        seam_gain(ends.tails[:-1], ends.heads[1:], page_grams(texts)),
        width[:-1],
        width[1:],
        width[:-1] - width[1:],
        width[:-1] - width.max(),
        width[1:] - width.max(),
        np.full(len(texts) - 1, len(texts)),
        np.arange(len(texts) - 1),
        spaced[:-1],
        spaced[1:],
    ]
    around = [one_hot[[k[-1] for k in kinds[:-1]]], one_hot[[k[0] for k in kinds[1:]]], cues[:-1], cues[1:]]
    return np.concatenate([np.stack(columns, axis=1), *around], axis=1).astype(np.float32)
