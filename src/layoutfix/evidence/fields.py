"""The fields of an article along its lines: kicker, headline, deck, credit, body, closing credit, jump line.

In reading order the fields of an article stand one after the other, so its lines are divided at the places that make
their roles likeliest together; a line that looks like a headline in the middle of a body is a subhead.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import regex

from ..page import Role
from .roles import FURNITURE, PARAGRAPH_FIRST, PARAGRAPH_LAST, ROLES
from .weights import Floats

FIELDS: Final = (
    Role.JUMP, Role.BYLINE, Role.KICKER, Role.HEADLINE, Role.KICKER, Role.DECK, Role.BYLINE, Role.BODY, Role.BYLINE,
    Role.JUMP,
)  # fmt: skip
"""In the order of a flow. A credit about the titles comes first, as a rule, so that it does not part them from their
body; a kicker that print sets beside the headline comes after it in many a dump; a jump line that stands first says
`上接`."""
LATE: Final = 1.0
"""What each line of a kicker after the headline costs, as the logarithm of a chance."""
APART: Final = (Role.CAPTION, Role.SECTION)
"""What stands by itself: lines tied to each other are all of it, or none."""
LEAST: Final = 1e-4
MOST: Final = 0.96
"""What the encoder, taught with smoothed truths, gives to a role that is beyond doubt."""
COMMAS: Final = ("，", "、", ",")
"""No kicker, headline or deck ends with one: of 10,569 on the train pages and those of the press none does."""
DATE_BELOW: Final = regex.compile(r"[（(][\d〇○零一二三四五六七八九十]{4}年[^（）()日]++日[^（）()]*+[）)]")
"""A date in parentheses by itself, of a speech or of what was adopted, stands below the headline (GB/T 9704-2012): all
eight of the train pages and the corpus are decks."""
_COLUMN: Final = {Role.SECTION: FURNITURE} | {
    role: ROLES.index(role.value) for role in FIELDS + APART if role is not Role.SECTION
}
_LATE_KICKER: Final = FIELDS.index(Role.HEADLINE) + 1
_SUBHEAD: Final = ROLES.index("subhead")


def settle_roles(chances: Floats, texts: Sequence[str]) -> list[Role]:
    """The roles of lines that follow each other, from the chances of each: `roles.ROLES`, then `roles.BOUNDS`; and from
    their texts, without white space, since no title ends with a comma and a date in parentheses is no headline.

    >>> from layoutfix.evidence.roles import OUTPUTS
    >>> at = {name: np.eye(OUTPUTS, dtype=np.float32)[ROLES.index(name)] + 0.5 * (np.arange(OUTPUTS) >= len(ROLES))
    ...       for name in ROLES}
    >>> chances = np.array([at["kicker"], at["headline"], at["body"]])
    >>> [role.value for role in settle_roles(chances, ["今夏少雨", "水库缺水", "入夏以来"])]
    ['kicker', 'headline', 'body']
    >>> chances = np.array([at["body"], at["headline"], at["body"]])
    >>> [role.value for role in settle_roles(chances, ["入夏以来", "水库缺水", "水厂限水"])]
    ['body', 'body', 'body']
    """
    dated = [DATE_BELOW.fullmatch(text) is not None for text in texts]
    share = chances[:, : len(ROLES)].copy()
    share[:, _COLUMN[Role.BODY]] += share[:, _SUBHEAD]
    for title in (Role.KICKER, Role.HEADLINE):
        share[dated, _COLUMN[Role.DECK]] += share[dated, _COLUMN[title]]
        share[dated, _COLUMN[title]] = 0
    logs = np.log(np.maximum(share, LEAST))
    begins = _begins(chances)
    begins[dated] = 1
    begins[1:][[text.endswith(COMMAS) for text in texts[:-1]]] = LEAST
    own = logs[:, [_COLUMN[field] for field in FIELDS]]
    own[:, _LATE_KICKER] -= LATE
    value, fields = _best_division(own, begins)
    apart = [(float(logs[:, _COLUMN[role]].sum()), role) for role in APART]
    most, role = max(apart, key=lambda entry: entry[0])
    if most > value:
        return [role] * len(logs)
    return with_headline([FIELDS[field] for field in fields])


def role_chance(chances: Floats, role: Role) -> float:
    """The chance of a role, from the chances of a line; body and subhead are one."""
    chance = chances[_COLUMN[role]] + (chances[_SUBHEAD] if role is Role.BODY else 0)
    return float(min(1.0, chance / MOST))


def _begins(chances: Floats) -> Floats:
    """For each line the chance that a part (a title, a paragraph) ends before it and one begins with it; the first does
    begin one. What the lines before and after say of that is much the same, so the mean of both counts, not each."""
    first = chances[1:, PARAGRAPH_FIRST].clip(LEAST, 1 - LEAST)
    last = chances[:-1, PARAGRAPH_LAST].clip(LEAST, 1 - LEAST)
    both, neither = np.sqrt(first * last), np.sqrt((1 - first) * (1 - last))
    return np.append(1.0, both / (both + neither))


def _best_division(logs: Floats, begins: Floats) -> tuple[float, list[int]]:
    """The column of each row, never less than that of the row before, with the greatest sum; where the column changes
    a part has to begin, and where that of a title does not, none may."""
    count, fields = logs.shape
    enter = np.log(begins.clip(LEAST, 1))
    stay = np.log((1 - begins).clip(LEAST, 1))
    best = np.zeros(count + 1)
    best[1:] = -np.inf
    came = []
    for field in range(fields):
        own = logs[:, field] + (stay if FIELDS[field].is_title else 0)
        running = np.append(0.0, own.cumsum(dtype=np.float64))
        gain = best[:-1] + enter + logs[:, field] - running[1:]
        top = np.maximum.accumulate(gain)
        first = np.maximum.accumulate(np.where(gain >= top, np.arange(count), 0))
        grown = top + running[1:]
        better = grown > best[1:]
        came.append(np.append(-1, np.where(better, first, -1)))
        best = np.append(best[0], np.where(better, grown, best[1:]))
    chosen = [0] * count
    end = count
    for field in range(fields - 1, -1, -1):
        begin = int(came[field][end])
        if begin >= 0:
            chosen[begin:end] = [field] * (end - begin)
            end = begin
    return float(best[count]), chosen


def with_headline(roles: list[Role]) -> list[Role]:
    """Of titles without a headline the kickers are one, or else the decks.

    >>> [role.value for role in with_headline([Role.KICKER, Role.DECK, Role.BODY])]
    ['headline', 'deck', 'body']
    """
    if Role.HEADLINE in roles:
        return roles
    missed = Role.KICKER if Role.KICKER in roles else Role.DECK
    return [Role.HEADLINE if role is missed else role for role in roles]
