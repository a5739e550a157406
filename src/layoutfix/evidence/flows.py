"""Which line follows which on the page as a whole.

Two rounds. The first scores candidate pairs one by one and takes the best matching; what is firm in it makes
fragments. The second asks only how fragments go on, and sees what the first could not: which heads and tails are
still free, the stride at which columns alternate, what the fragments are about.
"""

from itertools import takewhile
from typing import Final, NamedTuple

import numpy as np

from .edges import Pairs, candidate_pairs, in_articles, log_sum, pair_features, pointing
from .encoder import Reading
from .kinds import TITLE, kinds_of, may_meet
from .language import hashed_pairs
from .matching import best_matching, without_cycles
from .sheet import Ints, Sheet
from .ties import chains_of, score_of, tie_credits, tie_titles
from .title_ties import title_features
from .strides import stride_columns, strides_of
from .weights import Floats, network

FIRM: Final = 4.0
MOST_PAIRS: Final = 12000
NEAREST: Final = 40
TOPIC_BITS: Final = 11


class Flows(NamedTuple):
    """For each line the one that follows it in its article (-1: none); how sure that is, and how sure that the first
    line of a flow follows nothing (1 for the others), in [0, 1]."""

    following: Ints
    score: Floats
    opens: Floats


class Fragments(NamedTuple):
    """Lines tied by firm edges: the fragment of each line, and the  lines before and after it there (-1: none), and its kind."""

    number: Ints
    before: Ints
    after: Ints
    size: Ints
    kind: Ints


def find_flows(reading: Reading, roles: Floats) -> Flows:
    """What follows each line of the page, decided for all lines together.

    Two rounds tie lines of bodies to lines of bodies and titles to titles; then titles are given to bodies, and credits
    and jump lines to what they stand about.
    """
    rounds = score_rounds(reading, roles)
    n = len(reading.sheet)
    if rounds is None:
        return Flows(np.full(n, -1, dtype=np.int64), np.ones(n, dtype=np.float32), np.ones(n, dtype=np.float32))
    following = tie_bodies(rounds, roles)
    following = tie_titles(following, rounds, reading.sheet, roles)
    following = tie_credits(following, rounds)
    return _weighed(following, rounds)


class Rounds(NamedTuple):
    """Both rounds: their pairs and scores, and the fragments that the first made."""

    first: Pairs
    first_score: Floats
    fragments: Fragments
    second: Pairs
    second_score: Floats

    @property
    def kind(self) -> Ints:
        """The kind of each line."""
        return self.fragments.kind


def score_rounds(reading: Reading, roles: Floats) -> Rounds | None:
    """The scores of both rounds; None where there is nothing to choose from."""
    pairs = candidate_pairs(reading, roles)
    if not len(pairs.tails):
        return None
    first = network("edges1").logits(first_features(reading, roles, pairs))[:, 0]
    fragments = firm_fragments(pairs, first, roles)
    hops = fragment_pairs(roles, fragments)
    second = network("edges2").logits(second_features(reading, roles, hops, fragments, pairs, first))[:, 0]
    return Rounds(pairs, first, fragments, hops, second)


def tie_bodies(rounds: Rounds, roles: Floats) -> Ints:
    """What follows each line of a body, or of titles, but for the body that follows titles."""
    n, kind = len(roles), rounds.kind
    pairs, score = rounds.second, rounds.second_score
    met = may_meet(kind, pairs.tails, pairs.heads)
    chosen = best_matching(pairs.tails, pairs.heads, np.where(met, score, -1), n)
    following = _merge(rounds.fragments, pairs, score, chosen)
    for chain in chains_of(following):
        titles = sum(1 for _ in takewhile(lambda line: kind[line] == TITLE, chain))
        if 0 < titles < len(chain):
            following[chain[titles - 1]] = -1
    return following


def first_features(reading: Reading, roles: Floats, pairs: Pairs) -> Floats:
    """What the first round sees of each pair: the pair itself, what the encoder says of it, and how well its stride
    does about it."""
    own = pair_features(reading.sheet, roles, pairs)
    points = pointing(reading, pairs)
    strides = strides_of(reading.sheet, in_articles(roles), pairs.tails, pairs.heads, own[:, 0] + own[:, 1])
    return np.concatenate([own, points, stride_columns(strides, pairs.tails, pairs.heads)], axis=1)


