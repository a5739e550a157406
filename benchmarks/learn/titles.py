"""Titles: how a run of lines that may be titles divides into the fields of articles."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor

from layoutfix.evidence import titles
from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.titles import FIELDS, GROWTH, HEAD, LONGEST, STRAY, Segment
from layoutfix.evidence.weights import Floats
from layoutfix.page import Block, Role
from layoutfix.passes import group_articles

from .blocks import Blocks, read_blocks
from .networks import Perceptron, Plan, train
from .store import Arrays, Run

PLAN: Final = Plan(
    hidden=48, epochs=14, batch=16, rate=4e-3, decay=2e-2, climb=0.2, drop_in=0.15, drop=0.3, most_gradient=5.0
)
BOUNDARY_HIDDEN: Final = 32
MARGIN: Final = 0.5
"""By how much the true division is to beat another, for each line and each boundary that differs."""
_BOUNDARY: Final = (len(FIELDS), len(FIELDS), 2)

Division = tuple[list[Segment], list[int]]
"""The segments of a run, and which of them open a group."""


class _Case(NamedTuple):
    """A run of lines that may be titles: features, and how it truly divides."""

    fold: int
    run: titles.Run
    places: list[tuple[int, int]]
    segments: Floats
    boundaries: Floats
    truth: Division


def learn_titles(run: Run) -> None:
    """`fields.npz` for segments of a run as fields, `titles.npz` for the boundaries between them, learned together."""
    cases = [case for page in run.out_of_fold(read_blocks(run), _cases) for case in page]
    run.cross_fit(cases, lambda chosen: _fit(chosen, PLAN.within(run)))
    right = run.out_of_fold(cases, _is_right)
    print(f"titles: {np.mean(right):.4f} of {len(right)} runs divided rightly")


def _cases(page: Blocks) -> list[_Case]:
    """The runs of a page, but for those that no division allowed by the package describes."""
    found = []
    for run in title_runs(page.blocks):
        truth = true_division([_mark(page, block) for block in run.blocks])
        if truth is not None:
            seams = titles.run_seams([run])
            (places,), segments = titles.segment_features([run], seams)
            boundaries = np.zeros((0, 0), dtype=np.float32)
            if len(run.blocks) > 1:
                boundaries = titles.boundary_features([run], seams)
            found.append(_Case(page.fold, run, places, segments, boundaries, truth))
    return found


def title_runs(blocks: list[Block]) -> list[titles.Run]:
    """The runs of lines that may be titles, as the package finds them."""
    places = group_articles._title_runs(blocks, group_articles._title_lines(blocks))
    return group_articles._runs(blocks, places)


def _mark(page: Blocks, block: Block) -> tuple[int, int] | None:
    """The article and the field whose line a block is; None for what is no title."""
    spot = next(iter(page.title_spots(block)), None)
    return (spot.article, FIELDS.index(Role(spot.part))) if spot else None


def true_division(marks: Sequence[tuple[int, int] | None]) -> Division | None:
    """The division of lines by (article, field), None for a line that is no title; None where a group would lack its
    headline.

    >>> true_division([(0, 0), (0, 1), (0, 1), None])
    ([(0, 1, 0), (1, 3, 1), (3, 4, 3)], [1, 0, 1])
    """
    segments: list[Segment] = []
    opens: list[int] = []
    group: tuple[int, ...] = ()
    article: int | None = None
    at = 0
    while at < len(marks):
        end = at + 1
        mark = marks[at]
        while mark and end < len(marks) and marks[end] == mark and end - at < LONGEST:
            end += 1
        field = mark[1] if mark else STRAY
        grows = mark is not None and mark[0] == article and field in GROWTH.get(group, ())
        if not grows and group and not _is_whole(group):
            return None
        group = (*group, field) if grows else (field,)
        article = mark[0] if mark else None
        segments.append((at, end, field))
        opens.append(int(not grows))
        at = end
    return (segments, opens) if _is_whole(group) else None


def _is_whole(group: tuple[int, ...]) -> bool:
    return HEAD in group or STRAY in group


def _is_right(case: _Case) -> bool:
    return titles.best_parse(titles.run_scores(case.run), len(case.run.blocks)) == case.truth


def _fit(cases: Sequence[_Case], plan: Plan) -> dict[str, Arrays]:
    """Both networks, so that the true division of a run beats every other by a margin (a structured hinge)."""
    torch.manual_seed(0)
    fields = Perceptron([case.segments for case in cases], len(FIELDS), plan)
    between = [case.boundaries for case in cases if len(case.boundaries)]
    bounds = Perceptron(between, int(np.prod(_BOUNDARY)), plan.with_hidden(BOUNDARY_HIDDEN))

    def loss_of(batch: Ints) -> Tensor | None:
        losses = [loss for at in batch if (loss := _loss(cases[at], fields, bounds)) is not None]
        return torch.stack(losses).sum() / plan.batch if losses else None

    train([fields, bounds], len(cases), plan, loss_of)
    return {"fields": fields.arrays(), "titles": bounds.arrays()}


def _loss(case: _Case, fields: Perceptron, bounds: Perceptron) -> Tensor | None:
    """By how much the worst rival of the true division comes too near it; None where none does."""
    segments = fields(case.segments)
    boundaries = bounds(case.boundaries).reshape(-1, *_BOUNDARY) if len(case.boundaries) else torch.zeros(0, *_BOUNDARY)
    rival = _worst_rival(case, segments.detach().numpy().copy(), boundaries.detach().numpy().copy())
    if rival == case.truth:
        return None
    row_of = {place: row for row, place in enumerate(case.places)}
    true = set(case.truth[0])

    def value(division: Division) -> Tensor:
        chosen = [segments[row_of[start, end], field] for start, end, field in division[0]]
        chosen += [boundaries[at] for at in _boundaries(division)]
        return torch.stack(chosen).sum()

    margin = sum(MARGIN * (end - start) for start, end, field in rival[0] if (start, end, field) not in true)
    return value(rival) - value(case.truth) + margin


def _worst_rival(case: _Case, segments: Floats, boundaries: Floats) -> Division:
    """The best division where everything that is not true is given its margin."""
    true = set(case.truth[0])
    for row, (start, end) in enumerate(case.places):
        for field in range(len(FIELDS)):
            if (start, end, field) not in true:
                segments[row, field] += MARGIN * (end - start)
    boundaries += MARGIN
    for at in _boundaries(case.truth):
        boundaries[at] -= MARGIN
    scores = titles.Scores(dict(zip(case.places, segments, strict=True)), boundaries)
    return titles.best_parse(scores, len(case.run.blocks))


def _boundaries(division: Division) -> list[tuple[int, int, int, int]]:
    """The boundaries of a division as places in the table of their scores."""
    segments, opens = division
    sides = zip(pairwise(segments), opens[1:], strict=True)
    return [(start - 1, left, right, new) for ((_, _, left), (start, _, right)), new in sides]
