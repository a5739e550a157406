"""Hops: which fragment goes on in which, where the encoder leaves it open."""

from dataclasses import replace
from typing import Final

import numpy as np

from layoutfix.evidence.fragments import firm_fragments, open_pairs
from layoutfix.evidence.hops import COMMON, IN_TURNS, hop_features
from layoutfix.evidence.stories import find_stories

from .looks import Look, over_looks
from .networks import Choice, Plan, fit_choices
from .store import Run
from .stories import unseen_stories
from .targets import UNKNOWN
from .unseen import unseen_seams

PLAN: Final = Plan(hidden=48, epochs=10, batch=4, rate=2e-3, decay=1e-2, drop=0.1, networks=4)
PLAN_IN_TURNS: Final = replace(PLAN, drop=0.2, networks=2)


def learn_hops(run: Run) -> None:
    """`hops.npy`, and `hops_in_turns.npy` of the pages whose columns take turns: open tails choose among open heads,
    and heads among tails; what cannot be told teaches nothing."""
    with run.weights():
        pages = over_looks(run, _choice)
    run.save(COMMON, fit_choices([choice for choice, _ in pages], PLAN.within(run)))
    run.save(IN_TURNS, fit_choices([choice for choice, in_turns in pages if in_turns], PLAN_IN_TURNS.within(run)))


def _choice(run: Run, look: Look) -> tuple[Choice, bool]:
    """The open ends of a page, and whether its columns take turns."""
    reading, targets = look.reading, look.sample.targets
    fragments = firm_fragments(reading)
    pairs = open_pairs(reading, fragments)
    counts = np.zeros(len(reading.sheet), dtype=bool)
    counts[pairs.tails] = counts[pairs.heads] = True
    counts &= targets.role != UNKNOWN
    right = targets.following[pairs.tails] == pairs.heads
    with unseen_seams(look.sample.name), unseen_stories(run, look.sample.name):
        features = hop_features(reading, find_stories(reading, fragments), pairs)
    return Choice(pairs.tails, pairs.heads, features, right, counts), reading.in_turns
