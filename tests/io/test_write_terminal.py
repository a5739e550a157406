"""Pages as lines for a terminal."""

import re

import pytest
from hypothesis import given, settings
from rich.cells import cell_len

import documents
from layoutfix import NEWSPAPER, PROSE, Article, Page, Text, repair
from layoutfix.io.score import score_of
from layoutfix.io.write_terminal import style_page
from layoutfix.io.write_text import write_text
from strategies import any_text, dump_like_text, typeset_pages

RULE = re.compile(r"── (\d+|in no article) ─+(?: (\S.*) ──)?")


def shown(page: Page, width: int = 80) -> list[tuple[str, str]]:
    """The lines of a page, each with its style."""
    return [(line.plain, str(line.style)) for line in style_page(page, width)]


@pytest.mark.parametrize("name", documents.names())
@pytest.mark.parametrize("width", [200, 80, 40, 24])
def test_all_of_a_page_is_shown_in_lines_that_fit(name: str, width: int) -> None:
    page = documents.repaired(name)
    lines = [line for line, _ in shown(page, width)]
    assert max(map(cell_len, lines)) <= min(width, 80)
    assert not [line for line in lines if re.search("^[，。、；：？！”）》]|[“（《]$", line)]
    rules = [found for found in map(RULE.fullmatch, lines) if found]
    numbers = [str(number) for number in range(1, len(page.articles) + 1)]
    assert [rule[1] for rule in rules] == [*numbers, "in no article"]
    assert [rule[2] for rule in rules] == [*(score_of(article.score) for article in page.articles), None]
    words = "".join(line for line in lines if not RULE.fullmatch(line))
    assert "".join(words.split()) == "".join("".join(map(str, page.texts())).split())


def test_parts_have_styles_of_their_own() -> None:
    page = documents.repaired("photos")
    article = page.articles[0]
    styles = dict(shown(page))
    for text, style in (
        (article.headline, "bold"),
        (article.byline, "green"),
        (f"　　{article.captions[0]}", "magenta"),
        (page.furniture[0].text, "dim"),
    ):
        assert styles[str(text)] == style


def test_a_doubtful_article_stands_out() -> None:
    whole = Text.of("湖边", 0, 2)
    (first, style), *_ = shown(Page("湖边", articles=(Article(headline=whole, score=0.4, doubtful=True),)))
    assert first.startswith("── 1 ──") and first.endswith("── [doubtful: 0.40] ──")
    assert style == "bold yellow"


def test_a_page_that_needs_no_repair_stands_as_it_is_with_its_styles() -> None:
    clean = "湖边栈道完工\n\n　　栈道今天开放，人人可以走。\n"
    head, *rest = style_page(repair(clean), 10)
    assert [line.plain for line in (head, *rest)] == clean.splitlines()
    assert [(span.start, span.end, span.style) for span in head.spans] == [(0, 6, "bold")]
    assert not any(line.spans for line in rest)
    verse = "两袖清风扶老幼\n一身正气为人民\n"
    assert [line for line, _ in shown(repair(verse), 10)] == verse.splitlines()


@pytest.mark.parametrize("pipeline", [PROSE, NEWSPAPER.only("fold-characters"), NEWSPAPER.without("group-articles")])
def test_lines_and_blocks_stand_as_in_text(pipeline: object) -> None:
    page = repair(documents.load("woven")[0], pipeline)
    assert "\n".join(line for line, _ in shown(page)) == write_text(page).removesuffix("\n")


@given(any_text | dump_like_text | typeset_pages)
@settings(max_examples=30)
def test_no_character_acts_on_the_terminal(dump: str) -> None:
    text = "".join(line for line, _ in shown(repair(dump)))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
