"""What a pass has lost, doubled or made up does not go unnoticed."""

from dataclasses import replace

import pytest
from hypothesis import given

from layoutfix import PROSE, Decision, LawError, Line, Page, Piece, Text, fix, pages, repair
from layoutfix.io.read_text import read_page
from layoutfix.passes.check_laws import check_laws
from strategies import any_text, dump_like_text

DUMP = "湖边 栈道\n本月"


def page_of(*texts: Text) -> Page:
    return Page(DUMP, lines=tuple(Line(text) for text in texts))


WHOLE = Text.of(DUMP, 0, 5)
LAST = Text.of(DUMP, 6, 8)
KEPT = [
    (WHOLE, LAST),
    (LAST, WHOLE),
    (WHOLE.substitute([(2, 3, "")]), LAST),
    (WHOLE.substitute([(0, 1, "胡")]), LAST),
    (Text.join([WHOLE, LAST], " "),),
]
BROKEN = [
    ((WHOLE,), "page 1 lost '本月' at 5"),
    ((LAST,), "page 1 lost '湖边 栈道' at 0"),
    ((WHOLE, LAST, LAST), "page 1 doubled '本月' at 6"),
    ((WHOLE, Text.of(DUMP, 4, 8)), "page 1 doubled '道' at 4"),
    ((WHOLE, Text.from_pieces([Piece("本月底", 6, 8)])), "page 1 changed '本月' at 6"),
    ((WHOLE, Text.from_pieces([Piece("", 6, 8)])), "page 1 changed '本月' at 6"),
]


@pytest.mark.parametrize("texts", KEPT)
def test_kept(texts: tuple[Text, ...]) -> None:
    page = page_of(*texts)
    assert check_laws(page) is page


@pytest.mark.parametrize(("texts", "message"), BROKEN)
def test_broken(texts: tuple[Text, ...], message: str) -> None:
    page = page_of(*texts)
    with pytest.raises(LawError) as caught:
        check_laws(page)
    assert str(caught.value) == f"{message}; please report it"
    assert caught.value.page is page


def test_a_decision_answers_for_a_change() -> None:
    page = page_of(WHOLE, Text.from_pieces([Piece("本月底", 6, 8)]))
    answered = page.with_(decisions=(Decision("spell-out", "change", LAST.spans, "a test"),))
    assert check_laws(answered) is answered


def lose_a_line(page: Page) -> Page:
    return replace(page, lines=page.lines[1:])


def test_a_page_that_lost_text_is_left_as_read_if_asked() -> None:
    pipeline = PROSE.after("unwrap-lines", lose_a_line)
    with pytest.raises(LawError, match="page 1 lost '湖边 栈道' at 0"):
        repair(DUMP, pipeline)
    first, second = pages(f"{DUMP}\f\f", pipeline, keep_going=True)
    assert [str(line.text) for line in first.lines] == ["湖边 栈道", "本月"]
    assert [(decision.step, decision.action) for decision in first.decisions] == [("check-laws", "left as read")]
    assert second.decisions == ()


@given(any_text | dump_like_text)
def test_a_page_as_read_keeps_the_laws(dump: str) -> None:
    check_laws(read_page(dump))
    assert fix(dump, PROSE.only("check-laws")) == dump
