"""Breaks: whether a paragraph ends where one line follows another."""

from typing import Final

import numpy as np

from layoutfix.evidence.breaks import break_features
from layoutfix.evidence.roles import ROLES

from .looks import Look, over_looks
from .networks import Plan, Rows, fit_yes_no
from .store import Run
from .unseen import unseen_seams

PLAN: Final = Plan(hidden=48, epochs=8, batch=1024, rate=3e-3, decay=1e-2)
_IN_BODY: Final = (ROLES.index("body"), ROLES.index("subhead"))


def learn_breaks(run: Run) -> None:
    """`breaks.npy`: yes where the line that truly follows opens a paragraph."""
    with run.weights():
        pages = over_looks(run, _seams)
    run.save("breaks", fit_yes_no(pages, PLAN.within(run)))


def _seams(run: Run, look: Look) -> Rows:
    """The true seams of the bodies of a page."""
    targets, labels = look.sample.targets, look.sample.labels
    body = np.isin(targets.role, _IN_BODY)
    tails = np.flatnonzero((targets.following >= 0) & body)
    tails = tails[body[targets.following[tails]]]
    heads = targets.following[tails]
    with unseen_seams(look.sample.name):
        features = break_features(look.reading.sheet, look.reading.roles, tails, heads)
    ends = [(labels[a], labels[b]) for a, b in zip(tails, heads, strict=True)]
    answers = [a is not None and b is not None and a.last.paragraph != b.first.paragraph for a, b in ends]
    return Rows(features, np.array(answers, dtype=bool))
