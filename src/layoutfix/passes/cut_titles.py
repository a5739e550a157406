"""Cut rows in which the titles of two articles stand side by side, a single space between them."""

from itertools import pairwise
from typing import Final, NamedTuple

import regex

from ..evidence.chains import chains_of
from ..evidence.encoder import Reading
from ..evidence.flows import find_flows
from ..evidence.readings import read_stretches
from ..evidence.roles import BODY, TITLES
from ..evidence.untitled import is_long
from ..page import LIMIT, Decision, Line, Page
from ..script import width_em
from .cut_columns import Cut, pieces_of

LEAST_WIDTH: Final = 3.0
"""What stands on either side of the space is at least so wide, in em."""
MOST_ROUNDS: Final = 3
"""So often is a page read with all its titles divided; of 22 pages that had a title cut none had one left to cut."""
_SPACE: Final = regex.compile(r"(?<=\S) (?=\S)")


class _Piece(NamedTuple):
    """A line of the page as it would be, the number of the line that it is of, and the cut before it (None: the first
    of its line)."""

    line: Line
    origin: int
    before: Cut | None


def cut_titles(page: Page) -> Page:
    """Each title divided at the spaces where two articles meet, on a page whose columns share rows.

    Between titles in large type the gutter may shrink to a single space, and two phrases of one headline are parted by
    such a space, too; neither widths nor words beside it tell which it is. So the page is read with all titles divided,
    and a cut stays where what stands before and after it then heads a body each. Pages that share no rows, those whose
    roles are known, and those whose lines need not be moved come back as they are.
    """
    if page.untouched or any(line.chances for line in page.lines):
        return page
    if all(one.row != other.row for one, other in pairwise(page.lines)):
        return page
    for _ in range(MOST_ROUNDS):
        cuts = _cuts(page.lines)
        if not cuts:
            return page
        page = _cut(page, cuts)
    limit = f"after {MOST_ROUNDS} rounds there may be titles left to cut"
    return page.with_(decisions=(*page.decisions, Decision("cut-titles", LIMIT, (), limit)))


def _cut(page: Page, cuts: dict[int, list[Cut]]) -> Page:
    """The page with these cuts made in its lines."""
    lines = tuple(piece.line for piece in _pieces(page.lines, cuts))
    reason = "titles of two articles share the row"
    told = (
        Decision("cut-titles", "cut", page.lines[at].text.spans, reason, min(sure for _, _, sure in own))
        for at, own in cuts.items()
    )
    return page.with_(lines=lines, decisions=(*page.decisions, *told))


def _cuts(lines: tuple[Line, ...]) -> dict[int, list[Cut]]:
    """The cuts of the titles of two articles, for each line that has any: the surer, the surer both are tied."""
    cuts: dict[int, list[Cut]] = {}
    trial = _pieces(lines, _trial_cuts(lines))
    if len(trial) == len(lines):
        return cuts
    for stretch, reading in read_stretches(tuple(piece.line for piece in trial)):
        flows = find_flows(reading, reading.roles)
        article = _articles(flows.following.tolist(), reading)
        for at, (first, second) in enumerate(pairwise(trial[stretch.start : stretch.stop])):
            one, other = article[at : at + 2]
            if second.before and one != other and -1 not in (one, other):
                start, end, _ = second.before
                sure = float(min(flows.score[at], flows.score[at + 1]))
                cuts.setdefault(first.origin, []).append((start, end, sure))
    return cuts


def _trial_cuts(lines: tuple[Line, ...]) -> dict[int, list[Cut]]:
    """The spaces within titles that may part those of two articles."""
    cuts = {}
    for stretch, reading in read_stretches(lines):
        titles = reading.roles[:, TITLES].sum(axis=1) > 0.5
        for at in titles.nonzero()[0].tolist():
            value = lines[stretch.start + at].text.value
            spaces = [space.span() for space in _SPACE.finditer(value)]
            wide = [(start, end, 1.0) for start, end in spaces if _are_wide(value[:start], value[end:])]
            if wide:
                cuts[stretch.start + at] = wide
    return cuts


def _are_wide(*sides: str) -> bool:
    return all(width_em(side) >= LEAST_WIDTH for side in sides)


def _pieces(lines: tuple[Line, ...], cuts: dict[int, list[Cut]]) -> list[_Piece]:
    """The lines, those with cuts in pieces."""
    return [
        _Piece(piece, at, before)
        for at, line in enumerate(lines)
        for piece, before in zip(pieces_of(line, cuts.get(at, [])), [None, *cuts.get(at, [])], strict=True)
    ]


def _articles(following: list[int], reading: Reading) -> list[int]:
    """For each line the number of the article that it is in; -1 where that has no body, or a short one."""
    article = [-1] * len(following)
    is_body = (reading.roles[:, BODY].sum(axis=1) > 0.5).tolist()
    for number, chain in enumerate(chains_of(following)):
        if is_long([line for line in chain if is_body[line]], reading.sheet.characters):
            for line in chain:
                article[line] = number
    return article