def second_features(
    reading: Reading, roles: Floats, pairs: Pairs, fragments: Fragments, seen: Pairs, score: Floats
) -> Floats:
    """What the second round sees of each open pair; `seen` are the pairs of the first, `score` what it made of them."""
    sheet = reading.sheet
    strides = strides_of(sheet, in_articles(roles), seen.tails, seen.heads, score)
    known = score_of(seen, score, pairs.tails, pairs.heads, len(sheet))
    columns = [
        fragment_features(sheet, roles, pairs, fragments, known),
        pointing(reading, pairs),
        title_features(sheet, roles, pairs, fragments),
        stride_columns(strides, pairs.tails, pairs.heads),
    ]
    return np.concatenate(columns, axis=1)


def firm_fragments(pairs: Pairs, score: Floats, roles: Floats) -> Fragments:
    """The fragments that the firm edges of the first round make; which body follows titles is left open."""
    n = len(roles)
    chosen = best_matching(pairs.tails, pairs.heads, score, n)
    kind = kinds_of(roles)
    leads = (kind[pairs.tails] == TITLE) & (kind[pairs.heads] != TITLE)
    firm = (score > FIRM) & (chosen[pairs.tails] == pairs.heads) & may_meet(kind, pairs.tails, pairs.heads) & ~leads
    after = np.full(n, -1, dtype=np.int64)
    after[pairs.tails[firm]] = pairs.heads[firm]
    strength = np.zeros(n, dtype=np.float32)
    strength[pairs.tails[firm]] = score[firm]
    after = without_cycles(after, strength.tolist())
    before = np.full(n, -1, dtype=np.int64)
    linked = np.flatnonzero(after >= 0)
    before[after[linked]] = linked
    number = np.full(n, -1, dtype=np.int64)
    follow = after.tolist()
    for count, head in enumerate(np.flatnonzero(before < 0).tolist()):
        while head >= 0:
            number[head] = count
            head = follow[head]
    return Fragments(number, before, after, np.bincount(number, minlength=1), kind)


def fragment_pairs(roles: Floats, fragments: Fragments) -> Pairs:
    """Every open tail with every open head; on a page of very many, each tail with the nearest heads in the dump."""
    inside = in_articles(roles)
    tails = np.flatnonzero((fragments.after < 0) & inside)
    heads = np.flatnonzero((fragments.before < 0) & inside)
    if len(tails) * len(heads) <= MOST_PAIRS:
        a, b = np.repeat(tails, len(heads)), np.tile(heads, len(tails))
    else:
        middle = np.searchsorted(heads, tails)
        window = middle[:, None] + np.arange(-NEAREST // 4, NEAREST - NEAREST // 4)
        within = (window >= 0) & (window < len(heads))
        a, b = np.repeat(tails, NEAREST)[within.ravel()], heads[window[within]]
    keep = fragments.number[a] != fragments.number[b]
    return Pairs(a[keep], b[keep])


def fragment_features(sheet: Sheet, roles: Floats, pairs: Pairs, fragments: Fragments, first: Floats) -> Floats:
    """What speaks for each open pair: the pair itself, and the two fragments that it would tie."""
    a, b = pairs.tails, pairs.heads
    before, after = fragments.before, fragments.after
    stride_here = b - a
    stride_before = np.where(before[a] >= 0, a - before[a], 0)
    stride_after = np.where(after[b] >= 0, after[b] - b, 0)
    level = np.concatenate([[0], (sheet.row[1:] != sheet.row[:-1]).cumsum()])
    rows_here = level[b] - level[a]
    rows_before = np.where(before[a] >= 0, level[a] - level[before[a]], 0)
    rows_after = np.where(after[b] >= 0, level[after[b]] - level[b], 0)
    measure = np.zeros(len(fragments.size), dtype=np.float32)
    np.maximum.at(measure, fragments.number, sheet.width)
    full = (fragments.size[fragments.number[a]] > 1) & (fragments.size[fragments.number[b]] > 1)
    number = fragments.number
    columns = [
        first,
        first - _rival(first, a, len(sheet)),
        first - _rival(first, b, len(sheet)),
        np.minimum(fragments.size[number[a]], 40),
        np.minimum(fragments.size[number[b]], 40),
        stride_before.clip(-20, 20),
        stride_after.clip(-20, 20),
        (stride_here == stride_before) & (stride_before != 0),
        (stride_here == stride_after) & (stride_after != 0),
        np.abs(stride_here - stride_before).clip(0, 30),
        np.abs(stride_here - stride_after).clip(0, 30),
        np.abs(rows_here - rows_before).clip(0, 12),
        np.abs(rows_here - rows_after).clip(0, 12),
        np.where(full, np.abs(measure[number[a]] - measure[number[b]]), -1).clip(-1, 30),
        (measure[number[a]] - sheet.width[a]).clip(0, 30),
        (measure[number[b]] - sheet.width[b]).clip(0, 30),
        *_ranks_between(a, b),
        _topics(sheet, fragments)[number[a], number[b]],
    ]
    own = np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)
    return np.concatenate([own, pair_features(sheet, roles, pairs)], axis=1)


