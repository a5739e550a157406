"""Blocks become articles."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from bank import HEADLINES, SENTENCES
from layoutfix.page import Role
from layoutfix.passes.group_articles import group_articles
from samples import Cell, page_of
from strategies import BYLINES, cells


def solid(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@settings(max_examples=60)
@given(st.lists(cells, max_size=12), st.randoms())
def test_every_character_stands_in_one_place(rows: list[Cell], random: Random) -> None:
    before = page_of(rows)
    page = group_articles(before.with_(blocks=tuple(random.sample(before.blocks, len(rows)))))
    assert page.blocks == ()
    covered = [at for text in page.texts() for start, end in text.spans for at in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {at for at in covered if before.dump[at].strip()} == {at for at, c in enumerate(before.dump) if c.strip()}
    assert sum((solid(str(text)) for text in page.texts()), Counter()) == solid(before.dump)
    assert all(str(text) and str(text) == str(text).strip() for text in page.texts())


def body(text: str, flow: int) -> Cell:
    return Role.BODY, text, flow


def test_a_brief_that_runs_on_in_the_one_above_it_is_an_article() -> None:
    rows: list[Cell] = [
        (Role.HEADLINE, HEADLINES[0], 1),
        body("本报讯（记者 田 禾）" + SENTENCES[0], 1),
        body(HEADLINES[1], 1),
        body("本报临川6月3日电 " + SENTENCES[1], 1),
        body(SENTENCES[2], 1),
    ]
    first, second = group_articles(page_of(rows)).articles
    assert (str(first.headline), list(map(str, first.paragraphs))) == (HEADLINES[0], [SENTENCES[0]])
    assert (str(second.headline), list(map(str, second.paragraphs))) == (HEADLINES[1], [SENTENCES[1], SENTENCES[2]])
    assert (str(first.byline), str(second.dateline)) == ("（记者 田 禾）", "本报临川6月3日电")
    (column,) = group_articles(page_of([(Role.HEADLINE, "环球扫描", 1), *rows[1:]])).articles
    assert len(column.paragraphs) == 4


def test_two_articles_and_their_furniture() -> None:
    page = group_articles(
        page_of(
            [
                (Role.FOLIO, "第3版", 0),
                (Role.HEADLINE, HEADLINES[0], 1),
                body("本报讯（记者 田 禾）" + SENTENCES[0], 1),
                body(SENTENCES[1] + "（下转第二版）", 1),
                (Role.HEADLINE, HEADLINES[1], 2),
                body(SENTENCES[3], 2),
            ]
        )
    )
    first, second = documents.page_parts(page)
    assert first == {
        "kicker": None,
        "headline": HEADLINES[0],
        "deck": None,
        "dateline": "本报讯",
        "byline": "（记者 田 禾）",
        "paragraphs": [SENTENCES[0], SENTENCES[1]],
        "captions": [],
        "jump": "（下转第二版）",
    }
    assert (second["headline"], second["paragraphs"]) == (HEADLINES[1], [SENTENCES[3]])
    assert [(block.role, str(block.text)) for block in page.furniture] == [(Role.FOLIO, "第3版")]


def test_a_flow_that_others_interrupt_is_one_body() -> None:
    page = group_articles(page_of([body(SENTENCES[0], 1), body(SENTENCES[3], 2), body(SENTENCES[1], 1)]))
    assert [[str(p) for p in article.paragraphs] for article in page.articles] == [
        [SENTENCES[0], SENTENCES[1]],
        [SENTENCES[3]],
    ]


@pytest.mark.parametrize(
    ("cells", "articles", "furniture"),
    [
        ([], 0, 0),
        ([(Role.HEADLINE, HEADLINES[0], 0)], 1, 0),
        ([(Role.FOLIO, "第3版", 0)], 0, 1),
        ([(Role.FOLIO, "第3版", 0), (Role.CAPTION, "湖上的水鸟。", 1), (Role.BYLINE, BYLINES[0], 2)], 0, 3),
        ([body(SENTENCES[0], 0), (Role.CAPTION, "湖上的水鸟。", 1), (Role.RULE, "———", 2)], 1, 1),
    ],
)
def test_pages_with_little_on_them(cells: list[Cell], articles: int, furniture: int) -> None:
    page = group_articles(page_of(cells))
    assert (len(page.articles), len(page.furniture)) == (articles, furniture)


CREDITS = [
    ("（记者 田 禾）", (None, "（记者 田 禾）")),
    ("本报讯 （记者 田 禾）", ("本报讯", "（记者 田 禾）")),
    ("本报记者 田 禾", (None, "本报记者 田 禾")),
]


@pytest.mark.parametrize(("line", "expected"), CREDITS)
def test_a_credit_of_its_own_goes_to_the_article_it_stands_by(line: str, expected: tuple[str | None, str]) -> None:
    page = group_articles(page_of([body(SENTENCES[0], 0), body(SENTENCES[1], 1), (Role.BYLINE, line, 2)]))
    first, second = documents.page_parts(page)
    assert (first["dateline"], first["byline"]) == (None, None)
    assert (second["dateline"], second["byline"]) == expected


def test_a_credit_goes_past_a_body_that_opens_with_one() -> None:
    blocks = [
        body(SENTENCES[0], 0),
        body(f"本报讯（记者 秦望舒）{SENTENCES[1]}", 1),
        (Role.BYLINE, "本报记者 田 禾", 2),
    ]
    first, second = documents.page_parts(group_articles(page_of(blocks)))
    assert (first["dateline"], first["byline"]) == (None, "本报记者 田 禾")
    assert (second["dateline"], second["byline"]) == ("本报讯", "（记者 秦望舒）")


def test_a_credit_that_opens_a_body_is_no_part_of_it_though_there_is_another() -> None:
    blocks = [(Role.BYLINE, "本报记者 田 禾", 0), body(f"本报讯（记者 秦望舒）{SENTENCES[0]}", 0)]
    (article,) = documents.page_parts(group_articles(page_of(blocks)))
    assert (article["byline"], article["paragraphs"]) == ("本报记者 田 禾 （记者 秦望舒）", [SENTENCES[0]])


@pytest.mark.parametrize("flow", [0, 1], ids=["in the flow of the article", "by itself"])
def test_a_remark_about_the_article_ends_its_body(flow: int) -> None:
    blocks = [body(SENTENCES[0], 0), (Role.BYLINE, "（本报记者 田 禾采访整理）", flow)]
    (article,) = documents.page_parts(group_articles(page_of(blocks)))
    assert (article["byline"], article["paragraphs"]) == (None, [SENTENCES[0], "（本报记者 田 禾采访整理）"])


def test_characters_before_a_dateline_end_the_headline() -> None:
    blocks = [(Role.HEADLINE, HEADLINES[0], 0), body(f"事本报讯（记者 田 禾）{SENTENCES[0]}", 0)]
    (article,) = documents.page_parts(group_articles(page_of(blocks)))
    assert (article["headline"], article["dateline"]) == (f"{HEADLINES[0]}事", "本报讯")
    assert article["paragraphs"] == [SENTENCES[0]]


def test_credits_in_two_lines_are_one_byline() -> None:
    lines: list[Cell] = [(Role.BYLINE, "本报讯 （记者 田 禾）", 1), (Role.BYLINE, "（通讯员 沈若水）", 2)]
    (article,) = group_articles(page_of([*lines, body(SENTENCES[0], 0)])).articles
    assert (str(article.dateline), str(article.byline)) == ("本报讯", "（记者 田 禾） （通讯员 沈若水）")


def test_a_caption_may_stand_by_an_article_that_has_one() -> None:
    captions: list[Cell] = [(Role.CAPTION, "湖上的水鸟。", 1), (Role.CAPTION, "栈道的一角。", 2)]
    (article,) = group_articles(page_of([body(SENTENCES[0], 0), *captions])).articles
    assert [str(caption) for caption in article.captions] == ["湖上的水鸟。", "栈道的一角。"]


def test_a_credit_that_a_line_breaks_off_goes_where_its_parenthesis_closes() -> None:
    broken: list[Cell] = [
        (Role.BYLINE, "本报讯 （记者 田 禾、沈", 1),
        (Role.HEADLINE, HEADLINES[0], 1),
        body(SENTENCES[0], 1),
        (Role.HEADLINE, HEADLINES[1], 2),
        body("若水）" + SENTENCES[3], 2),
    ]
    first, second = documents.page_parts(group_articles(page_of(broken)))
    assert (first["dateline"], first["byline"]) == (None, None)
    assert (second["dateline"], second["byline"]) == ("本报讯", "（记者 田 禾、沈若水）")
    assert second["paragraphs"] == [SENTENCES[3]]


def test_a_credit_whose_parenthesis_closes_nowhere_stays_where_it_is() -> None:
    (article,) = group_articles(page_of([(Role.BYLINE, "（记者 田 禾、沈", 1), body(SENTENCES[0], 1)])).articles
    assert str(article.byline) == "（记者 田 禾、沈"


@pytest.mark.parametrize("role", [Role.HEADLINE, Role.FOLIO])
def test_a_page_without_a_paragraph_stays_as_text_as_it_stands(role: Role) -> None:
    page = page_of([(role, HEADLINES[0], 0), (Role.KICKER, HEADLINES[1], 1), (role, HEADLINES[2], 0)])
    assert group_articles(page).untouched
    with_body = page_of([(role, HEADLINES[0], 0), (Role.BODY, SENTENCES[0], 1)])
    assert not group_articles(with_body).untouched


@pytest.mark.parametrize(
    ("opening", "untouched", "byline", "last"),
    [
        ("湖边的栈道", False, "（通讯员 沈若水）", "明年完工。"),
        ("（记者 田 禾）湖边的栈道", False, "（记者 田 禾）", "（通讯员 沈若水）"),
        ("湖边的栈道", True, None, "（通讯员 沈若水）"),
    ],
)
def test_a_credit_below_a_body_is_its_byline_where_lines_were_cut_and_it_has_no_other(
    opening: str, untouched: bool, byline: str | None, last: str
) -> None:
    lines = [opening + "今天动工。", "明年完工。", "（通讯员 沈若水）"]
    page = page_of([(Role.HEADLINE, "湖边修栈道", 0), *((Role.BODY, line, 0) for line in lines)])
    (article,) = group_articles(page.with_(untouched=untouched)).articles
    assert (None if article.byline is None else str(article.byline)) == byline
    assert str(article.paragraphs[-1]) == last
