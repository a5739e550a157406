"""Cut rows in which the titles of two articles stand side by side, a single space between them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import regex

from ..evidence.abreast import abreast_chances, abreast_features, are_tied
from ..evidence.encoder import Reading, read_sheet
from ..evidence.flows import Flows, tie_lines
from ..evidence.readings import read_stretches
from ..evidence.roles import TITLES, is_any_of
from ..evidence.sheet import sheet_of
from ..evidence.weights import Floats
from ..page import Line, Page
from ..script import width_em
from .with_cuts import Cut, divided, with_cuts

LEAST_WIDTH: Final = 3.0
"""What stands on either side of the space is at least so wide, in em."""
_SPACE: Final = regex.compile(r"(?<=\S) (?=\S)")


class Space(NamedTuple):
    """White space inside a line, from one character of it to another."""

    line: int
    start: int
    end: int


class Trial(NamedTuple):
    """A page whose titles are divided for a trial: its lines as they are then; the spaces on either side of which a
    title heads a body of its own; for each of these the piece before it, as the number of its line, and what speaks for
    it that it parts two articles."""

    pieces: tuple[Line, ...]
    spaces: list[Space]
    before: list[int]
    features: Floats


def cut_titles(page: Page) -> Page:
    """Each title divided at the spaces where two articles meet.

    Between titles in large type the gutter may shrink to a single space, and two phrases of one headline are parted by
    such a space, too; neither widths nor words beside it tell which it is. So the page is read with all titles divided,
    and a cut stays where what stands before and after it then heads a body each, and is likelier of two articles than
    of one. That is done once: of 32 pages that had a title cut none had one left to cut. Pages whose roles are known,
    and those whose lines need not be moved, come back as they are.
    """
    if page.untouched or any(line.chances for line in page.lines):
        return page
    cuts = _cuts(page.lines)
    return with_cuts(page, cuts, "cut-titles", "titles of two articles share the row") if cuts else page


def _cuts(lines: tuple[Line, ...]) -> dict[int, list[Cut]]:
    """The cuts of the titles of two articles, for each line that has any."""
    cuts: dict[int, list[Cut]] = {}
    for stretch, reading, ties in read_stretches(lines):
        trial = try_titles(lines[stretch.start : stretch.stop], reading, ties)
        if trial is None:
            continue
        for space, chance in zip(trial.spaces, abreast_chances(trial.features).tolist(), strict=True):
            if chance > 0.5:
                cuts.setdefault(stretch.start + space.line, []).append((space.start, space.end, chance))
    return cuts


def try_titles(lines: Sequence[Line], reading: Reading, ties: Flows) -> Trial | None:
    """Lines as they are read first with all their titles divided; `reading` and its `ties` are those of the lines as
    they stand. None where there is no title to divide, or where the pieces of each are tied even so."""
    spaces = list(_spaces(lines, reading))
    if not spaces:
        return None
    tried: dict[int, list[Cut]] = defaultdict(list)
    for line, start, end in spaces:
        tried[line].append((start, end, 1.0))
    before = np.array([line + number for number, (line, _, _) in enumerate(spaces)])
    pieces = divided(lines, tried)
    apart = read_sheet(sheet_of(pieces))
    tied = are_tied(apart, before)
    if tied.all():
        return None
    tied_apart = tie_lines(apart)
    places, told = abreast_features(apart, tied_apart, before[~tied])
    kept = np.flatnonzero(~tied)[places]
    gain = np.float32(tied_apart.chance - ties.chance)
    features = np.column_stack([told, np.full_like(told[:, 0], gain)])
    return Trial(pieces, [spaces[at] for at in kept.tolist()], before[kept].tolist(), features)


def _spaces(lines: Sequence[Line], reading: Reading) -> Iterator[Space]:
    """The spaces within titles that may part those of two articles."""
    for at in is_any_of(reading.roles, TITLES).nonzero()[0].tolist():
        value = lines[at].text.value
        for start, end in (space.span() for space in _SPACE.finditer(value)):
            if _are_wide(value[:start], value[end:]):
                yield Space(at, start, end)


def _are_wide(*sides: str) -> bool:
    return all(width_em(side) >= LEAST_WIDTH for side in sides)
