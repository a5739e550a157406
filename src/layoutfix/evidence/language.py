"""What news text is like: the chance that some characters go on in others.

Two kinds of evidence meet here. *Counts* of the 2-, 3- and 4-grams of news articles say how much likelier the first
characters of B are after the last ones of A than by themselves. *Towers*, two small networks learned on the same
articles, give vectors to the end of A and to the beginning of B whose product is high where B continues A; they know
kinds of words where the counts know words. Characters are folded first (width, radicals, Traditional to Simplified
by OpenCC's tables), so that both scripts share what is known.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .characters import CODE_POINTS, code_points
from .weights import Floats, load

CONTEXT = 20
"""Characters at the end of a text that the towers look at: all of them for its subject, the `NEAR` last one by one."""
NEAR = 8
NEAR_PAIRS = 3
PAIR_BITS = 16
PAD, UNKNOWN = 0, 1
SHIFT = 13
BUCKET_BITS = 18
LEVELS = np.append(0, np.exp2(np.arange(1, 256, dtype=np.float32) / 8)).astype(np.float32)
"""What each level of the table of counts stands for."""
EVERYDAY = 30_000
"""An n-gram that was seen so often, once in 350 characters, is of an everyday word."""
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64th over the golden ratio, which scatters keys that lie near each other (Fibonacci hashing)."""
MIXER = np.uint64(0xBF58476D1CE4E5B9)
"""A multiplier of SplitMix64, which scatters what that left together."""

Codes = NDArray[np.int64]


@cache
def _rows() -> NDArray[np.uint16]:
    """The vocabulary row of every code point."""
    data = load("characters")
    rows = np.full(CODE_POINTS, UNKNOWN, dtype=np.uint16)
    rows[data["points"]] = data["rows"]
    return rows


def encode(text: str) -> Codes:
    """The vocabulary row of every character of `text`."""
    return _rows()[code_points(text)].astype(np.int64)


class Ends(NamedTuple):
    """The last and the first `CONTEXT` characters of each of n texts, as rows of the vocabulary, padded outwards."""

    tails: Codes
    heads: Codes


def ends_of(texts: Sequence[str]) -> Ends:
    """The ends of texts that hold no white space."""
    flat = encode("".join(texts))
    length = np.array([len(t) for t in texts], dtype=np.int64)
    stop = np.cumsum(length)
    start = stop - length
    steps = np.arange(CONTEXT)
    head = start[:, None] + steps
    tail = stop[:, None] - CONTEXT + steps
    flat = np.append(flat, PAD)
    last = len(flat) - 1
    return Ends(
        tails=flat[np.where(tail >= start[:, None], tail, last)],
        heads=flat[np.where(head < stop[:, None], head, last)],
    )


class Vectors(NamedTuple):
    """The towers' vectors of n texts: as the tail and as the head of a seam."""

    tails: Floats
    heads: Floats


def vectors_of(ends: Ends) -> Vectors:
    """The vectors of texts by their ends."""
    return Vectors(tower_vectors(ends.tails, "tail"), tower_vectors(ends.heads, "head"))


def tower_vectors(codes: Codes, side: str) -> Floats:
    """The vector of each row of `CONTEXT` codes as the `tail` or the `head` of a seam."""
    net = load("towers")
    tail = side == "tail"
    near = codes[:, -NEAR:] if tail else codes[:, :NEAR]
    slots = pair_slots(codes)
    pairs = net["pairs"][slots] * net["pair_scale"]
    near_pairs = pairs[:, -NEAR_PAIRS:] if tail else pairs[:, :NEAR_PAIRS]
    known = (slots > 0).astype(np.float32)
    subject = np.einsum("npd,np->nd", pairs, known) / (np.sqrt(known.sum(axis=1, keepdims=True)) + 1)
    x = np.concatenate([_flat(net["embedding"][near]), _flat(near_pairs), subject], axis=1)
    x = np.maximum(x @ net[f"{side}1"] + net[f"{side}1_bias"], 0)
    vectors: Floats = x @ net[f"{side}2"] + net[f"{side}2_bias"]
    return vectors


def seam_products(vectors: Vectors, tails: Codes, heads: Codes) -> Floats:
    """For each pair, how well text `heads[k]` continues text `tails[k]`, by the towers."""
    products: Floats = np.einsum("ij,ij->i", vectors.tails[tails], vectors.heads[heads])
    return products


