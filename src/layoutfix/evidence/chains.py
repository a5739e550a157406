"""Lines that follow each other, and which of them are titles and which a body."""

from collections.abc import Sequence
from itertools import takewhile

import numpy as np

from .roles import BODY, CREDIT, TITLES
from .sheet import Ints
from .weights import Floats

Chain = list[int]


def chains_of(following: Sequence[int]) -> list[Chain]:
    """Lines that follow each other, from first to last, by what follows each (-1: none); chains by their first
    lines."""
    chains = []
    for head in sorted(set(range(len(following))).difference(following)):
        chain = [head]
        while following[chain[-1]] >= 0:
            chain.append(following[chain[-1]])
        chains.append(chain)
    return chains


def title_chains(following: Ints, roles: Floats) -> tuple[list[Chain], list[Chain]]:
    """The lines that follow each other as titles, each with the credit before them, and those that follow each other as
    bodies, both in the order of their first places in the dump."""
    title, body = roles[:, TITLES].sum(axis=1), roles[:, BODY].sum(axis=1)
    opening = (np.maximum(title, roles[:, CREDIT]) > body).tolist()
    is_title, share = (title > 0.5).tolist(), body.tolist()
    titles, bodies = [], []
    for chain in chains_of(following.tolist()):
        head = list(takewhile(opening.__getitem__, chain))
        if any(is_title[line] for line in head):
            titles.append(head)
            rest = chain[len(head) :]
        else:
            rest = chain
        if sum(share[line] for line in rest) > 0.5:
            bodies.append(rest)
    return sorted(titles, key=min), sorted(bodies, key=min)
