"""Lines of titles: which of them make one headline, which belong to one article, and which are no title at all.

A run of lines is divided into segments, each a field (kicker, headline, deck) of an article or a stray line; every
segment and every boundary between two is scored by a learned model, and the best division is found by dynamic
programming. The number of headlines is weighed against the number of bodies on the page.
"""

from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np

from ..page import Block, Role
from .characters import KINDS, Kind, code_points, kind_table, width_table
from .cues import cue_columns
from .language import ends_of, page_grams, seam_gain, vectors_of
from .roles import OUTPUTS
from .weights import Floats, network
from .wording import wording_scores

FIELDS: Final = (Role.KICKER, Role.HEADLINE, Role.DECK, Role.BODY)
"""The fields of a group, and BODY for a line that is no title."""
HEAD: Final = FIELDS.index(Role.HEADLINE)
STRAY: Final = FIELDS.index(Role.BODY)
LONGEST: Final = 5
SAME, NEW = 0, 1
GROWTH: Final = {(): (0, 1, 2, 3), (0,): (1,), (1,): (2, 0), (0, 1): (2,), (1, 0): (2,), (2,): (1,)}
"""How a group may go on: the fields that it has so far, in printed order, and those that may follow."""
LEANINGS: Final = (0.0, 0.75, -0.75, 1.5, -1.5, 3.0, -3.0, 6.0, -6.0)
MISCOUNT: Final = 1.0
"""What each headline more or fewer than there are bodies costs."""

Segment = tuple[int, int, int]
"""Lines `start:end` of a run as field `FIELDS[k]`."""


class TitleGroup(NamedTuple):
    """The title lines of one article: (field, positions of its blocks), in printed order."""

    fields: tuple[tuple[Role, tuple[int, ...]], ...]


class Run(NamedTuple):
    """Lines that may be titles and stand together: how many other blocks stand between each two of them, and for each
    the blocks just before and after it on the page."""

    blocks: list[Block]
    gaps: list[int]
    before: list[Block | None]
    after: list[Block | None]


class Scores(NamedTuple):
    """The scores of a run: of each (start, end) as each field, and of each boundary by the fields that it divides."""

    segments: dict[tuple[int, int], Floats]
    boundaries: Floats


def parse_runs(runs: list[Run], bodies: int) -> list[tuple[list[TitleGroup], list[int]]]:
    """For each run its headline groups and the positions of lines that are no titles, all runs weighed together.

    `bodies` is the number of bodies on the page: of parses that are nearly as likely, the one with as many headlines
    is taken.
    """
    scored = [run_scores(run) for run in runs]
    best: tuple[float, list[list[Segment]]] = (-np.inf, [])
    starts: list[list[int]] = []
    for leaning in LEANINGS:
        parses = [best_parse(scores, len(run.blocks), leaning) for run, scores in zip(runs, scored, strict=True)]
        count = sum(field == HEAD for segments, _ in parses for _, _, field in segments)
        value = sum(parse_value(s, segments, new) for s, (segments, new) in zip(scored, parses, strict=True))
        value -= MISCOUNT * abs(count - bodies)
        if value > best[0]:
            best = (value, [segments for segments, _ in parses])
            starts = [new for _, new in parses]
    return [_groups(segments, new) for segments, new in zip(best[1], starts, strict=True)]


def run_scores(run: Run) -> Scores:
    """What the learned model makes of every segment and boundary of a run."""
    places, features = segment_features(run)
    segments = network("fields").logits(features)
    boundaries = np.zeros((0, 4, 4, 2), dtype=np.float32)
    if len(run.blocks) > 1:
        boundaries = network("titles").logits(boundary_features(run)).reshape(-1, 4, 4, 2)
    return Scores(dict(zip(places, segments, strict=True)), boundaries)


def best_parse(scores: Scores, count: int, leaning: float = 0.0) -> tuple[list[Segment], list[int]]:
    """The best division of a run of `count` lines, and which of its segments open a group; `leaning` is added for each
    headline."""
    table: list[dict[tuple[int, ...], tuple[float, Any]]] = [{} for _ in range(count + 1)]
    for start in range(count):
        before = table[start].items() if start else [((), (0.0, ()))]
        for end in range(start + 1, min(count, start + LONGEST) + 1):
            own = scores.segments[start, end].tolist()
            own[HEAD] += leaning
            for state, (value, path) in before:
                edge = scores.boundaries[start - 1].tolist() if start else None
                for field, new in _moves(state, end - start):
                    total = value + own[field] + (edge[state[-1]][field][new] if edge else 0.0)
                    grown = (field,) if new else (*state, field)
                    if total > table[end].get(grown, (-np.inf,))[0]:
                        table[end][grown] = (total, (path, (start, end, field), new))
    whole = [entry for state, entry in table[count].items() if _complete(state)]
    path = max(whole, key=lambda entry: entry[0])[1]
    segments: list[Segment] = []
    opens: list[int] = []
    while path:
        path, segment, new = path
        segments.append(segment)
        opens.append(new)
    return segments[::-1], opens[::-1]


