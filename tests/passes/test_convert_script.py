"""Conversion between scripts, with the source of every text kept."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.errors import UnknownConfigError
from layoutfix.io.read_text import read_page
from layoutfix.page import Article, Block, Page, Role
from layoutfix.passes.convert_script import convert_script
from layoutfix.pipeline import Pass, Pipeline
from layoutfix.text import Piece, Text


@cache
def conversion(config: str) -> Pass:
    return convert_script(config)


def test_converts_every_text_of_the_page() -> None:
    dump = "栈桥\n开门"
    headline, body = Text.of(dump, 0, 2), Text.of(dump, 3, 5)
    page = Page(
        dump,
        lines=read_page(dump).lines,
        blocks=(Block(Role.BODY, body),),
        articles=(Article(headline=headline, paragraphs=(body,)),),
        furniture=(Block(Role.FOLIO, headline),),
    )
    new = conversion("s2t")(page)
    assert [str(text) for text in new.texts()] == ["棧橋", "開門", "開門", "棧橋", "開門", "棧橋"]
    assert [text.spans for text in new.texts()] == [text.spans for text in page.texts()]
    assert new.dump == dump
    assert {decision.step for decision in new.decisions} == {"convert-script"}


def test_a_page_that_needs_none_comes_back_as_it_is() -> None:
    page = read_page("棧橋")
    assert conversion("s2t")(page) is page


def test_only_the_words_whose_length_changes_lose_their_alignment() -> None:
    dump = "开门，内存不够。关门"
    (line,) = conversion("s2twp")(read_page(dump)).lines
    assert line.text.pieces == (
        Piece("開門，", 0, 3),
        Piece("記憶體不夠", 3, 7),
        Piece("。關門", 7, 10),
    )


def test_a_word_that_two_pieces_share_is_seen_whole() -> None:
    dump = "内\n存"
    line = replace(read_page(dump).lines[0], text=Text.of(dump, 0, 1) + Text.of(dump, 2, 3))
    (new,) = conversion("s2twp")(Page(dump, lines=(line,))).lines
    assert str(new.text) == "記憶體"
    assert new.text.spans == line.text.spans


def test_the_pass_has_a_name() -> None:
    assert Pipeline((conversion("s2t"),)).names == ("convert-script",)


@pytest.mark.parametrize("config", ["", "s2", "s2t.json", "../s2t", "s2t\0", "/dict/s2t"])
def test_unknown_configs_are_named(config: str) -> None:
    with pytest.raises(UnknownConfigError, match="no conversion named"):
        convert_script(config)


@given(st.text(st.one_of(st.characters(), st.sampled_from("内存软件鼠标栈桥门，。 \n\0\ud800"))))
def test_any_text(dump: str) -> None:
    page = read_page(dump)
    new = conversion("s2twp")(page)
    for before, after in zip(page.lines, new.lines, strict=True):
        assert after.text.value == "".join(piece.text for piece in after.text.pieces)
        assert after.text.spans == before.text.spans
