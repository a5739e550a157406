"""Say of each line what it is: body, part of a title, credit, caption, furniture."""

from typing import Final

import regex

from ..evidence.encoder import read_lines
from ..evidence.roles import ROLES
from ..evidence.whole_lines import whole_titles
from ..page import Decision, Page, Role

_FURNITURE: Final = (
    (Role.RULE, regex.compile(r"^[\p{P}\p{S}\s]+$")),
    (Role.CREDITS, regex.compile(r"责编|責編|责任编辑|責任編輯|编辑|編輯|美编|校对|组版|版式|主编|审校")),
    (Role.FOLIO, regex.compile(r"\d{4}\s*年|\d+\s*月\s*\d+\s*日|星期|第\s*\w{1,4}\s*版|^[A-Z]?\d{1,3}\s*版?$")),
    (Role.MASTHEAD, regex.compile(r"日报|日報|晚报|晚報|晨报|时报|時報|商报|都市报|新报|早报|周报|週報|周刊")),
)


def tag_roles(page: Page) -> Page:
    """Each line with its most likely role, and the chances of all roles for the passes after this one.

    What a line says, how it is set, what its neighbours are and what the page does elsewhere are weighed by a learned
    model; furniture is then named by set phrases (`第3版` is a folio, `责编：` the editors' credits).
    """
    if not page.lines:
        return page
    scores = read_lines(page.lines).roles
    best = scores[:, : len(ROLES)].argmax(axis=1).tolist()
    whole = whole_titles(page.lines) if page.untouched else None
    lines = []
    decisions = list(page.decisions)
    for place, (line, at, chances) in enumerate(zip(page.lines, best, scores.tolist(), strict=True)):
        role = Role.SECTION if ROLES[at] == "furniture" else Role(ROLES[at])
        if role is Role.SECTION:
            role = furniture_role(line.text.value)
        if whole is not None:
            role = _whole_role(role, whole[place])
        lines.append(line.tagged(role, tuple(chances)))
        if role is not Role.BODY:
            decisions.append(Decision("tag-roles", role.value, line.text.spans, "wording and setting", chances[at]))
    return page.with_(lines=tuple(lines), decisions=tuple(decisions))


def _whole_role(role: Role, title: bool) -> Role:
    """The role of a line on a page of whole lines, where its setting says whether it is in a title."""
    if title:
        return role if role.is_title or role is Role.BYLINE else Role.HEADLINE
    return role if role in (Role.RULE, Role.BYLINE, Role.CAPTION, Role.JUMP) else Role.BODY


def furniture_role(text: str) -> Role:
    """Which kind of furniture a text is.

    >>> furniture_role("2031年5月6日　星期二　第3版").value
    'folio'
    """
    return next((role for role, pattern in _FURNITURE if pattern.search(text)), Role.SECTION)
