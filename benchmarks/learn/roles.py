"""Roles: what each line is, and whether it begins or ends a paragraph or an article."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from layoutfix.evidence.roles import BOUNDS, OUTPUTS, ROLES, chances, context_features, line_features, role_scores
from layoutfix.evidence.sheet import Ints, Sheet
from layoutfix.evidence.weights import Floats, network
from layoutfix.evidence.wording import wording_scores

from .networks import Perceptron, Plan, averaged, train
from .pages import Sample, read_samples
from .store import Arrays, Run
from .targets import Targets

PLAN: Final = Plan(hidden=96, epochs=7, batch=512, rate=2e-3, decay=2e-2, climb=0.2, drop_in=0.15, drop=0.3)
MEMBERS: Final = 2
"""Networks that are learned from different seeds and averaged."""
RARITY: Final = 0.35
"""A role that is n times rarer than all lines counts n to this power, but at most `MOST_WEIGHT`."""
MOST_WEIGHT: Final = 8.0
SMOOTHING: Final = 0.01
BOUNDS_WEIGHT: Final = 4.0
_IN_BODY: Final = (ROLES.index("body"), ROLES.index("subhead"))


class _Lines(NamedTuple):
    """The lines of one page: features, and what the network should say of each."""

    fold: int
    features: Floats
    targets: Targets


class Tagged(NamedTuple):
    """A page, and the chances of roles and bounds of its lines by weights that were learned without it."""

    sample: Sample
    roles: Floats

    @property
    def fold(self) -> int:
        """The fold of the page."""
        return self.sample.fold


def learn_roles(run: Run) -> None:
    """`roles1.npz` from what a line shows, `roles2.npz` from that and from what the first makes of the page."""
    samples = read_samples(run)
    _learn_stage(run, "roles1", samples, _first_view)
    _learn_stage(run, "roles2", samples, _second_view)
    found = np.concatenate([page.roles[:, : len(ROLES)].argmax(axis=1) for page in _tagged(run, samples)])
    role = np.concatenate([sample.targets.role for sample in samples])
    print(f"roles: {(found == role)[role >= 0].mean():.4f} of {(role >= 0).sum()} right")


def _learn_stage(run: Run, name: str, samples: Sequence[Sample], view: Callable[[Sheet], Floats]) -> None:
    pages = run.out_of_fold(samples, lambda sample: _Lines(sample.fold, view(sample.sheet), sample.targets))
    run.cross_fit(pages, lambda chosen: {name: _fit_members(chosen, PLAN.within(run))})


def read_tagged(run: Run) -> list[Tagged]:
    """All train pages with the roles of their lines."""
    return _tagged(run, read_samples(run))


def _tagged(run: Run, samples: Sequence[Sample]) -> list[Tagged]:
    return run.out_of_fold(samples, lambda sample: Tagged(sample, role_scores(sample.sheet)))


def _first_view(sheet: Sheet) -> Floats:
    return line_features(sheet, wording_scores(sheet.texts))


def _second_view(sheet: Sheet) -> Floats:
    own = _first_view(sheet)
    first = chances(network("roles1").logits(own))
    return np.concatenate([own, context_features(sheet, first)], axis=1)


def _fit_members(pages: Sequence[_Lines], plan: Plan) -> Arrays:
    return averaged([_fit(pages, plan, seed) for seed in range(MEMBERS)])


def _fit(pages: Sequence[_Lines], plan: Plan, seed: int) -> Arrays:
    """One network for roles and bounds: rare roles count more, bounds count for lines of bodies."""
    torch.manual_seed(seed)
    features = np.concatenate([page.features for page in pages])
    role = np.concatenate([page.targets.role for page in pages])
    bounds = torch.from_numpy(np.concatenate([page.targets.bounds for page in pages]))
    in_body = torch.from_numpy(np.isin(role, _IN_BODY).astype(np.float32))[:, None]
    count = np.bincount(role[role >= 0], minlength=len(ROLES))
    rarity = np.clip((count.sum() / np.maximum(count, 1)) ** RARITY, 1, MOST_WEIGHT)
    weight = torch.from_numpy(rarity.astype(np.float32))
    roles = torch.from_numpy(role)
    net = Perceptron([features], OUTPUTS, plan)

    def loss_of(batch: Ints) -> Tensor:
        scores = net(features[batch])
        known = roles[batch] >= 0
        by_role, by_bound = scores.split((len(ROLES), len(BOUNDS)), dim=1)
        loss = cross_entropy(by_role[known], roles[batch][known], weight=weight, label_smoothing=SMOOTHING)
        wrong = binary_cross_entropy_with_logits(by_bound, bounds[batch], reduction="none")
        return loss + BOUNDS_WEIGHT * (wrong * in_body[batch]).mean()

    train([net], len(features), plan, loss_of, seed)
    return net.arrays()
