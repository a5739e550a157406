"""What each line is."""

import pytest
from hypothesis import given, settings

import documents
from bank import STORIES
from documents import ArticleText
from layoutfix import write_text
from layoutfix.evidence.roles import OUTPUTS, ROLES
from layoutfix.io.read_text import read_page
from layoutfix.page import Page, Role
from layoutfix.passes.tag_roles import furniture_role, tag_roles
from strategies import any_text, dump_like_text
from typeset import Layout, typeset

FURNITURE = [
    ("———————", Role.RULE),
    ("■　●", Role.RULE),
    ("责编：田禾　美编：沈若水", Role.CREDITS),
    ("責任編輯：田禾", Role.CREDITS),
    ("2031年5月6日　星期二", Role.FOLIO),
    ("第3版", Role.FOLIO),
    ("A12", Role.FOLIO),
    ("07版", Role.FOLIO),
    ("青川晚报", Role.MASTHEAD),
    ("青川日報", Role.MASTHEAD),
    ("社会", Role.SECTION),
    ("要闻", Role.SECTION),
    ("责编：田禾 第3版", Role.CREDITS),
    ("青川晚报 第3版", Role.FOLIO),
]


@pytest.mark.parametrize(("text", "role"), FURNITURE)
def test_furniture(text: str, role: Role) -> None:
    assert furniture_role(text) is role


def roles(page: Page) -> list[Role | None]:
    return [line.role for line in tag_roles(page).lines]


def test_headlines_and_bodies_of_a_page_in_order() -> None:
    page = [
        ArticleText(headline, dateline="本报讯", byline="（记者 沈若水）", paragraphs=("".join(sentences),))
        for headline, sentences in STORIES[:4]
    ]
    lines = tag_roles(read_page(typeset(page, Layout(measure=18)))).lines
    titles = [str(line.text) for line in lines if line.role is not None and line.role.is_title]
    assert titles == [article.headline for article in page]


def test_on_a_page_of_whole_lines_the_setting_shows_the_title() -> None:
    page = read_page("湖边来信\n\n　　老灯塔换上太阳能灯\n\n　　乡村足球赛踢进晒谷场\n\n　　守塔人把灯擦了三遍。\n")
    assert page.untouched
    title, *body = roles(page)
    assert title is not None and title.is_title
    assert body == [Role.BODY] * 3


def test_the_score_of_a_role_is_its_own() -> None:
    page = tag_roles(read_page(write_text(documents.repaired("abreast"))))
    reasons = set()
    titled = [line for line in page.lines if line.role is not Role.BODY]
    for line, decision in zip(titled, page.decisions, strict=True):
        reasons.add(decision.reason)
        assert line.role is not None and decision.action == line.role
        name = "furniture" if line.role.is_furniture else line.role.value
        read = decision.reason == "wording and setting"
        assert decision.score == (line.chances[ROLES.index(name)] if read else 1.0)
    assert reasons == {"wording and setting", "how a page of whole lines is set"}


@settings(max_examples=25)
@given(any_text | dump_like_text)
def test_any_text(dump: str) -> None:
    before = read_page(dump)
    page = tag_roles(before)
    assert [line.text for line in page.lines] == [line.text for line in before.lines]
    assert all(line.role is not None and len(line.chances) == OUTPUTS for line in page.lines)
    told = [decision.spans for decision in page.decisions]
    assert told == [line.text.spans for line in page.lines if line.role is not Role.BODY]


def test_an_empty_page() -> None:
    page = read_page(" \n")
    assert tag_roles(page) is page
