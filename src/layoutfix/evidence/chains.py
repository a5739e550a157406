"""Lines that follow each other, and which of them are titles and which a body."""

from itertools import takewhile
from typing import Final

import numpy as np

from .roles import ROLES
from .sheet import Ints
from .weights import Floats

TITLE: Final = [ROLES.index(role) for role in ("headline", "kicker", "deck")]
BODY: Final = [ROLES.index(role) for role in ("body", "subhead")]
_CREDIT: Final = ROLES.index("byline")

Chain = list[int]


def chains_of(following: Ints) -> list[Chain]:
    """Lines that follow each other, from first to last; chains by their first lines."""
    follow = following.tolist()
    preceded = {line for line in follow if line >= 0}
    chains = []
    for start in range(len(follow)):
        if start in preceded:
            continue
        chain = [start]
        while follow[chain[-1]] >= 0:
            chain.append(follow[chain[-1]])
        chains.append(chain)
    return chains


def title_chains(following: Ints, roles: Floats) -> tuple[list[Chain], list[Chain]]:
    """The lines that follow each other as titles, each with the credit before them, and those that follow each other as
    bodies, both in the order of their first places in the dump."""
    title, body = roles[:, TITLE].sum(axis=1), roles[:, BODY].sum(axis=1)
    opening = np.maximum(title, roles[:, _CREDIT]) > body
    titles, bodies = [], []
    for chain in chains_of(following):
        head = list(takewhile(lambda line: bool(opening[line]), chain))
        rest = chain[len(head) :]
        if any(title[line] > 0.5 for line in head):
            titles.append(head)
        else:
            rest = chain
        if body[rest].sum() > 0.5:
            bodies.append(rest)
    return sorted(titles, key=min), sorted(bodies, key=min)
