"""Whose a credit between two bodies is."""

import numpy as np
import pytest

from layoutfix.evidence.openers import give_back_credits
from layoutfix.evidence.roles import OUTPUTS, ROLES
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page


def given_back(lines: str, follows: list[int]) -> list[int]:
    """What follows each line after the credits were given back. Each line begins with the initial of its role: `h` a
    headline, `b` body, `c` a credit, `f` furniture."""
    sheet = sheet_of(read_page(lines).lines)
    names = {"h": "headline", "b": "body", "c": "byline", "f": "furniture"}
    roles = np.zeros((len(sheet), OUTPUTS), dtype=np.float32)
    roles[np.arange(len(sheet)), [ROLES.index(names[text[0]]) for text in sheet.texts]] = 1
    following = np.array(follows)
    give_back_credits(following, sheet, roles)
    return following.tolist()


@pytest.mark.parametrize(
    "lines, before, after",
    [
        pytest.param(
            "f\n\nc1\nb1\n\nh1\n\nc2\nb2\n\nh2",
            [-1, 6, -1, 2, 3, -1, 5],
            [-1, 3, -1, 2, 6, -1, 5],
            id="titles below, credits in the blocks of bodies",
        ),
        pytest.param(
            "c1\n\nb1\n\nc2\n\nb2\n\nh1\n\nh2",
            [-1, 2, -1, -1, 1, 3],
            [4, -1, 5, -1, 1, 3],
            id="titles at the end, credits taken for what closes the body above",
        ),
        pytest.param(
            "b1\n\nc1\n\nb2\n\nc2\n\nh1\n\nh2",
            [1, -1, 3, -1, 0, 2],
            [1, -1, 3, -1, 0, 2],
            id="credits that close",
        ),
        pytest.param(
            "h1\n\nc1\n\nb1\n\nh2\n\nc2\n\nb2",
            [2, 0, -1, 5, 3, -1],
            [2, 0, -1, 5, 3, -1],
            id="credits below their titles",
        ),
        pytest.param("c1\n\nb1\n\nb2", [-1, -1, -1], [1, -1, -1], id="a credit alone"),
    ],
)
def test_the_first_and_the_last_credit_tell_the_habit(lines: str, before: list[int], after: list[int]) -> None:
    assert given_back(lines, before) == after
