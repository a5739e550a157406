"""Breaks: whether a paragraph ends where one line follows another."""

from typing import Final

import numpy as np

from layoutfix.evidence.breaks import break_features

from .networks import Plan, Rows, fit_yes_no, print_share_right
from .roles import Tagged, read_tagged
from .store import Run

PLAN: Final = Plan(hidden=48, epochs=8, batch=1024, rate=3e-3, decay=1e-2)


def learn_breaks(run: Run) -> None:
    """`breaks.npz`: yes where the line that truly follows opens a paragraph."""
    pages = run.out_of_fold(read_tagged(run), _seams)
    run.cross_fit(pages, lambda chosen: {"breaks": fit_yes_no(chosen, PLAN.within(run))})
    print_share_right(run, "breaks", pages)


def _seams(page: Tagged) -> Rows:
    """The true seams of a page."""
    targets, labels = page.sample.targets, page.sample.labels
    tails = np.flatnonzero(targets.following >= 0)
    heads = targets.following[tails]
    features = break_features(page.sample.sheet, page.roles, tails, heads)
    ends = [(labels[a], labels[b]) for a, b in zip(tails, heads, strict=True)]
    answers = [a is not None and b is not None and a.last.paragraph != b.first.paragraph for a, b in ends]
    return Rows(page.fold, features, np.array(answers, dtype=bool))