def _flat(rows: Floats) -> Floats:
    """Each row of tables as one row."""
    return rows.reshape(len(rows), rows.shape[1] * rows.shape[2])


def mean_vectors(vectors: Vectors, groups: Sequence[Sequence[int] | Codes]) -> Vectors:
    """The mean vectors of groups of texts, which tell their subjects; no group is empty."""
    size = np.array([len(group) for group in groups], dtype=np.int64)
    if not len(size):
        return Vectors(vectors.tails[:0], vectors.heads[:0])
    members = np.concatenate([np.asarray(group, dtype=np.int64) for group in groups])
    first = size.cumsum() - size
    tails, heads = (
        np.asarray(np.add.reduceat(side[members], first, axis=0) / size[:, None], dtype=np.float32) for side in vectors
    )
    return Vectors(tails, heads)


def pair_slots(codes: Codes) -> Codes:
    """The slot of each pair of neighbouring codes of each row in the towers' table of pairs, 0 where one is unknown."""
    key = (codes[:, :-1] << SHIFT | codes[:, 1:]).astype(np.uint64) * GOLDEN
    slots = (key >> np.uint64(64 - PAIR_BITS)).astype(np.int64)
    return np.where((codes[:, :-1] > UNKNOWN) & (codes[:, 1:] > UNKNOWN), slots, 0)


def gram_keys(codes: Codes) -> NDArray[np.uint64]:
    """One key for each row of codes (an n-gram a row); rows of different length never meet, since codes are not 0."""
    key = np.zeros(len(codes), dtype=np.uint64)
    for column in codes.T:
        key = (key << np.uint64(SHIFT)) | column.astype(np.uint64)
    return key


