"""Lines in reading order, with their seams."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bank import HEADLINES, SENTENCES, STORIES
from documents import ArticleText
from layoutfix.evidence.roles import OUTPUTS
from layoutfix.io.read_text import read_page
from layoutfix.page import Page, Role, Seam
from layoutfix.passes.order_lines import order_lines
from layoutfix.passes.tag_roles import tag_roles
from strategies import any_text, dump_like_text, typeset_pages
from typeset import Layout, typeset

ARTICLES = [
    ArticleText(headline, dateline="本报讯", paragraphs=("".join(sentences), "".join(STORIES[at + 9][1])))
    for at, (headline, sentences) in enumerate(STORIES[:3])
]


def texts(page: Page) -> list[str]:
    return [str(line.text) for line in page.lines]


@pytest.mark.parametrize("measure", [14, 20])
def test_a_dump_in_order_keeps_its_order(measure: int) -> None:
    page = tag_roles(read_page(typeset(ARTICLES, Layout(measure=measure))))
    ordered = order_lines(page)
    assert texts(ordered) == texts(page)
    firsts = [at for at, line in enumerate(page.lines) if line.indent == 2]
    assert [at + 1 for at, line in enumerate(ordered.lines) if line.seam is Seam.BREAK] == firsts
    assert [at for at, line in enumerate(ordered.lines) if line.seam is None] == [
        *(at - 2 for at in firsts[2::2]),
        len(page.lines) - 1,
    ]


def test_a_page_of_whole_lines_keeps_its_order() -> None:
    dump = "\n\n".join([HEADLINES[0], *("　　" + sentence for sentence in SENTENCES[:6])]) + "\n"
    page = read_page(dump)
    assert page.untouched
    ordered = order_lines(tag_roles(page))
    assert texts(ordered) == texts(page)
    assert [line.seam for line in ordered.lines] == [*[Seam.BREAK] * 6, None]
    assert not [d for d in ordered.decisions if d.step == "order-lines"]


def test_woven_columns_are_read_one_after_the_other() -> None:
    woven = read_page(typeset(ARTICLES[:1], Layout("woven", columns=2, measure=14)))
    plain = read_page(typeset(ARTICLES[:1], Layout(measure=14)))
    assert texts(woven) != texts(plain)
    ordered = order_lines(tag_roles(woven))
    assert texts(ordered) == texts(plain)
    assert any(decision.action == "hop" for decision in ordered.decisions)


def check(before: Page) -> None:
    page = order_lines(before)
    assert sorted(line.text.pieces for line in page.lines) == sorted(line.text.pieces for line in before.lines)
    assert not page.lines or page.lines[-1].seam is None
    assert all(0 <= line.seam_score <= 1 for line in page.lines)


@settings(max_examples=25)
@given(any_text | dump_like_text | typeset_pages)
@example("")
@example("\ud800\n\n\udfff")
def test_nothing_is_lost_or_doubled(dump: str) -> None:
    check(read_page(dump))


@settings(max_examples=25)
@given(typeset_pages, st.integers(0, 10**6), st.booleans())
def test_nor_is_it_whatever_the_lines_are_held_to_be(dump: str, seed: int, untouched: bool) -> None:
    page = read_page(dump)
    chances = [tuple((seed * (at + 1) * (k + 3) % 97) / 97 for k in range(OUTPUTS)) for at in range(len(page.lines))]
    lines = tuple(line.tagged(Role.BODY, c) for line, c in zip(page.lines, chances, strict=True))
    check(page.with_(lines=lines, untouched=untouched))


def test_words_of_a_spaced_script_keep_a_space_between_them() -> None:
    dump = "　　馆长说，这本书的作者是 Li\nWei，书名叫作《湖边的木栈道》，去年在青\n川印了三百本，今年又印了五百本。"
    seams = [line.seam for line in order_lines(tag_roles(read_page(dump))).lines]
    assert seams == [Seam.SPACE, Seam.JOIN, None]
