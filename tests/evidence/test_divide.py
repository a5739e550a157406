"""Titles of two articles that were tied as those of one."""

import numpy as np
import pytest

from bank import STORIES
from layoutfix.evidence.chains import Chain
from layoutfix.evidence.divide import SURE, divide_titles
from layoutfix.evidence.encoder import Reading, read_sheet
from layoutfix.evidence.roles import OUTPUTS, ROLES
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page

COUNT = 3
TITLES: list[Chain] = [[0, 1], [2]]
BODIES: list[Chain] = [[line] for line in range(COUNT, 2 * COUNT)]


def headlines_before_bodies() -> Reading:
    """A page of headlines, line after line, and then their bodies, a line each."""
    headlines, bodies = zip(*((headline, "".join(sentences)) for headline, sentences in STORIES[:COUNT]), strict=True)
    return read_sheet(sheet_of(read_page("\n".join([*headlines, *bodies])).lines))


def divided(
    titles: list[Chain], bodies: list[Chain], sure: float, roles: tuple[str, ...] = ("headline",) * COUNT
) -> list[Chain]:
    reading = headlines_before_bodies()
    chances = np.full((len(reading.sheet), OUTPUTS), 0.01, dtype=np.float32)
    for line, role in enumerate([*roles, *["body"] * COUNT]):
        chances[line, ROLES.index(role)] = 0.9
    return divide_titles(titles, bodies, reading, chances, np.full(len(reading.sheet), sure, dtype=np.float32))


def test_titles_are_divided_where_a_body_is_left_without() -> None:
    assert divided(TITLES, BODIES, sure=0.4) == [[0], [1], [2]]
    assert divided([[0, 1, 2]], BODIES, sure=0.4) == [[0], [1], [2]]


@pytest.mark.parametrize(
    ("titles", "bodies", "sure", "roles"),
    [
        (TITLES, BODIES[1:], 0.4, ("headline",) * 3),
        (TITLES, BODIES, SURE, ("headline",) * 3),
        (TITLES, BODIES, 0.4, ("kicker", "headline", "headline")),
        ([], BODIES, 0.4, ("headline",) * 3),
    ],
    ids=["as many headlines as bodies", "sure to be one", "a kicker and its headline", "no titles"],
)
def test_other_titles_stay_together(
    titles: list[Chain], bodies: list[Chain], sure: float, roles: tuple[str, ...]
) -> None:
    assert divided(titles, bodies, sure, roles) == titles
