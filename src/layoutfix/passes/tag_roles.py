"""Say of each line what it is: body, part of a title, credit, caption, furniture."""

from itertools import groupby
from operator import itemgetter
from typing import Final

import numpy as np
import regex

from ..evidence.credits import credit_in, dateline_in
from ..evidence.fields import with_headline
from ..evidence.readings import read_stretches
from ..evidence.roles import OUTPUTS, ROLES
from ..evidence.whole_lines import DIVIDER, closing_furniture, whole_titles
from ..page import LIMIT, Decision, Line, Page, Role

_FURNITURE: Final = (
    (Role.RULE, regex.compile(r"^[\p{P}\p{S}\s]++$")),
    (Role.CREDITS, regex.compile(r"责编|責編|责任编辑|責任編輯|编辑|編輯|美编|校对|组版|版式|主编|审校")),
    (Role.FOLIO, regex.compile(r"\d{4}\s*+年|\d\s*+月\s*+\d++\s*+日|星期|第\s*+\w{1,4}\s*+版|^[A-Z]?\d{1,3}\s*版?$")),
    (Role.MASTHEAD, regex.compile(r"日报|日報|晚报|晚報|晨报|时报|時報|商报|都市报|新报|早报|周报|週報|周刊")),
)


def tag_roles(page: Page) -> Page:
    """Each line with its most likely role, and the chances of all roles for the passes after this one.

    What a line says, how it is set, what its neighbours are and what the page does elsewhere are weighed by a learned
    model; furniture is then named by set phrases (`第3版` is a folio, `责编：` the editors' credits). Where a page
    seems to be several, each is weighed by itself (`evidence.page_ends`), and a decision says so.
    """
    if all(line.chances for line in page.lines):
        return page
    limits: list[str] = []
    scores = np.empty((len(page.lines), OUTPUTS), dtype=np.float32)
    for stretch, reading, _ in read_stretches(page.lines):
        scores[stretch.start : stretch.stop] = reading.roles
        limits += reading.limits
    best = scores[:, : len(ROLES)].argmax(axis=1).tolist()
    told = [_role(ROLES[at], line) for line, at in zip(page.lines, best, strict=True)]
    roles = _whole_roles(told, page.lines) if page.untouched else told
    lines = []
    decisions = [*page.decisions, *(Decision("tag-roles", LIMIT, (), limit) for limit in dict.fromkeys(limits))]
    for line, role, read, at, row in zip(page.lines, roles, told, best, scores, strict=True):
        chances = tuple(row.tolist())
        lines.append(line.tagged(role, chances))
        if role is not Role.BODY:
            why = ("wording and setting", chances[at]) if role is read else ("how a page of whole lines is set",)
            decisions.append(Decision("tag-roles", role.value, line.text.spans, *why))
    return page.with_(lines=tuple(lines), decisions=tuple(decisions))


def _role(name: str, line: Line) -> Role:
    return furniture_role(line.text.value) if name == "furniture" else Role(name)


def _whole_roles(roles: list[Role], lines: tuple[Line, ...]) -> list[Role]:
    """The roles of lines on a page of whole lines, where its setting says which are titles, and which furniture."""
    settled: list[Role] = []
    end = closing_furniture(lines)
    titles = whole_titles(lines[:end])
    for title, run in groupby(zip(titles, roles[:end], lines[:end], strict=True), key=itemgetter(0)):
        own = [_whole_role(role, title, line) for _, role, line in run]
        settled += with_headline(own) if title else own
    return [*settled, *(furniture_role(line.text.value) for line in lines[end:])]


def _whole_role(role: Role, title: bool, line: Line) -> Role:
    """The role of a line on a page of whole lines, where its setting says whether it is in a title."""
    if line.text.value == DIVIDER:
        return Role.RULE
    if not title:
        return role if role in (Role.RULE, Role.BYLINE, Role.CAPTION, Role.JUMP) else Role.BODY
    if dateline_in(line.text)[0] or credit_in(line.text, after_dateline=False)[0]:
        return Role.BYLINE
    return role if role.is_title or role is Role.BYLINE else Role.HEADLINE


def furniture_role(text: str) -> Role:
    """Which kind of furniture a text is.

    >>> furniture_role("2031年5月6日　星期二　第3版").value
    'folio'
    """
    return next((role for role, pattern in _FURNITURE if pattern.search(text)), Role.SECTION)
