"""What print cannot show goes where nothing hangs on it."""

import pytest

from layoutfix.io.read_text import read_page
from layoutfix.passes.drop_invisible import drop_invisible

DROPPED = [
    ("湖边\u200b栈道", "湖边栈道"),
    ("湖边\u00ad栈道", "湖边栈道"),
    ("，\u2060“栈道", "，“栈道"),
    ("湖边栈道\u200b", "湖边栈道"),
    ("\u200b湖边栈道", "湖边栈道"),
    ("\ufeff湖边\ufeff栈道", "湖边栈道"),
    ("\ufeffthe ferry", "the ferry"),
    ("the\ufeff ferry", "the ferry"),
    ("\ufeff \u200bthe \ufeffferry \ufeff", "\u200bthe ferry"),
    ("湖 \u200b边 \u2060 栈", "湖 边  栈"),
    ("湖边 \u200b", "湖边"),
    ("\ufeff （湖边", "（湖边"),
    ("湖边\ufeff\u2060", "湖边"),
    ("침 \ufeff 湖", "침  湖"),
]
KEPT = [
    "Dampf\u00adschiff",
    "ไป\u200bมา",
    "A\u2060B",
    "栈道\u200bA",
    "👩\u200d🌾",
    "می\u200cخواهم",
    "葛\U000e0100城",
    "\u200b",
    "\ufeff",
    "湖边　栈道",
]


@pytest.mark.parametrize(("dump", "expected"), DROPPED)
def test_dropped(dump: str, expected: str) -> None:
    page = drop_invisible(read_page(dump))
    (line,) = page.lines
    assert str(line.text) == expected
    assert sum(span.length for span in line.text.spans) == len(dump)
    assert [decision.action[:4] for decision in page.decisions] == ["drop"]
    assert drop_invisible(page) is page


def test_spaces_that_stay_keep_their_own_places() -> None:
    (line,) = drop_invisible(read_page("湖  \u00ad   栈")).lines
    assert [piece for piece in line.text.pieces if piece.text] == [("湖  ", 0, 3), ("   栈", 4, 8)]


@pytest.mark.parametrize("dump", KEPT)
def test_kept(dump: str) -> None:
    page = read_page(dump)
    assert drop_invisible(page) is page
