"""Cut rows in which the titles of two articles stand side by side, a single space between them."""

from typing import Final

import regex

from ..evidence.chains import chains_of
from ..evidence.cut_lines import share_rows
from ..evidence.encoder import Reading
from ..evidence.flows import find_flows
from ..evidence.readings import read_stretches
from ..evidence.roles import BODY, TITLES
from ..evidence.untitled import is_long
from ..page import LIMIT, Decision, Line, Page
from ..script import width_em
from .with_cuts import Cut, divided, with_cuts

LEAST_WIDTH: Final = 3.0
"""What stands on either side of the space is at least so wide, in em."""
MOST_ROUNDS: Final = 3
"""So often is a page read with all its titles divided; of 22 pages that had a title cut none had one left to cut."""
_SPACE: Final = regex.compile(r"(?<=\S) (?=\S)")


def cut_titles(page: Page) -> Page:
    """Each title divided at the spaces where two articles meet, on a page whose columns share rows.

    Between titles in large type the gutter may shrink to a single space, and two phrases of one headline are parted by
    such a space, too; neither widths nor words beside it tell which it is. So the page is read with all titles divided,
    and a cut stays where what stands before and after it then heads a body each. Pages that share no rows, those whose
    roles are known, and those whose lines need not be moved come back as they are.
    """
    if page.untouched or not share_rows(page.lines) or any(line.chances for line in page.lines):
        return page
    for _ in range(MOST_ROUNDS):
        cuts = _cuts(page.lines)
        if not cuts:
            return page
        page = with_cuts(page, cuts, "cut-titles", "titles of two articles share the row")
    limit = f"after {MOST_ROUNDS} rounds there may be titles left to cut"
    return page.with_(decisions=(*page.decisions, Decision("cut-titles", LIMIT, (), limit)))


def _cuts(lines: tuple[Line, ...]) -> dict[int, list[Cut]]:
    """The cuts of the titles of two articles, for each line that has any: the surer, the surer both are tied."""
    tried = _trial_cuts(lines)
    if not tried:
        return {}
    # Of each piece of the trial: the cut before it, with the number of its line; none of the first of a line.
    before = [cut for at in range(len(lines)) for cut in (None, *((at, own) for own in tried.get(at, ())))]
    cuts: dict[int, list[Cut]] = {}
    for stretch, reading in read_stretches(divided(lines, tried)):
        flows = find_flows(reading, reading.roles)
        article = _articles(flows.following.tolist(), reading)
        for at, cut in enumerate(before[stretch.start + 1 : stretch.stop]):
            one, other = article[at : at + 2]
            if cut and one != other and -1 not in (one, other):
                line, (start, end, _) = cut
                sure = float(min(flows.score[at], flows.score[at + 1]))
                cuts.setdefault(line, []).append((start, end, sure))
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


def _articles(following: list[int], reading: Reading) -> list[int]:
    """For each line the number of the article that it is in; -1 where that has no body, or a short one."""
    article = [-1] * len(following)
    is_body = (reading.roles[:, BODY].sum(axis=1) > 0.5).tolist()
    for number, chain in enumerate(chains_of(following)):
        if is_long([line for line in chain if is_body[line]], reading.sheet.characters):
            for line in chain:
                article[line] = number
    return article
