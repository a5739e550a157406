"""Pairing: which titles belong to which body."""

from collections import Counter
from typing import Final

import numpy as np

from layoutfix.evidence.flows import score_rounds, tie_bodies
from layoutfix.evidence.pairing import pairing_features
from layoutfix.evidence.roles import ROLES
from layoutfix.evidence.ties import sides_of, title_chains

from .looks import Look, read_looks
from .networks import Choice, Plan, fit_choices
from .store import Run
from .targets import ARTICLE_FIRST

PLAN: Final = Plan(hidden=32, epochs=14, batch=8, rate=3e-3, decay=1e-2, drop=0.1)
_TITLES: Final = [ROLES.index(role) for role in ("headline", "kicker", "deck")]


def learn_pairing(run: Run) -> None:
    """`pairing.npz`: the titles of each article choose among the bodies of their page, and each body among the titles."""
    with run.weights(first=True):
        pages = [choice for look in read_looks(run) if (choice := _choice(look)) is not None]
    run.save("pairing", fit_choices(pages, PLAN.within(run)))


def _choice(look: Look) -> Choice | None:
    """The titles and bodies that the package finds on a page; of several titles of one article the first are right."""
    reading, targets = look.reading, look.sample.targets
    rounds = score_rounds(reading, reading.roles)
    if rounds is None:
        return None
    titles, bodies = title_chains(tie_bodies(rounds, reading.roles), rounds.kind)
    n, m = len(titles), len(bodies)
    if not n or not m:
        return None
    right = np.zeros((n, m), dtype=bool)
    opening = np.flatnonzero(targets.bounds[:, ARTICLE_FIRST] > 0)
    first = dict(zip(targets.article[opening].tolist(), opening.tolist(), strict=True))
    for g, title in enumerate(titles):
        articles = Counter(targets.article[line] for line in title if targets.role[line] in _TITLES)
        start = first.get(articles.most_common(1)[0][0], -1) if articles else -1
        for b, body in enumerate(bodies):
            right[g, b] = start in body and not right[:, b].any()
    return Choice(
        tails=np.repeat(np.arange(n), m),
        heads=np.tile(np.arange(m), n) + n,
        features=pairing_features(sides_of(titles, bodies, rounds, reading.sheet, reading.roles)),
        right=right.ravel(),
        counts=np.ones(n + m, dtype=bool),
    )
