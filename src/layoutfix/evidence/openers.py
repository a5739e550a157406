"""Credits that stand above the body that they open, while the titles of their article stand elsewhere."""

from typing import NamedTuple

from .chains import Chain, chains_of
from .roles import BODY, CREDIT, ROLES, TITLES
from .sheet import Ints, Sheet
from .weights import Floats


class _Run(NamedTuple):
    """Credits that follow each other at an end of a chain, and the line of the chain before them (-1: none)."""

    credits: Chain
    before: int


def give_back_credits(following: Ints, sheet: Sheet, roles: Floats) -> None:
    """Put credits with the bodies that they stand above, where that is the habit of the page.

    A credit between two bodies may close the one or open the other. The first credit of a page and the last tell which:
    above the first body nothing is closed, below the last nothing is opened.
    """
    kinds = roles[:, : len(ROLES)].argmax(axis=1).tolist()
    chains = chains_of(following.tolist())
    bodies = [[line for line in chain if kinds[line] in BODY] for chain in chains]
    opener = {body[0]: at for at, body in enumerate(bodies) if body}
    closer = {body[-1] for body in bodies if body}
    votes, moved = 0, []
    for run in (run for chain in chains for run in _runs(chain, kinds)):
        above, below = _beside(sheet, run.credits)
        opens = below in opener and not _is_with_titles(sheet, roles, above, run.credits[0], below)
        votes += opens - (above in closer)
        if opens:
            moved.append((run, opener[below]))
    if votes <= 0:
        return
    gone = {line for run, _ in moved for line in run.credits}
    for run, _ in moved:
        following[run.credits[-1]] = -1
        if run.before >= 0:
            following[run.before] = -1
    for run, at in moved:
        following[run.credits[-1]] = next(line for line in chains[at] if line not in gone)


def _runs(chain: Chain, kinds: list[int]) -> list[_Run]:
    """The credits at the head of a chain and at its end."""
    others = [at for at, line in enumerate(chain) if kinds[line] != CREDIT]
    if not others:
        return [_Run(chain, -1)]
    head, tail = chain[: others[0]], chain[others[-1] + 1 :]
    return [run for run in (_Run(head, -1), _Run(tail, chain[others[-1]])) if run.credits]


def _beside(sheet: Sheet, lines: Chain) -> tuple[int, int]:
    """The lines above and below some lines along the walk, -1 where there is none."""
    places = sheet.place[lines]
    above, below = int(places.min()) - 1, int(places.max()) + 1
    return (int(sheet.walk[above]) if above >= 0 else -1, int(sheet.walk[below]) if below < len(sheet) else -1)


def _is_with_titles(sheet: Sheet, roles: Floats, above: int, credit: int, below: int) -> bool:
    """Whether a title stands right above a credit, and no farther from it than the body below."""
    if above < 0 or roles[above, TITLES].sum() <= 0.5:
        return False
    return bool(sheet.block[above] == sheet.block[credit] or sheet.block[below] != sheet.block[credit])
