"""What groups of lines are about."""

import numpy as np
import pytest

from layoutfix.evidence import subjects as module
from layoutfix.evidence.fragments import Fragments
from layoutfix.evidence.sheet import Sheet, sheet_of
from layoutfix.evidence.subjects import compare_fragments
from layoutfix.io.read_text import read_page

LINES = (
    "湖边的木栈道今天开放，新修的木栈道长三公里",
    "木栈道开放首日，游客沿着湖边的栈道走了一圈",
    "城东足球队昨晚在客场取胜，球员赛后向球迷致意",
)


def lines() -> tuple[Sheet, Fragments]:
    """The sheet of a page of three lines, each a fragment of its own, the first two about the same."""
    sheet = sheet_of(read_page("\n\n".join(LINES)).lines)
    none, one = np.full(len(LINES), -1), np.ones(len(LINES), dtype=np.int64)
    return sheet, Fragments(np.arange(len(LINES)), none, none, one)


def test_lines_about_the_same_are_near() -> None:
    found = compare_fragments(*lines())
    assert found is not None
    for table in found:
        assert np.allclose(table, table.T, atol=1e-4)
        assert table[0, 1] > max(table[0, 2], table[1, 2])


def test_too_many_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SUBJECTS", len(LINES) - 1)
    assert compare_fragments(*lines()) is None
