"""Lines of titles: which of them make one headline, which belong to one article, and which are no title at all.

A run of lines is divided into segments, each a field (kicker, headline, deck) of an article or a stray line; every
segment and every boundary between two is scored by a learned model, and the best division is found by dynamic
programming. The number of headlines is weighed against the number of bodies on the page.
"""

from typing import Any, Final, NamedTuple

import numpy as np
import regex

from ..page import Block, Role
from .characters import KINDS, Kind, code_points, kind_table, width_table
from .cues import cue_columns
from .language import ends_of, page_grams, seam_gain, vectors_of
from .roles import OUTPUTS
from .sheet import Ints
from .weights import Floats, network
from .wording import wording_scores

FIELDS: Final = (Role.KICKER, Role.HEADLINE, Role.DECK, Role.BODY)
"""The fields of a group, and BODY for a line that is no title."""
HEAD: Final = FIELDS.index(Role.HEADLINE)
DECK: Final = FIELDS.index(Role.DECK)
STRAY: Final = FIELDS.index(Role.BODY)
LONGEST: Final = 5
SAME, NEW = 0, 1
GROWTH: Final = {(): (0, 1, 2, 3), (0,): (1,), (1,): (2, 0), (0, 1): (2,), (1, 0): (2,), (2,): (1,)}
"""How a group may go on: the fields that it has so far, in printed order, and those that may follow."""
LEANINGS: Final = (0.0, 1.0, -1.0, 3.0, -3.0)
MOST_RUNS: Final = 60
ATTENDANCE: Final = regex.compile(
    r"(?!在)\p{Han}{2,24}(?:出席(?:会议|開幕式|开幕式)?(?:并(?:讲话|致辞))?|主持(?:并讲话)?|致辞)"
)
ATTENDANCE_BONUS: Final = 4.0
"""A line of names with `出席` or `主持` tells who was there: a deck, whatever else it looks like."""
MISCOUNT: Final = 0.5
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


class Option(NamedTuple):
    """One parse of a run: its score, how many headlines it has, and its segments with which of them open a group."""

    value: float
    headlines: int
    parse: tuple[list[Segment], list[int]]


class Scores(NamedTuple):
    """The scores of a run: of each (start, end) as each field, and of each boundary by the fields that it divides."""

    segments: dict[tuple[int, int], Floats]
    boundaries: Floats


def parse_runs(runs: list[Run], bodies: int) -> list[tuple[list[TitleGroup], list[int]]]:
    """For each run its headline groups and the positions of lines that are no titles, all runs weighed together.

    `bodies` is the number of bodies on the page: of parses that are nearly as likely, those with as many headlines
    are taken. A page of more than `MOST_RUNS` runs has each run parsed by itself.
    """
    options = [_options(scores, len(run.blocks)) for run, scores in zip(runs, score_runs(runs), strict=True)]
    if len(runs) > MOST_RUNS:
        return [_groups(*max(choices, key=lambda option: option.value).parse) for choices in options]
    best: dict[int, tuple[float, list[Option]]] = {0: (0.0, [])}
    for choices in options:
        grown: dict[int, tuple[float, list[Option]]] = {}
        for count, (value, chosen) in best.items():
            for option in choices:
                total, number = value + option.value, count + option.headlines
                if number not in grown or total > grown[number][0]:
                    grown[number] = (total, [*chosen, option])
        best = grown
    _, (_, chosen) = max(best.items(), key=lambda entry: entry[1][0] - MISCOUNT * abs(entry[0] - bodies))
    return [_groups(*option.parse) for option in chosen]


def _options(scores: Scores, count: int) -> list[Option]:
    """The best parses of a run with more and with fewer headlines."""
    options: dict[int, Option] = {}
    for leaning in LEANINGS:
        segments, opens = best_parse(scores, count, leaning)
        headlines = sum(field == HEAD for _, _, field in segments)
        option = Option(parse_value(scores, segments, opens), headlines, (segments, opens))
        if headlines not in options or option.value > options[headlines].value:
            options[headlines] = option
    return list(options.values())