def _rival(score: Floats, group: Ints, n: int) -> Floats:
    best = np.full(n, -12, dtype=np.float32)
    np.maximum.at(best, group, score)
    return best[group]


def _ranks_between(a: Ints, b: Ints) -> list[np.ndarray]:
    """How many open heads stand between A and B in the dump, and how many open tails, with B's side as the sign."""
    heads, tails = np.unique(b), np.unique(a)
    free_heads = np.searchsorted(heads, b) - np.searchsorted(heads, a)
    free_tails = np.searchsorted(tails, b) - np.searchsorted(tails, a)
    return [
        np.sign(free_heads) * np.log1p(np.abs(free_heads)),
        np.sign(free_tails) * np.log1p(np.abs(free_tails)),
        free_heads == 0,
        free_heads == 1,
        free_tails == 1,
    ]


def _topics(sheet: Sheet, fragments: Fragments) -> Floats:
    """How much each two fragments share of their rare pairs of characters: the cosine of their weighted counts."""
    line = np.repeat(np.arange(len(sheet)), sheet.characters)
    number, slot = hashed_pairs(sheet.texts, fragments.number[line], TOPIC_BITS)
    counts = np.bincount(number << TOPIC_BITS | slot, minlength=len(fragments.size) << TOPIC_BITS)
    table = np.log1p(counts.reshape(len(fragments.size), 1 << TOPIC_BITS).astype(np.float32))
    spread = (table > 0).sum(axis=0)
    table *= np.log((len(table) + 1) / (spread + 1)).astype(np.float32) ** 2
    table /= np.sqrt((table**2).sum(axis=1, keepdims=True)) + 1e-6
    cosine: Floats = table @ table.T
    return cosine


def _merge(fragments: Fragments, pairs: Pairs, score: Floats, hops: Ints) -> Ints:
    """Firm edges and hops together, freed of cycles."""
    strength = np.full(len(hops), FIRM + 10, dtype=np.float32)
    taken = hops[pairs.tails] == pairs.heads
    strength[pairs.tails[taken]] = score[taken]
    return without_cycles(np.where(fragments.after >= 0, fragments.after, hops), strength.tolist())


def _weighed(following: Ints, rounds: Rounds) -> Flows:
    """How sure each choice is: its share in what the rounds gave to all choices, from either side."""
    n = len(following)
    none = np.zeros(n, dtype=np.float32)
    sure = np.ones(n, dtype=np.float32)
    opens = np.ones(n, dtype=np.float32)
    for pairs, score, chosen in (
        (rounds.first, rounds.first_score, rounds.fragments.after),
        (rounds.second, rounds.second_score, following),
    ):
        tails, heads = (log_sum(score, side, none, all_owners=True) for side in pairs)
        taken = (chosen[pairs.tails] == pairs.heads) & (following[pairs.tails] == pairs.heads)
        a, b = pairs.tails[taken], pairs.heads[taken]
        sure[a] = np.exp(score[taken] - np.maximum(tails[a], heads[b]))
    last = following < 0
    first = np.bincount(following[~last], minlength=n) == 0
    sure[last], opens[first] = np.exp(-tails[last]), np.exp(-heads[first])
    return Flows(following, sure, opens)
