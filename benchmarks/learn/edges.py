"""Edges: which line follows which, in two rounds."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from layoutfix.evidence.edges import Pairs, candidate_pairs, flowing
from layoutfix.evidence.flows import find_flows, firm_fragments, first_features, fragment_pairs, second_features
from layoutfix.evidence.weights import Floats, network

from .networks import Choice, Plan, fit_choices
from .pages import Sample, following_of, read_samples
from .roles import page_roles
from .store import Run
from .targets import UNKNOWN

PLAN: Final = Plan(hidden=64, epochs=6, batch=4, rate=2e-3, decay=1e-3, drop=0.1)

_Seen = tuple[Sample, Floats]
"""A page and the chances of its lines' roles."""


def learn_edges(run: Run) -> None:
    """`edges1.npz` for the candidate pairs, `edges2.npz` for the ends that the first round leaves open."""
    samples = read_samples(run)
    roles = page_roles(run, samples)
    for name, look in (("edges1", _first_round), ("edges2", _second_round)):
        pages = _out_of_fold(run, samples, roles, look)
        run.cross_fit(pages, lambda chosen, name=name: {name: fit_choices(chosen, PLAN.within(run))})
        del pages  # a round's features take about a gigabyte
    right = _out_of_fold(run, samples, roles, _right_lines)
    print(f"edges: {np.concatenate(right).mean():.4f} of {len(np.concatenate(right))} right")
