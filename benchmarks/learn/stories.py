"""Stories: which article each part of a page is in, as its titles tell, and which parts are of one article."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np

from layoutfix.evidence import stories as evidence
from layoutfix.evidence.chains import Chain
from layoutfix.evidence.fragments import firm_fragments
from layoutfix.evidence.roles import TITLES
from layoutfix.evidence.stories import gather_stories, kinship_features, membership_features
from layoutfix.evidence.weights import Floats, Network, network, network_of

from .looks import Look, over_looks
from .networks import Choice, Plan, Rows, fit_choices, fit_yes_no
from .store import Run
from .targets import Targets
from .unseen import unseen_seams

MEMBERSHIP: Final = Plan(hidden=32, epochs=14, batch=8, rate=3e-3, decay=1e-2, drop=0.1, networks=4)
KINSHIP: Final = Plan(hidden=24, epochs=6, batch=512, rate=4e-3, decay=1e-2)
HALVES: Final = 2
NONE: Final = -1


class _Truth(NamedTuple):
    """What is told of a page, and the articles of its titles and of its parts."""

    half: int
    told: Floats
    kin: Floats
    titles: np.ndarray
    parts: np.ndarray


def learn_stories(run: Run) -> None:
    """`membership.npy` and `kinship.npy`; and for each half of the pages the same without it, for those who learn from
    what is said of these pages."""
    with run.weights():
        pages = over_looks(run, _truth)
    for half in (None, *range(HALVES)):
        chosen = [page for page in pages if page.half != half and len(page.told)]
        fitted = {
            "membership": fit_choices([_membership(page) for page in chosen], MEMBERSHIP.within(run)),
            "kinship": fit_yes_no([_kinship(page) for page in chosen if len(page.kin)], KINSHIP.within(run)),
        }
        for name, arrays in fitted.items():
            if half is None:
                run.save(name, arrays)
            else:
                np.savez(_path(run, name, half), **arrays)


def _path(run: Run, name: str, half: int) -> str:
    return str(run.work / f"{name}{half}.npz")


def half_of(page: str) -> int:
    """The half that a page is in; that is so for all its dumps."""
    return crc32(page.encode()) % HALVES


@contextmanager
def unseen_stories(run: Run, page: str) -> Iterator[None]:
    """Let the package tell the stories of a page by what was learned without it."""
    own: dict[str, Network] = {}
    for name in ("membership", "kinship"):
        with np.load(_path(run, name, half_of(page))) as arrays:
            own[name] = network_of({key: array.astype(np.float32) for key, array in arrays.items()})
    evidence.network = lambda name: own[name]
    try:
        yield
    finally:
        evidence.network = network


def _truth(run: Run, look: Look) -> _Truth:
    reading, targets = look.reading, look.sample.targets
    with unseen_seams(look.sample.name):
        stories = gather_stories(reading, firm_fragments(reading))
        told, kin = membership_features(reading, stories), kinship_features(reading, stories)
    titles = [article_of(targets, [line for line in title if targets.role[line] in TITLES]) for title in stories.titles]
    parts = [article_of(targets, part) for part in stories.parts]
    return _Truth(half_of(look.sample.name), told, kin, np.array(titles), np.array(parts))


def article_of(targets: Targets, lines: Chain) -> int:
    """The article that most of the lines are in."""
    return Counter(targets.article[lines].tolist()).most_common(1)[0][0] if lines else NONE


def _membership(page: _Truth) -> Choice:
    """Each part chooses among the titles; of several titles of one article the first is right."""
    n, m = len(page.titles), len(page.parts)
    right = (page.titles[:, None] == page.parts[None, :]) & (page.titles[:, None] != NONE)
    right &= right.cumsum(axis=0) <= 1
    counts = np.concatenate([np.zeros(n, dtype=bool), page.parts != NONE])
    return Choice(np.repeat(np.arange(n), m), np.tile(np.arange(m), n) + n, page.told, right.ravel(), counts)


def _kinship(page: _Truth) -> Rows:
    a, b = np.triu_indices(len(page.parts), 1)
    known = (page.parts[a] != NONE) & (page.parts[b] != NONE)
    return Rows(page.kin[known], (page.parts[a] == page.parts[b])[known])
