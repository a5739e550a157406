"""Put lines in reading order: what follows a line in its article stands after it, wherever the extractor put it."""

from typing import NamedTuple

import numpy as np

from ..evidence.breaks import break_scores
from ..evidence.chains import chains_of
from ..evidence.encoder import Reading
from ..evidence.fields import role_chance, settle_roles
from ..evidence.flows import Flows, find_flows
from ..evidence.joints import joint
from ..evidence.readings import read_stretches
from ..evidence.roles import OUTPUTS
from ..evidence.weights import Floats
from ..page import LIMIT, Decision, Line, Page, Role, Seam
from .tag_roles import furniture_role


def order_lines(page: Page) -> Page:
    """Lines in reading order, each with its seam to the line after it: a join, a break, or None where a flow ends.

    A flow is an article, from the first line of its titles to the last of its body, or a caption, or a piece of
    furniture. Which line follows which is decided for the whole page at once, from what is known of news text, of the
    page's own words, of measures, indents, end marks and kinsoku, and of the habits of the page; then the roles of
    lines that follow each other are settled together. Flows stand in the order in which they begin in the dump. Where a
    page seems to be several, each is put in order by itself (`evidence.page_ends`); decisions say so, and where else a
    page is too large for the whole of it to be weighed.
    """
    if not page.lines or any(line.seam_score for line in page.lines):
        return page
    if page.untouched:
        return page.with_(lines=_as_they_stand(page.lines))
    text = "\n".join(line.text.value for line in page.lines)
    lines: list[Line] = []
    hops: list[Decision] = []
    limits: list[str] = []
    for stretch, reading, ties in read_stretches(page.lines):
        ordered = _ordered(page.lines[stretch.start : stretch.stop], reading, ties, text)
        lines += ordered.lines
        hops += ordered.hops
        limits += ordered.limits
    told = (Decision("order-lines", LIMIT, (), limit) for limit in dict.fromkeys(limits))
    return page.with_(lines=tuple(lines), decisions=(*page.decisions, *told, *hops))


class _Ordered(NamedTuple):
    """Lines in reading order, the decisions about those that were moved, and what was too large to be weighed whole."""

    lines: list[Line]
    hops: list[Decision]
    limits: tuple[str, ...]


def _ordered(given: tuple[Line, ...], reading: Reading, ties: Flows, text: str) -> _Ordered:
    chances = _chances(given, reading)
    flows = find_flows(reading, ties, chances)
    chains = sorted(chains_of(flows.following.tolist()), key=lambda chain: int(reading.sheet.place[chain[0]]))
    texts = reading.sheet.texts
    settled = (settle_roles(chances[chain], [texts[at] for at in chain]) for chain in chains)
    roles = {at: role for chain, own in zip(chains, settled, strict=True) for at, role in zip(chain, own, strict=True)}
    broken = _breaks(reading, chances, flows, roles)
    sure = (flows.score * flows.opens).tolist()
    lines: list[Line] = []
    hops: list[Decision] = []
    for chain in chains:
        for at, after in zip(chain, [*chain[1:], -1], strict=True):
            line = _settled(given[at], roles[at])
            score = sure[at] * role_chance(chances[at], roles[at])
            if after < 0:
                lines.append(line.tied(None, score))
                continue
            p = broken.get(at, 0.0 if roles[at] is Role.CAPTION else 1.0)
            seam = Seam.BREAK if p > 0.5 else Seam(joint(line.text.value, given[after].text.value, text)[1])
            lines.append(line.tied(seam, score))
            if after != at + 1:
                spans = line.text.spans[-1:] + given[after].text.spans[:1]
                hops.append(Decision("order-lines", "hop", spans, "reads on here", sure[at]))
    return _Ordered(lines, hops, (*reading.limits, *flows.limits))


def _chances(lines: tuple[Line, ...], reading: Reading) -> Floats:
    """The chances of roles and bounds that `tag_roles` left in the lines, or those of the reading where it did not
    run."""
    if all(len(line.chances) == OUTPUTS for line in lines):
        return np.array([line.chances for line in lines], dtype=np.float32)
    return reading.roles


def _breaks(reading: Reading, chances: Floats, flows: Flows, roles: dict[int, Role]) -> dict[int, float]:
    """For each line of a body that another follows there the chance that a paragraph ends between them."""
    follow = flows.following.tolist()
    tails = [at for at, after in enumerate(follow) if after >= 0 and roles[at] is roles[after] is Role.BODY]
    heads = [follow[at] for at in tails]
    scores = break_scores(reading.sheet, chances, np.array(tails, dtype=np.int64), np.array(heads, dtype=np.int64))
    return dict(zip(tails, scores.tolist(), strict=True))


def _settled(line: Line, role: Role) -> Line:
    """The line with the role that it has in its flow; furniture and subheads keep their own names."""
    if line.role is not None and role is Role.SECTION and line.role.is_furniture:
        return line
    if role is Role.SECTION:
        role = furniture_role(line.text.value)
    if role is line.role or (role is Role.BODY and line.role is Role.SUBHEAD):
        return line
    return line.tagged(role, line.chances)


def _as_they_stand(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Whole lines as the dump has them: each a paragraph or a title, a flow from one title to the next."""
    title = [line.role is not None and line.role.is_title for line in lines]
    return tuple(
        line.tied(None if at + 1 == len(lines) or (title[at + 1] and not title[at]) else Seam.BREAK, 1.0)
        for at, line in enumerate(lines)
    )
