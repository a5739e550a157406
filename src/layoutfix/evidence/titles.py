"""Lines of titles: which of them make one headline, and which belong to the same article."""

from functools import cache
from itertools import combinations, pairwise
from typing import Final, NamedTuple

import numpy as np

from ..page import Block, Role
from .characters import KINDS, code_points, kind_table, width_table
from .language import ends_of, page_grams, seam_gain, tower_vectors
from .roles import OUTPUTS, ROLES
from .weights import Floats, network, softmax

FIELDS: Final = (Role.KICKER, Role.HEADLINE, Role.DECK)
LONGEST: Final = 8
ORDERS: Final = (
    (Role.HEADLINE,),
    (Role.KICKER, Role.HEADLINE),
    (Role.HEADLINE, Role.DECK),
    (Role.KICKER, Role.HEADLINE, Role.DECK),
    (Role.HEADLINE, Role.KICKER),
    (Role.HEADLINE, Role.KICKER, Role.DECK),
    (Role.DECK, Role.HEADLINE),
)
SAME_FIELD, OTHER_FIELD, OTHER_ARTICLE = range(3)


Fields = tuple[tuple[Role, tuple[int, ...]], ...]


class TitleGroup(NamedTuple):
    """The title lines of one article: (field, positions of its blocks), in printed order, and a score in [0, 1]."""

    fields: Fields
    score: float


def link_features(blocks: list[Block], gaps: list[int]) -> Floats:
    """One row for each two neighbours among title lines; `gaps[i]` other blocks stand between i and i + 1."""
    texts = ["".join(b.text.value.split()) for b in blocks]
    chances = np.array([b.chances or (0.0,) * OUTPUTS for b in blocks], dtype=np.float32).reshape(-1, OUTPUTS)
    ends = ends_of(texts)
    tails, heads = tower_vectors(ends.tails[:-1], "tail"), tower_vectors(ends.heads[1:], "head")
    width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
    kinds = [kind_table()[code_points(t)] for t in texts]
    one_hot = np.eye(KINDS, dtype=np.float32)
    opened = np.array([int((k == 6).sum()) - int((k == 7).sum()) for k in kinds], dtype=np.float32)
    columns = [
        np.einsum("ij,ij->i", tails, heads),
        seam_gain(ends.tails[:-1], ends.heads[1:], page_grams(texts)),
        width[:-1].clip(0, 60),
        width[1:].clip(0, 60),
        (width[:-1] - width[1:]).clip(-30, 30),
        np.array(gaps, dtype=np.float32).clip(0, 8),
        np.array(gaps) == 0,
        opened[:-1],
        opened[1:],
    ]
    return np.concatenate(
        [
            np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1),
            one_hot[[k[-1] for k in kinds[:-1]]],
            one_hot[[k[0] for k in kinds[1:]]],
            chances[:-1],
            chances[1:],
        ],
        axis=1,
    )


def parse_titles(blocks: list[Block], gaps: list[int]) -> list[TitleGroup]:
    """A run of title lines as the headline groups of articles: of all ways to divide it, the likeliest.

    Each group has one headline, of one or more lines, and may have a kicker and a deck; text dumps may print the
    kicker after the headline.
    """
    if not blocks:
        return []
    links = np.zeros((0, 3)) if len(blocks) < 2 else softmax(network("titles").logits(link_features(blocks, gaps)))
    chances = np.array([b.chances or (0.0,) * OUTPUTS for b in blocks], dtype=np.float64).reshape(-1, OUTPUTS)
    share = chances[:, [ROLES.index(f.value) for f in FIELDS]] + 1e-3
    role_log = np.log(share / share.sum(axis=1, keepdims=True))
    link_log = np.log(links + 1e-6)
    best: list[tuple[float, list[TitleGroup]]] = [(0.0, [])]
    for end in range(1, len(blocks) + 1):
        options = []
        for start in range(max(0, end - LONGEST), end):
            value, fields = _best_group(role_log, link_log, start, end)
            before, groups = best[start]
            boundary = float(link_log[start - 1, OTHER_ARTICLE]) if start else 0.0
            options.append((before + boundary + value, [*groups, TitleGroup(fields, float(np.exp(value)))]))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def _best_group(role_log: np.ndarray, link_log: np.ndarray, start: int, end: int) -> tuple[float, Fields]:
    """The likeliest fields of the lines `start:end` taken as one group."""
    best: tuple[float, Fields] = (-np.inf, ())
    for order, bounds in _layouts(end - start):
        value = 0.0
        for field, (a, b) in zip(order, bounds, strict=True):
            value += float(role_log[start + a : start + b, FIELDS.index(field)].sum())
            value += float(link_log[start + a : start + b - 1, SAME_FIELD].sum())
            if a:
                value += float(link_log[start + a - 1, OTHER_FIELD])
        if value > best[0]:
            fields = tuple((f, tuple(range(start + a, start + b))) for f, (a, b) in zip(order, bounds, strict=True))
            best = (value, fields)
    return best


@cache
def _layouts(count: int) -> list[tuple[tuple[Role, ...], tuple[tuple[int, int], ...]]]:
    """Every way to give `count` lines to the fields of one group."""
    layouts: list[tuple[tuple[Role, ...], tuple[tuple[int, int], ...]]] = []
    for order in ORDERS:
        for cuts in combinations(range(1, count), len(order) - 1):
            edges = (0, *cuts, count)
            layouts.append((order, tuple(pairwise(edges))))
    return layouts
