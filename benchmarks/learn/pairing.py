"""Pairing: which titles belong to which body, in two rounds."""

from collections import Counter
from typing import Final, NamedTuple

import numpy as np

from layoutfix.evidence.chains import title_chains
from layoutfix.evidence.flows import tie_lines
from layoutfix.evidence.pairing import choose, habit_features, side_features
from layoutfix.evidence.roles import TITLES
from layoutfix.evidence.sides import Sides, sides_of
from layoutfix.evidence.weights import Floats, network

from .looks import Look, over_looks
from .networks import Choice, Plan, fit_choices
from .store import Run
from .stories import unseen_stories
from .targets import ARTICLE_FIRST
from .unseen import unseen_seams

PLAN: Final = Plan(hidden=32, epochs=14, batch=8, rate=3e-3, decay=1e-2, drop=0.1)


class _Page(NamedTuple):
    """The titles and bodies that the package finds on a page, what speaks for each pair, and which pairs are right."""

    sides: Sides
    told: Floats
    right: np.ndarray


def learn_pairing(run: Run) -> None:
    """`pairing1.npy` and `pairing2.npy`: the titles of each article choose among the bodies of their page, and each
    body among the titles; the second sees what the first chose."""
    with run.weights():
        pages = [page for page in over_looks(run, _page) if page is not None]
        run.save("pairing1", fit_choices([_choice(page.right, page.told) for page in pages], PLAN.within(run)))
    with run.weights():
        run.save("pairing2", fit_choices([_choice(page.right, _second(page)) for page in pages], PLAN.within(run)))


def _page(run: Run, look: Look) -> _Page | None:
    """What is found on a page; of several titles of one article the first are right."""
    reading, targets = look.reading, look.sample.targets
    with unseen_seams(look.sample.name), unseen_stories(run, look.sample.name):
        titles, bodies = title_chains(tie_lines(reading).following, reading.roles)
        if not titles or not bodies:
            return None
        sides = sides_of(reading, reading.roles, titles, bodies)
        told = side_features(sides)
    right = np.zeros((len(titles), len(bodies)), dtype=bool)
    opening = np.flatnonzero(targets.bounds[:, ARTICLE_FIRST] > 0)
    first = dict(zip(targets.article[opening].tolist(), opening.tolist(), strict=True))
    for t, title in enumerate(titles):
        articles = Counter(targets.article[line] for line in title if targets.role[line] in TITLES)
        start = first.get(articles.most_common(1)[0][0], -1) if articles else -1
        for b, body in enumerate(bodies):
            right[t, b] = start in body and not right[:, b].any()
    return _Page(sides, told, right)


def _second(page: _Page) -> Floats:
    score = network("pairing1").logits(page.told).reshape(page.right.shape)
    return np.concatenate([page.told, habit_features(page.sides, score, choose(score))], axis=1)


def _choice(right: np.ndarray, features: Floats) -> Choice:
    n, m = right.shape
    tails, heads = np.repeat(np.arange(n), m), np.tile(np.arange(m), n) + n
    return Choice(tails, heads, features, right.ravel(), np.ones(n + m, dtype=bool))
