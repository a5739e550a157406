"""What the words of a line say about its role: a linear model over hashed 1- to 3-grams of characters."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .language import GOLDEN, MIXER, encode, gram_keys
from .weights import Floats, load

CLASSES: Final = ("headline", "kicker", "deck", "byline", "body", "subhead", "caption", "furniture")
HASH_BITS: Final = 16
EDGE: Final = 8190


def gram_rows(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The table rows of all n-grams of the texts (n = 1 to 3, ends of text counting as characters), and for each n-gram
    the text that it belongs to."""
    flat = encode("\n".join(texts))
    length = np.array([len(t) for t in texts], dtype=np.int64)
    owner = np.repeat(np.arange(len(texts)), length + 2)
    padded = np.full(len(owner), EDGE, dtype=np.int64)
    first = np.concatenate([[0], (length + 2).cumsum()[:-1]])
    inside = np.ones(len(owner), dtype=bool)
    inside[first] = inside[first + length + 1] = False
    within = np.ones(len(flat), dtype=bool)
    within[(first - np.arange(len(texts)))[1:] - 1] = False
    padded[inside] = flat[within]
    rows, owners = [], []
    for n in (1, 2, 3):
        if len(padded) < n:
            continue
        windows = np.lib.stride_tricks.sliding_window_view(padded, n)
        whole = owner[: len(windows)] == owner[n - 1 :]
        mixed = gram_keys(windows[whole]) * GOLDEN
        mixed ^= mixed >> np.uint64(31)
        mixed *= MIXER
        rows.append((mixed >> np.uint64(64 - HASH_BITS)).astype(np.int64))
        owners.append(owner[: len(windows)][whole])
    owner = np.concatenate(owners)
    order = np.argsort(owner, kind="stable")
    return np.concatenate(rows)[order], owner[order]


def wording_scores(texts: Sequence[str], table: dict[str, NDArray[Any]] | None = None) -> Floats:
    """For each text (without white space) one score a class of `CLASSES`; higher is likelier."""
    table = table or load("wording")
    if not texts:
        return np.zeros((0, len(CLASSES)), dtype=np.float32)
    rows, owners = gram_rows(texts)
    count = np.bincount(owners, minlength=len(texts)).astype(np.float32)
    sums = np.add.reduceat(table["weights"][rows], np.searchsorted(owners, np.arange(len(texts))), axis=0)
    scores: Floats = (sums / np.sqrt(count)[:, None] + table["bias"]).astype(np.float32)
    return scores
