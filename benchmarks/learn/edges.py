"""Edges: which line follows which, in two rounds."""

from collections import defaultdict
from typing import Final

import numpy as np

from layoutfix.evidence.edges import Pairs, candidate_pairs, in_articles
from layoutfix.evidence.flows import find_flows, firm_fragments, first_features, fragment_pairs, second_features
from layoutfix.evidence.weights import Floats, network

from .looks import Look, read_looks
from .networks import Choice, Plan, fit_choices
from .store import Run
from .targets import UNKNOWN

PLAN: Final = Plan(hidden=64, epochs=6, batch=4, rate=2e-3, decay=1e-3, drop=0.1)


def learn_edges(run: Run) -> None:
    """`edges1.npz` for the candidate pairs, `edges2.npz` for the ends that the first round leaves open."""
    with run.weights(first=True):
        looks = read_looks(run)
        run.save("edges1", fit_choices([_first_round(look) for look in looks], PLAN.within(run)))
    with run.weights(first=True):
        run.save("edges2", fit_choices([_second_round(look) for look in looks], PLAN.within(run)))
    with run.weights(first=True):
        _print_right(looks)


def _first_round(look: Look) -> Choice:
    pairs = candidate_pairs(look.reading, look.reading.roles)
    return _choice(look, pairs, first_features(look.reading, look.reading.roles, pairs))


def _second_round(look: Look) -> Choice:
    reading, roles = look.reading, look.reading.roles
    seen = candidate_pairs(reading, roles)
    score = network("edges1").logits(first_features(reading, roles, seen))[:, 0]
    fragments = firm_fragments(seen, score, len(reading.sheet))
    pairs = fragment_pairs(roles, fragments)
    return _choice(look, pairs, second_features(reading, roles, pairs, fragments, seen, score))


def _choice(look: Look, pairs: Pairs, features: Floats) -> Choice:
    """The pairs with the truth about them; a line that cannot be told teaches nothing."""
    targets = look.sample.targets
    right = targets.following[pairs.tails] == pairs.heads
    counts = in_articles(look.reading.roles) & (targets.role != UNKNOWN)
    return Choice(pairs.tails, pairs.heads, features, right, counts)


def _print_right(looks: list[Look]) -> None:
    """By extractor, how many of the lines that another one truly follows are followed by it, and how many of the others
    by none."""
    shares: dict[str, list[np.ndarray]] = defaultdict(list)
    for look in looks:
        truth = look.sample.targets.following
        right = find_flows(look.reading, look.reading.roles).following == truth
        known = look.sample.targets.role != UNKNOWN
        shares[look.sample.extractor].append(np.array([right[truth >= 0].sum(), (truth >= 0).sum(),
                                                       right[known & (truth < 0)].sum(), (known & (truth < 0)).sum()]))  # fmt: skip
    for extractor, found in shares.items():
        followed, of, ended, out_of = np.sum(found, axis=0)
        print(f"edges, {extractor}: {followed / of:.4f} followed rightly, {ended / out_of:.4f} ended rightly")
