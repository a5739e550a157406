"""The fields of an article along its lines."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence.fields import FIELDS, role_chance, settle_roles
from layoutfix.evidence.roles import OUTPUTS, PARAGRAPH_FIRST, ROLES
from layoutfix.evidence.weights import Floats
from layoutfix.page import Role

CASES = {
    "a kicker between two lines of a headline is headline": (
        ["headline", "kicker", "headline", "body"], ["headline", "headline", "headline", "body"],
    ),
    "a kicker may come after the headline": (["headline", "kicker", "body"], ["headline", "kicker", "body"]),
    "a kicker without a headline is one": (["kicker", "body"], ["headline", "body"]),
    "a deck without a headline is one": (["deck", "body"], ["headline", "body"]),
    "a deck stays below a kicker that is the headline": (["kicker", "deck", "body"], ["headline", "deck", "body"]),
    "a title inside a body stays there": (["headline", "body", "deck", "body"], ["headline", "body", "body", "body"]),
    "a credit may stand below the titles": (["headline", "byline", "body"], ["headline", "byline", "body"]),
    "a credit may close": (["headline", "body", "byline"], ["headline", "body", "byline"]),
    "a jump line may close": (["body", "jump"], ["body", "jump"]),
    "a caption stands by itself": (["caption", "caption"], ["caption", "caption"]),
    "furniture stands by itself": (["furniture"], ["section"]),
}  # fmt: skip


def sure(*names: str) -> Floats:
    """Lines that are nearly surely of these roles; nothing is known of their bounds."""
    rows = np.full((len(names), OUTPUTS), 0.02, dtype=np.float32)
    rows[:, len(ROLES) :] = 0.5
    rows[np.arange(len(names)), [ROLES.index(name) for name in names]] = 0.84
    return rows


def settle(chances: Floats, *texts: str) -> list[str]:
    """The names of the roles, of lines of these texts or of any that end with no mark."""
    return [role.value for role in settle_roles(chances, texts or ["湖边栈道"] * len(chances))]


@pytest.mark.parametrize("case", CASES)
def test_cases(case: str) -> None:
    given_roles, settled = CASES[case]
    if case == "a kicker between two lines of a headline is headline":
        chances = sure(*given_roles)
        chances[1:4, PARAGRAPH_FIRST] = 0.1
        chances[3, PARAGRAPH_FIRST] = 0.9
        assert settle(chances) == settled
        return
    assert settle(sure(*given_roles)) == settled


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("高铁正点率保持高位，", "headline"),
        ("高铁正点率、", "headline"),
        ("高铁正点率保持高位", "kicker"),
        ("铁路部门：", "kicker"),
    ],
)
def test_no_title_ends_with_a_comma(first: str, role: str) -> None:
    assert settle(sure("kicker", "headline", "body"), first, "旅客满意", "入夏以来") == [role, "headline", "body"]


@pytest.mark.parametrize(
    ("below", "role"),
    [
        ("（二〇三一年五月六日，白石港）", "deck"),
        ("（2031年5月6日）", "deck"),
        ("(2031年5月6日市人民代表大会通过)", "deck"),
        ("（白石港通讯）", "headline"),
        ("2031年5月6日开渔", "headline"),
        ("（2031年5月）", "headline"),
    ],
)
def test_a_date_in_parentheses_stands_below_the_headline(below: str, role: str) -> None:
    chances = sure("headline", "headline", "body")
    chances[1, PARAGRAPH_FIRST] = 0.1
    assert settle(chances, "在白石港开渔节上的致辞", below, "今天的风很好") == ["headline", role, "body"]


@given(st.integers(1, 12), st.integers(0, 10**6))
def test_fields_stand_in_their_order(n: int, seed: int) -> None:
    chances = np.random.default_rng(seed).random((n, OUTPUTS), dtype=np.float32)
    chances[:, : len(ROLES)] /= chances[:, : len(ROLES)].sum(axis=1, keepdims=True)
    roles = settle_roles(chances, ["湖边栈道"] * n)
    assert len(roles) == n
    if roles[0] in (Role.CAPTION, Role.SECTION):
        assert len(set(roles)) == 1
        return
    titled = [at for at, role in enumerate(roles) if role is Role.HEADLINE]
    order = [
        FIELDS.index(role, FIELDS.index(Role.HEADLINE) if titled and at > titled[0] and role is Role.KICKER else 0)
        for at, role in enumerate(roles)
        if role not in (Role.BYLINE, Role.JUMP)
    ]
    assert order == sorted(order)


def test_body_and_subhead_are_one() -> None:
    chances = sure("subhead")[0]
    assert role_chance(chances, Role.BODY) == pytest.approx(0.86 / 0.96, abs=1e-3)
