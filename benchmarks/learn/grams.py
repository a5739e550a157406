"""Counts of the 2-, 3- and 4-grams of the corpus, packed into a table of buckets."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from layoutfix.evidence.language import BUCKET_BITS, PAD, UNKNOWN, Codes, encode, gram_keys, gram_places

from .corpus import read_articles
from .store import Run

LEAST_COUNT: Final = {2: 2, 3: 3, 4: 4}
"""n-grams seen less often are left out."""
WAYS: Final = 8
"""Places in a bucket; of more n-grams the most frequent stay."""
LEVELS: Final = 8
"""Steps in which a count doubles."""


def learn_grams(run: Run) -> None:
    """`grams.npy`: counts of single characters, and the levels (log2 of the count, in eighths) of n-grams."""
    with run.weights():
        codes = _all_codes(run)
    keys, counts = _frequent(codes)
    bucket, mark = gram_places(keys)
    level = np.clip(np.round(np.log2(counts) * LEVELS), 1, 255).astype(np.uint8)
    order = np.argsort(bucket, kind="stable")
    way = np.arange(len(order)) - np.searchsorted(bucket[order], bucket[order])
    order, way = order[way < WAYS], way[way < WAYS]
    marks = np.zeros((1 << BUCKET_BITS, WAYS), dtype=np.uint16)
    levels = np.zeros((1 << BUCKET_BITS, WAYS), dtype=np.uint8)
    marks[bucket[order], way] = mark[order]
    levels[bucket[order], way] = level[order]
    unigrams = np.bincount(codes).astype(np.float32)
    run.save("grams", {"unigrams": unigrams, "marks": marks, "levels": levels})
    print(f"{len(order)} of {len(keys)} n-grams find a place")


def _all_codes(run: Run) -> Codes:
    """The titles and paragraphs of the corpus as rows of the vocabulary, a pad after each."""
    pad = np.full(1, PAD, dtype=np.int64)
    codes: list[Codes] = []
    for article in read_articles(run):
        for text in ("".join(article.title.split()), *article.paragraphs):
            if text:
                codes += [encode(text), pad]
    return np.concatenate(codes)


def _frequent(codes: Codes) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys and counts of the n-grams that are worth keeping, the most frequent first."""
    keys, counts = [], []
    known = codes > UNKNOWN
    for n, least in LEAST_COUNT.items():
        whole = np.lib.stride_tricks.sliding_window_view(known, n).all(axis=1)
        windows = np.lib.stride_tricks.sliding_window_view(codes, n)
        found, count = np.unique(gram_keys(windows)[whole], return_counts=True)
        keys.append(found[count >= least])
        counts.append(count[count >= least])
    order = np.argsort(-np.concatenate(counts), kind="stable")
    return np.concatenate(keys)[order], np.concatenate(counts)[order]
