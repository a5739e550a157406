"""Which line follows which on the page as a whole.

Two rounds. The first scores candidate pairs one by one and takes the best matching; what is firm in it makes
fragments. The second asks only how fragments go on, and sees what the first could not: which heads and tails are
still free, the stride at which columns alternate, what the fragments are about.
"""

from typing import Final, NamedTuple

import numpy as np

from .edges import TITLES, Pairs, candidate_pairs, flowing, pair_features, seam_products
from .language import hashed_pairs
from .matching import best_matching, without_cycles
from .roles import BOUNDS, ROLES
from .sheet import Ints, Sheet
from .strides import stride_columns, strides_of
from .weights import Floats, network, sigmoid

URGE: Final = 1.0
_ARTICLE_FIRST: Final = len(ROLES) + BOUNDS.index("article first")
_ARTICLE_LAST: Final = len(ROLES) + BOUNDS.index("article last")
FIRM: Final = 4.0
MOST_PAIRS: Final = 12000
NEAREST: Final = 40
TOPIC_BITS: Final = 11


class Flows(NamedTuple):
    """For each line the one that follows it (-1: none), and how sure that is, in [0, 1]."""

    following: Ints
    score: Floats


class Fragments(NamedTuple):
    """Lines tied by firm edges: the fragment of each line, and the lines before and after it there (-1: none)."""

    number: Ints
    before: Ints
    after: Ints
    size: Ints


def find_flows(sheet: Sheet, roles: Floats) -> Flows:
    """What follows each line of the page, decided for all lines together."""
    pairs = candidate_pairs(sheet, roles)
    n = len(sheet)
    if not len(pairs.tails):
        return Flows(np.full(n, -1, dtype=np.int64), np.ones(n, dtype=np.float32))
    first = network("edges1").logits(first_features(sheet, roles, pairs))[:, 0]
    fragments = firm_fragments(pairs, first, n)
    open_pairs = fragment_pairs(sheet, roles, fragments)
    features = second_features(sheet, roles, open_pairs, fragments, pairs, first)
    second = network("edges2").logits(features)[:, 0] + _urge(roles, open_pairs)
    hops = best_matching(open_pairs.tails, open_pairs.heads, second, n)
    flows = _merge(fragments, open_pairs, second, hops)
    return Flows(_without_titles(flows.following, roles), flows.score)


def first_features(sheet: Sheet, roles: Floats, pairs: Pairs) -> Floats:
    """What the first round sees of each pair: the pair itself, and how well its stride does about it."""
    own = pair_features(sheet, roles, pairs)
    strides = strides_of(sheet, flowing(roles), pairs.tails, pairs.heads, own[:, 0] + own[:, 1])
    return np.concatenate([own, stride_columns(strides, pairs.tails, pairs.heads)], axis=1)


def second_features(
    sheet: Sheet, roles: Floats, pairs: Pairs, fragments: Fragments, seen: Pairs, score: Floats
) -> Floats:
    """What the second round sees of each open pair; `seen` are the pairs of the first, `score` what it made of them."""
    strides = strides_of(sheet, flowing(roles), seen.tails, seen.heads, score)
    known = known_scores(seen, score, pairs, len(sheet))
    own = fragment_features(sheet, roles, pairs, fragments, known)
    return np.concatenate([own, stride_columns(strides, pairs.tails, pairs.heads)], axis=1)


def firm_fragments(pairs: Pairs, score: Floats, n: int) -> Fragments:
    """The fragments that the firm edges of the first round make."""
    chosen = best_matching(pairs.tails, pairs.heads, score, n)
    firm = (score > FIRM) & (chosen[pairs.tails] == pairs.heads)
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
    return Fragments(number, before, after, np.bincount(number, minlength=1))


def fragment_pairs(sheet: Sheet, roles: Floats, fragments: Fragments) -> Pairs:
    """Every open tail with every open head; on a page of very many, each tail with the nearest heads in the dump."""
    flow = flowing(roles)
    tails = np.flatnonzero((fragments.after < 0) & flow)
    heads = np.flatnonzero((fragments.before < 0) & flow)
    if len(tails) * len(heads) <= MOST_PAIRS:
        a, b = np.repeat(tails, len(heads)), np.tile(heads, len(tails))
    else:
        middle = np.searchsorted(heads, tails)
        window = middle[:, None] + np.arange(-NEAREST // 4, NEAREST - NEAREST // 4)
        inside = (window >= 0) & (window < len(heads))
        a, b = np.repeat(tails, NEAREST)[inside.ravel()], heads[window[inside]]
    keep = fragments.number[a] != fragments.number[b]
    a, b = a[keep], b[keep]
    return Pairs(a, b, seam_products(sheet, a, b))


def known_scores(pairs: Pairs, score: Floats, wanted: Pairs, n: int) -> Floats:
    """The first round's scores of the wanted pairs, -10 where it did not look."""
    key = pairs.tails * n + pairs.heads
    order = np.argsort(key)
    want = wanted.tails * n + wanted.heads
    at = np.minimum(np.searchsorted(key[order], want), len(key) - 1)
    found: Floats = np.where(key[order][at] == want, score[order][at], -10).astype(np.float32)
    return found


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


def _urge(roles: Floats, pairs: Pairs) -> Floats:
    """What is added to the score of a pair for the want of another: a head that does not open an article has to follow
    something, and a tail that does not close one has to go on."""
    opens, closes = roles[pairs.heads, _ARTICLE_FIRST], roles[pairs.tails, _ARTICLE_LAST]
    urge: Floats = URGE * (1 - 2 * opens) * (1 - closes)
    return urge


def _without_titles(following: Ints, roles: Floats) -> Ints:
    """The same without ties between two lines that look like titles: how these go together is decided elsewhere."""
    title = roles[:, TITLES].sum(axis=1) > 0.5
    both = (following >= 0) & title & title[following]
    return np.where(both, -1, following)


def _merge(fragments: Fragments, pairs: Pairs, score: Floats, hops: Ints) -> Flows:
    """Firm edges and hops together, freed of cycles."""
    n = len(hops)
    strength = np.full(n, FIRM + 10, dtype=np.float32)
    taken = hops[pairs.tails] == pairs.heads
    strength[pairs.tails[taken]] = score[taken]
    following = without_cycles(np.where(fragments.after >= 0, fragments.after, hops), strength.tolist())
    return Flows(following, sigmoid(strength))
