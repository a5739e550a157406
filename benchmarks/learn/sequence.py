"""The order of the parts of an article: which of them follows which, when it is known that both are in it."""

from typing import Final

import numpy as np

from layoutfix.evidence.ends import open_ends
from layoutfix.evidence.sequence import MOST_PARTS, NAME, steps_of

from .looks import Look, over_looks
from .networks import Choice, Plan, fit_choices
from .store import Run
from .stories import NONE, article_of, unseen_stories
from .unseen import unseen_seams

NOTHING: Final = np.zeros(0, dtype=np.int64)
PLAN: Final = Plan(hidden=64, epochs=10, batch=10, rate=3e-3, decay=1e-2, drop=0.2, networks=3)


def learn_sequence(run: Run) -> None:
    """`sequence.npy`: parts choose among those of the same article."""
    with run.weights():
        pages = over_looks(run, _choice)
    run.save(NAME, fit_choices(pages, PLAN.within(run)))


def _choice(run: Run, look: Look) -> Choice:
    """The steps within the true articles of a page, whose parts are those that the encoder is sure of."""
    sheet, targets = look.reading.sheet, look.sample.targets
    with unseen_seams(look.sample.name), unseen_stories(run, look.sample.name):
        ends = open_ends(look.reading)
    parts = ends.stories.parts
    owner = np.array([article_of(targets, part) for part in parts], dtype=np.int64)
    tails, heads, features = [NOTHING], [NOTHING], []
    for number in np.unique(owner[owner != NONE]):
        article = np.flatnonzero(owner == number)
        if 1 < len(article) <= MOST_PARTS:
            a, b, told = steps_of(sheet, ends, article.tolist())
            tails.append(article[a])
            heads.append(article[b])
            features.append(told)
    a, b = np.concatenate(tails), np.concatenate(heads)
    first, last = (np.array([part[end] for part in parts], dtype=np.int64) for end in (0, -1))
    right = targets.following[last[a]] == first[b]
    counts = np.isin(np.arange(len(parts)), a) | np.isin(np.arange(len(parts)), b)
    return Choice(a, b, np.concatenate(features) if features else np.zeros((0, 0), dtype=np.float32), right, counts)