def parse_value(scores: Scores, segments: list[Segment], opens: list[int]) -> float:
    """The score of a division."""
    value = sum(float(scores.segments[start, end][field]) for start, end, field in segments)
    for (_, _, left), (start, _, right), new in zip(segments, segments[1:], opens[1:], strict=False):
        value += float(scores.boundaries[start - 1, left, right, new])
    return value


def _moves(state: tuple[int, ...], length: int) -> list[tuple[int, int]]:
    """The fields that a segment of `length` lines may have after a state, and whether it opens a group."""
    moves = [(field, SAME) for field in GROWTH.get(state, ())] if state else []
    if not state or _complete(state):
        moves += [(field, NEW) for field in GROWTH[()]]
    return [(field, new) for field, new in moves if field != STRAY or length == 1]


def _complete(state: tuple[int, ...]) -> bool:
    return HEAD in state or STRAY in state


def _groups(segments: list[Segment], opens: list[int]) -> tuple[list[TitleGroup], list[int]]:
    groups: list[list[tuple[Role, tuple[int, ...]]]] = []
    stray: list[int] = []
    for (start, end, field), new in zip(segments, opens, strict=True):
        if field == STRAY:
            stray.append(start)
            continue
        if new:
            groups.append([])
        groups[-1].append((FIELDS[field], tuple(range(start, end))))
    return [TitleGroup(tuple(group)) for group in groups], stray


def segment_features(run: Run) -> tuple[list[tuple[int, int]], Floats]:
    """Every stretch of up to `LONGEST` lines of a run, and a row of features for each."""
    texts = [bare(block) for block in run.blocks]
    places = [(i, j) for i in range(len(texts)) for j in range(i + 1, min(len(texts), i + LONGEST) + 1)]
    joined = ["".join(texts[i:j]) for i, j in places]
    chances = _chances(run.blocks)
    inner = _seams(texts, run.gaps)
    width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
    rows = []
    for i, j in places:
        seams = inner[i : j - 1]
        low = seams.min(axis=0) if len(seams) else np.full(3, 9, dtype=np.float32)
        high = seams.max(axis=0) if len(seams) else np.full(3, -9, dtype=np.float32)
        shape = [j - i, width[i:j].max(), width[i:j].min(), width[i:j].sum(), i, len(texts) - j, j - i == 1, len(texts)]
        spread = chances[i:j]
        context = _context(run.before[i], run.blocks[i], run.blocks[j - 1], run.after[j - 1])
        rows.append(np.concatenate([shape, low, high, spread.mean(axis=0), spread.max(axis=0), spread[-1], context]))
    shapes = np.array(rows, dtype=np.float32)
    return places, np.concatenate([shapes, wording_scores(joined), cue_columns(joined)], axis=1)


def boundary_features(run: Run) -> Floats:
    """One row for each two neighbours of a run."""
    texts = [bare(block) for block in run.blocks]
    kinds = [kind_table()[code_points(t)] for t in texts]
    opened = np.array([int((k == Kind.OPENING).sum()) - int((k == Kind.CLOSING).sum()) for k in kinds])
    width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
    chances, words, cues = _chances(run.blocks), wording_scores(texts), cue_columns(texts)
    one_hot = np.eye(KINDS, dtype=np.float32)
    columns = np.stack([width[:-1], width[1:], width[:-1] - width[1:], opened[:-1], opened[1:]], axis=1)
    around = [one_hot[[k[-1] for k in kinds[:-1]]], one_hot[[k[0] for k in kinds[1:]]]]
    sides = [x[part] for x in (chances, words, cues) for part in (slice(None, -1), slice(1, None))]
    joined = wording_scores([a + b for a, b in pairwise(texts)])
    return np.concatenate([columns, _seams(texts, run.gaps), *around, *sides, joined], axis=1).astype(np.float32)


def _context(before: Block | None, first: Block, last: Block, after: Block | None) -> Floats:
    """What stands before and after a stretch of lines, and whether it is tied to them."""
    nothing = (0.0,) * OUTPUTS
    tied_before = before is not None and before.flow == first.flow
    tied_after = after is not None and after.flow == last.flow
    ties = [
        before is None,
        after is None,
        tied_before,
        tied_after,
        before.onward if before is not None and tied_before else 0.0,
        last.onward,
        min(before.lines, 20) if before is not None else 0,
        min(after.lines, 20) if after is not None else 0,
    ]
    return np.array([*ties, *((before and before.ending) or nothing), *((after and after.chances) or nothing)])


def bare(block: Block) -> str:
    """The text of a block without white space."""
    return "".join(block.text.value.split())


def _chances(blocks: list[Block]) -> Floats:
    return np.array([b.chances or (0.0,) * OUTPUTS for b in blocks], dtype=np.float32).reshape(-1, OUTPUTS)


def _seams(texts: list[str], gaps: list[int]) -> Floats:
    """For each two neighbours: how well the second continues the first, by towers and by counts, and the gap."""
    if len(texts) < 2:
        return np.zeros((0, 3), dtype=np.float32)
    tails, heads = vectors_of(tuple(texts))
    ends = ends_of(texts)
    product = np.einsum("ij,ij->i", tails[:-1], heads[1:])
    gain = seam_gain(ends.tails[:-1], ends.heads[1:], page_grams(texts))
    return np.stack([product, gain, np.minimum(gaps, 8)], axis=1).astype(np.float32)
