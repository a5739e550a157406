"""The kinds of lines that may follow each other: bodies, titles, credits, jump lines, captions, furniture."""

from typing import Final

import numpy as np

from .roles import ROLES
from .sheet import Ints
from .weights import Floats

BODY, TITLE, CREDIT, JUMP, CAPTION, FURNITURE = range(6)
_KIND: Final = {
    "body": BODY, "subhead": BODY, "headline": TITLE, "kicker": TITLE, "deck": TITLE, "byline": CREDIT, "jump": JUMP,
    "caption": CAPTION, "furniture": FURNITURE,
}  # fmt: skip
_APART: Final = (CREDIT, JUMP, FURNITURE)
_MEMBERS: Final = np.array([[_KIND[role] == kind for kind in range(6)] for role in ROLES], dtype=np.float32)


def kinds_of(roles: Floats) -> Ints:
    """The most likely kind of each line, from the chances of `roles.ROLES` in the first columns."""
    kinds: Ints = (roles[:, : len(ROLES)] @ _MEMBERS).argmax(axis=1)
    return kinds


def may_meet(kind: Ints, tails: Ints, heads: Ints) -> np.ndarray:
    """Which pairs may follow each other before credits and jump lines are put to their articles: these meet only their
    own kind. Titles, bodies and captions, which look alike at times, are told apart by how well they read on."""
    apart = np.isin(kind, _APART)
    met: np.ndarray = ~(apart[tails] | apart[heads]) | (kind[tails] == kind[heads])
    return met
