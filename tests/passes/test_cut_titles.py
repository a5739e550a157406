"""Rows that hold the titles of two articles are cut between them, and no headline is."""

import re
from itertools import combinations

import pytest
from hypothesis import given, settings

from bank import STORIES, Story
from documents import load, names
from layoutfix import NEWSPAPER, repair
from layoutfix.evidence import stretches
from layoutfix.evidence.readings import read_stretches
from layoutfix.io.read_text import read_page
from layoutfix.page import Page
from layoutfix.passes.cut_columns import cut_columns
from layoutfix.passes.cut_titles import cut_titles
from layoutfix.passes.tag_roles import tag_roles
from pieces import check_pieces, texts
from strategies import any_text, dump_like_text, typeset_pages
from typeset import break_lines

ABREAST = load("abreast")[0]
TITLES = ["高铁站前添了五条公交线", "麦田里的“气象哨兵”", "博物馆丢了二十年的印章回家"]
SHARED = re.sub(" +".join(TITLES), " ".join(TITLES), ABREAST)
BEFORE = NEWSPAPER.only("flag-characters", "fold-characters", "cut-columns", "close-spaces")


def test_titles_of_articles_that_share_a_row_are_cut() -> None:
    before = repair(SHARED, BEFORE)
    page = cut_titles(before)
    assert " ".join(TITLES) in texts(before) and set(TITLES) <= set(texts(page))
    assert [(each.step, each.action) for each in page.decisions[len(before.decisions) :]] == [("cut-titles", "cut")]
    assert 0 <= page.decisions[-1].score <= 1
    assert set(TITLES) <= {article.headline and str(article.headline) for article in repair(SHARED).articles}


@pytest.mark.parametrize(
    "pair", list(combinations(STORIES[:4], 2)), ids=lambda pair: " ".join(title for title, _ in pair)
)
def test_titles_in_a_row_above_columns_that_follow_each_other_are_cut(pair: tuple[Story, Story]) -> None:
    titles = [title for title, _ in pair]
    columns = ("\n".join(break_lines("　　本报讯 " + "".join(sentences), 16)) for _, sentences in pair)
    page = repair("\n\n".join([" ".join(titles), *columns]))
    assert [str(article.headline) for article in page.articles] == titles


def test_the_titles_of_every_stretch_of_a_long_page_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    page = repair(SHARED + "\n" * 9 + SHARED, BEFORE)
    monkeypatch.setattr(stretches, "MOST_LINES", len(page.lines) * 2 // 3)
    assert len(list(read_stretches(page.lines))) == 2
    assert [line for line in texts(cut_titles(page)) if line in TITLES] == TITLES * 2


def test_what_was_cut_is_not_cut_again() -> None:
    page = cut_titles(repair(SHARED, BEFORE))
    assert cut_titles(page) is page


@pytest.mark.parametrize("name", names())
def test_a_headline_of_two_phrases_stays_whole(name: str) -> None:
    before = repair(load(name)[0], BEFORE)
    assert texts(cut_titles(before)) == texts(before)


@pytest.mark.parametrize(
    "page",
    [
        read_page(SHARED.replace(" ", "")),
        tag_roles(repair(SHARED, BEFORE)),
        repair(SHARED, BEFORE).with_(untouched=True),
        read_page(""),
    ],
    ids=["no spaces", "roles known", "untouched", "nothing"],
)
def test_other_pages_come_back_as_they_are(page: Page) -> None:
    assert cut_titles(page) is page


@settings(max_examples=15)
@given(any_text | dump_like_text | typeset_pages)
def test_only_white_space_goes_and_each_piece_knows_its_source(dump: str) -> None:
    before = cut_columns(read_page(dump))
    check_pieces(dump, before, cut_titles(before))