def score_runs(runs: list[Run]) -> list[Scores]:
    """What the learned model makes of every segment and boundary of each run."""
    if not runs:
        return []
    seams = run_seams(runs)
    places, features = segment_features(runs, seams)
    segments = network("fields").logits(features)
    boundaries = network("titles").logits(boundary_features(runs, seams)).reshape(-1, 4, 4, 2)
    scored: list[Scores] = []
    row = border = 0
    for run, spans in zip(runs, places, strict=True):
        own = dict(zip(spans, segments[row : row + len(spans)], strict=True))
        for start, end in spans:
            if end == start + 1 and ATTENDANCE.fullmatch(bare(run.blocks[start])):
                own[start, end][DECK] += ATTENDANCE_BONUS
        inner = len(run.blocks) - 1
        scored.append(Scores(own, boundaries[border : border + inner]))
        row += len(spans)
        border += inner
    return scored


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


def segment_features(runs: list[Run], seams: list[Floats]) -> tuple[list[list[tuple[int, int]]], Floats]:
    """Every stretch of up to `LONGEST` lines of each run, and a row of features for each, runs one after the other."""
    places = [
        [(i, j) for i in range(n) for j in range(i + 1, min(n, i + LONGEST) + 1)] for n in (len(r.blocks) for r in runs)
    ]
    rows: list[Floats] = []
    joined: list[str] = []
    for run, spans, inner in zip(runs, places, seams, strict=True):
        texts = [bare(block) for block in run.blocks]
        width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
        chances = _chances(run.blocks)
        for i, j in spans:
            between = inner[i : j - 1]
            low = between.min(axis=0) if len(between) else np.full(3, 9, dtype=np.float32)
            high = between.max(axis=0) if len(between) else np.full(3, -9, dtype=np.float32)
            wide = width[i:j]
            shape = [j - i, wide.max(), wide.min(), wide.sum(), i, len(texts) - j, j - i == 1, len(texts)]
            spread = chances[i:j]
            context = _context(run.before[i], run.blocks[i], run.blocks[j - 1], run.after[j - 1])
            spread_out = [spread.mean(axis=0), spread.max(axis=0), spread[-1]]
            rows.append(np.concatenate([shape, low, high, *spread_out, context]))
            joined.append("".join(texts[i:j]))
    shapes = np.array(rows, dtype=np.float32)
    return places, np.concatenate([shapes, wording_scores(joined), cue_columns(joined)], axis=1)


def boundary_features(runs: list[Run], seams: list[Floats]) -> Floats:
    """One row for each two neighbours in a run, runs one after the other."""
    blocks = [block for run in runs for block in run.blocks]
    left = _lefts(runs)
    right = left + 1
    texts = [bare(block) for block in blocks]
    kinds = [kind_table()[code_points(t)] for t in texts]
    opened = np.array([int((k == Kind.OPENING).sum()) - int((k == Kind.CLOSING).sum()) for k in kinds])
    width = np.array([width_table()[code_points(t)].sum() for t in texts], dtype=np.float32)
    one_hot = np.eye(KINDS, dtype=np.float32)
    first, last = np.array([k[0] for k in kinds]), np.array([k[-1] for k in kinds])
    columns = np.stack([width[left], width[right], width[left] - width[right], opened[left], opened[right]], axis=1)
    sides = [x[at] for x in (_chances(blocks), wording_scores(texts), cue_columns(texts)) for at in (left, right)]
    joined = wording_scores([texts[i] + texts[i + 1] for i in left])
    around = [one_hot[last[left]], one_hot[first[right]]]
    return np.concatenate([columns, np.concatenate(seams), *around, *sides, joined], axis=1).astype(np.float32)


def _lefts(runs: list[Run]) -> Ints:
    """The places, among all lines of all runs, of those that have a neighbour after them in their run."""
    sizes = np.array([len(run.blocks) for run in runs], dtype=np.int64)
    return np.delete(np.arange(sizes.sum()), sizes.cumsum() - 1)


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


def run_seams(runs: list[Run]) -> list[Floats]:
    """For each two neighbours in a run: how well the second continues the first, by both measures, and the gap."""
    texts = [bare(block) for run in runs for block in run.blocks]
    left = _lefts(runs)
    tails, heads = vectors_of(tuple(texts))
    product = np.einsum("ij,ij->i", tails[left], heads[left + 1])
    gain = seam_gain(ends_of(texts), left, left + 1, page_grams(tuple(texts)))
    gaps = np.array([gap for run in runs for gap in run.gaps], dtype=np.float32)
    seams = np.stack([product, gain, np.minimum(gaps, 8)], axis=1).astype(np.float32)
    return np.split(seams, np.cumsum([len(run.gaps) for run in runs])[:-1])
