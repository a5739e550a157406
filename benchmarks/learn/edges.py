"""Edges: which line follows which, in two rounds."""

from typing import Final

import numpy as np

from layoutfix.evidence.edges import Pairs, candidate_pairs, flowing
from layoutfix.evidence.flows import find_flows, firm_fragments, first_features, fragment_pairs, second_features
from layoutfix.evidence.weights import Floats, network

from .networks import Choice, Plan, fit_choices
from .roles import Tagged, read_tagged
from .store import Run
from .targets import UNKNOWN

PLAN: Final = Plan(hidden=64, epochs=6, batch=4, rate=2e-3, decay=1e-3, drop=0.1)


def learn_edges(run: Run) -> None:
    """`edges1.npz` for the candidate pairs, `edges2.npz` for the ends that the first round leaves open."""
    pages = read_tagged(run)
    _learn_round(run, "edges1", run.out_of_fold(pages, _first_round))
    _learn_round(run, "edges2", run.out_of_fold(pages, _second_round))
    right = np.concatenate(run.out_of_fold(pages, _right_lines))
    print(f"edges: {right.mean():.4f} of {len(right)} lines are followed by the right one")


def _learn_round(run: Run, name: str, choices: list[Choice]) -> None:
    run.cross_fit(choices, lambda chosen: {name: fit_choices(chosen, PLAN.within(run))})


def _first_round(page: Tagged) -> Choice:
    sheet = page.sample.sheet
    pairs = candidate_pairs(sheet, page.roles)
    return _choice(page, pairs, first_features(sheet, page.roles, pairs))


def _second_round(page: Tagged) -> Choice:
    sheet, roles = page.sample.sheet, page.roles
    seen = candidate_pairs(sheet, roles)
    score = network("edges1").logits(first_features(sheet, roles, seen))[:, 0]
    fragments = firm_fragments(seen, score, len(sheet))
    pairs = fragment_pairs(sheet, roles, fragments)
    return _choice(page, pairs, second_features(sheet, roles, pairs, fragments, seen, score))


def _choice(page: Tagged, pairs: Pairs, features: Floats) -> Choice:
    """The pairs with the truth about them; a line that OCR made unreadable teaches nothing."""
    targets = page.sample.targets
    right = targets.following[pairs.tails] == pairs.heads
    counts = flowing(page.roles) & (targets.role != UNKNOWN)
    return Choice(page.fold, pairs.tails, pairs.heads, features, right, counts)


def _right_lines(page: Tagged) -> np.ndarray:
    """For each line that another one truly continues, whether that one was found."""
    truth = page.sample.targets.following
    right: np.ndarray = find_flows(page.sample.sheet, page.roles).following == truth
    return right[truth >= 0]