def gram_places(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """The bucket of each key in the table of counts, and the mark that tells it from the others in that bucket."""
    mixed = keys * GOLDEN
    mixed ^= mixed >> np.uint64(29)
    mixed *= MIXER
    bucket = (mixed >> np.uint64(64 - BUCKET_BITS)).astype(np.int64)
    return bucket, ((mixed >> np.uint64(16)) & np.uint64(0xFFFF)).astype(np.uint16)


def gram_counts(keys: NDArray[np.uint64]) -> Floats:
    """How often each n-gram was seen in news text, to within a twelfth; 0 for the rare and the unknown."""
    table = load("grams")
    bucket, mark = gram_places(keys)
    hit = table["marks"][bucket] == mark[:, None]
    found = np.flatnonzero(hit.view(np.uint64))  # eight marks a bucket, a byte each
    level = table["levels"][bucket[found], hit[found].argmax(axis=1)]
    counts = np.zeros(len(keys), dtype=np.float32)
    counts[found] = LEVELS[level]
    return counts


def pairs_within(texts: Sequence[str]) -> tuple[Codes, NDArray[np.uint64]]:
    """The pairs of neighbouring known characters of texts without white space: the text that each stands in, and its
    key."""
    codes = encode("".join(texts))
    text = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    inside = (text[1:] == text[:-1]) & (codes[1:] > UNKNOWN) & (codes[:-1] > UNKNOWN)
    return text[:-1][inside], gram_keys(np.stack([codes[:-1], codes[1:]], axis=1)[inside])


def rarity(keys: NDArray[np.uint64]) -> Floats:
    """How rare each n-gram is in news text, as a logarithm: 0 for those that everyday words are made of."""
    rare: Floats = np.log(EVERYDAY / gram_counts(keys).clip(1, EVERYDAY))
    return rare


class PageGrams(NamedTuple):
    """Counts of the n-grams of one page: sorted keys and how often each was seen."""

    keys: NDArray[np.uint64]
    counts: Floats

    def lookup(self, keys: NDArray[np.uint64]) -> Floats:
        """How often each key was seen on the page."""
        if not len(self.keys):
            return np.zeros(len(keys), dtype=np.float32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.counts[at], 0).astype(np.float32)


def page_grams(texts: Sequence[str]) -> PageGrams:
    """The 2- to 4-grams that stand wholly inside one of the texts."""
    flat = encode("\n".join(texts)).astype(np.uint64)
    keys, known = flat, flat > UNKNOWN
    found: list[tuple[NDArray[np.uint64], NDArray[np.intp]]] = []
    for n in (2, 3, 4):  # a key with one code more is greater, so all are in order, as the keys of one length are
        keys = keys[:-1] << np.uint64(SHIFT) | flat[n - 1 :]
        known = known[:-1] & (flat[n - 1 :] > UNKNOWN)
        found.append(np.unique(keys[known], return_counts=True))
    grams, counts = (np.concatenate(column) for column in zip(*found, strict=True))
    return PageGrams(grams, counts.astype(np.float32))


SMOOTHING = {2: 32.0, 3: 4.0, 4: 4.0}
PAGE_WEIGHT = 4.0
REACH = 3

Spans = dict[tuple[int, int], Floats]
"""Of the `2 * REACH` characters that meet at each of some seams, how often those from a first to a last one were seen
together, by first and last."""


class Seen(NamedTuple):
    """All that seams between n texts are told by."""

    ends: Ends
    vectors: Vectors
    grams: PageGrams


def seen_of(texts: Sequence[str]) -> Seen:
    """What tells of the seams between the lines of a page, without white space."""
    ends = ends_of(texts)
    return Seen(ends, vectors_of(ends), page_grams(texts))


def seam_gain(ends: Ends, tails: Codes, heads: Codes, page: PageGrams) -> Floats:
    """For each pair, the sum over the first three characters of text `heads[k]` of
    log P(character | end of text `tails[k]`, characters before it) - log P(character | characters before it)."""
    gain = np.zeros(len(tails), dtype=np.float32)
    for of_character in character_gains(*seam_counts(ends, tails, heads, page)):
        gain += of_character
    return gain


def character_gains(news: Spans, page: Spans) -> list[Floats]:
    """The summands of `seam_gain`, from counts of news text and of the page.

    Probabilities are smoothed towards shorter contexts; n-grams of the page count `PAGE_WEIGHT` times.
    """
    total = float(load("grams")["unigrams"].sum())
    weighed = {span: np.float32(PAGE_WEIGHT) * seen for span, seen in page.items()}
    count: Spans = {span: seen + weighed[span] if span in weighed else seen for span, seen in news.items()}

    def chance(first: int, last: int) -> Floats:
        if first == last:
            return (count[last, last] + 0.5) / total
        weight = SMOOTHING[last - first + 1]
        p: Floats = (count[first, last] + weight * chance(first + 1, last)) / (count[first, last - 1] + weight)
        return np.minimum(p, 1)

    return [np.log(chance(last - REACH, last)) - np.log(chance(REACH, last)) for last in range(REACH, 2 * REACH)]


def seam_counts(ends: Ends, tails: Codes, heads: Codes, page: PageGrams) -> tuple[Spans, Spans]:
    """How often what meets at each seam was seen in news text, and on the page (single characters not counted there).

    What concerns one text alone is looked up once a text, not once a pair, and all n-grams are looked up at once.
    """
    unigrams = load("grams")["unigrams"]
    tail_codes, head_codes = ends.tails[:, -REACH:], ends.heads[:, :REACH]
    pair_codes = np.concatenate([tail_codes[tails], head_codes[heads]], axis=1)
    spans = [(first, last) for last in range(1, 2 * REACH) for first in range(max(0, last - REACH), last)]
    grams = [
        tail_codes[:, first : last + 1] if last < REACH
        else head_codes[:, first - REACH : last + 1 - REACH] if first >= REACH
        else pair_codes[:, first : last + 1]
        for first, last in spans
    ]  # fmt: skip
    keys = np.concatenate([gram_keys(codes) for codes in grams])
    # Texts are padded outwards, so what begins and ends with a character holds no padding.
    known = np.concatenate([(codes[:, 0] > PAD) & (codes[:, -1] > PAD) for codes in grams])
    stops = np.cumsum([len(codes) for codes in grams])[:-1]

    def of_pairs(seen: Floats) -> Spans:
        return {
            (first, last): found[tails] if last < REACH else found[heads] if first >= REACH else found
            for (first, last), found in zip(spans, np.split(np.where(known, seen, 0), stops), strict=True)
        }

    single = {(at, at): unigrams[pair_codes[:, at]] for at in range(2 * REACH)}
    return single | of_pairs(gram_counts(keys)), of_pairs(page.lookup(keys))
