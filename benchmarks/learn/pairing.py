"""Pairing: which headline group belongs to which body."""

from collections import Counter
from typing import Final, NamedTuple

import numpy as np

from layoutfix.evidence.pairing import Side, pair_titles, pairing_features
from layoutfix.evidence.titles import TitleGroup
from layoutfix.page import Block
from layoutfix.passes import group_articles

from .blocks import Blocks, read_blocks
from .networks import Choice, Plan, fit_choices
from .store import Run
from .targets import ARTICLE_FIRST

PLAN: Final = Plan(hidden=32, epochs=30, batch=4, rate=2e-3, decay=1e-2, drop=0.1)


class _Case(NamedTuple):
    """The headline groups and the bodies of a page, and which belong together: a table of groups by bodies."""

    fold: int
    groups: list[Side]
    bodies: list[Side]
    right: np.ndarray


def learn_pairing(run: Run) -> None:
    """`pairing.npz`: each headline group chooses among the bodies of its page, and each body among the groups."""
    cases = [case for case in run.out_of_fold(read_blocks(run), _case) if case.right.size]
    with run.weights():
        choices = [_choice(case) for case in cases]
    run.cross_fit(choices, lambda chosen: {"pairing": fit_choices(chosen, PLAN.within(run))})
    right = np.concatenate(run.out_of_fold(cases, _right_pairs))
    print(f"pairing: {right.mean():.4f} of {len(right)} headline groups with their body")


def _case(page: Blocks) -> _Case:
    """What the package finds on a page; of several groups of one article the first is right for its body."""
    groups, blocks = group_articles._headline_groups(page.blocks)
    members = {at for group in groups for _, lines in group.fields for at in lines}
    drafts = group_articles._bodies(blocks, members)
    starts = _first_lines(page)
    right = np.zeros((len(groups), len(drafts)), dtype=bool)
    for b, draft in enumerate(drafts):
        lines = {line for block in draft.paragraphs for line in page.lines_of(block)}
        for g, group in enumerate(groups):
            if starts.get(_article_of(page, blocks, group), -1) in lines and not right[:, b].any():
                right[g, b] = True
    sides = [group_articles._group_side(blocks, group) for group in groups]
    return _Case(page.fold, sides, [group_articles._body_side(draft) for draft in drafts], right)


def _first_lines(page: Blocks) -> dict[int, int]:
    """The line that each article's body begins with."""
    targets = page.sample.targets
    first = np.flatnonzero(targets.bounds[:, ARTICLE_FIRST] > 0)
    return dict(zip(targets.article[first].tolist(), first.tolist(), strict=True))


def _article_of(page: Blocks, blocks: list[Block], group: TitleGroup) -> int:
    """The article that most title lines of a group are from; -1 for none."""
    spots = [spot for _, members in group.fields for at in members for spot in page.title_spots(blocks[at])]
    articles = Counter(spot.article for spot in spots if spot)
    return articles.most_common(1)[0][0] if articles else -1


def _choice(case: _Case) -> Choice:
    groups, bodies = case.right.shape
    return Choice(
        fold=case.fold,
        tails=np.repeat(np.arange(groups), bodies),
        heads=np.tile(np.arange(bodies), groups) + groups,
        features=pairing_features(case.groups, case.bodies),
        right=case.right.ravel(),
        counts=np.ones(groups + bodies, dtype=bool),
    )


def _right_pairs(case: _Case) -> np.ndarray:
    """For each group that has a body whether it was given it."""
    chosen = np.array([body for body, _ in pair_titles(case.groups, case.bodies)])
    known = np.flatnonzero(case.right.any(axis=1))
    right: np.ndarray = case.right[known, chosen[known]] & (chosen[known] >= 0)
    return right
