"""What cannot be an article is furniture."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from bank import HEADLINES, SENTENCES
from layoutfix.evidence.bodies import LEAST_BODY
from layoutfix.page import Article, Page
from layoutfix.passes.set_aside import set_aside
from layoutfix.text import Text
from strategies import any_page

Parts = dict[str, str]

whole = {"headline": HEADLINES[0], "paragraphs": SENTENCES[0]}


def articles_of(*articles: Parts) -> Page:
    """A page of articles, each part a line of the dump."""
    dump = "\n".join(text for article in articles for text in article.values())
    at = 0
    made: list[Article] = []
    for article in articles:
        texts: dict[str, Text | tuple[Text, ...]] = {}
        for field, value in article.items():
            text = Text.of(dump, at, at + len(value))
            at += len(value) + 1
            texts[field] = (text,) if field in {"paragraphs", "captions"} else text
        made.append(replace(Article(score=0.5), **texts))
    return Page(dump, articles=tuple(made))


@settings(max_examples=60)
@given(any_page)
@example(Page("", articles=(Article(jump=Text.of("", 0, 0)), Article(jump=Text.of("1", 0, 1)))))
def test_every_text_stands_once_and_nothing_is_left_to_set_aside(before: Page) -> None:
    page = set_aside(before)
    assert Counter(map(str, page.texts())) == Counter(map(str, before.texts()))
    assert bool(page.articles) == bool(before.articles)
    told = len(page.decisions) - len(before.decisions)
    assert len(page.articles) + told == len(before.articles)
    assert set_aside(page) == page


@pytest.mark.parametrize(
    "article",
    [
        {"headline": HEADLINES[1]},
        {"kicker": "今日导读", "headline": HEADLINES[1], "deck": HEADLINES[2]},
        {"headline": HEADLINES[1], "dateline": "本报讯", "byline": "（记者 沈若水）"},
        {"paragraphs": "栈道"},
        {"paragraphs": "栈" * (LEAST_BODY - 1) + "　\n"},
    ],
)
def test_a_title_alone_and_a_scrap_are_furniture_with_their_roles(article: Parts) -> None:
    page = set_aside(articles_of(whole, article))
    assert [str(a.headline) for a in page.articles] == [HEADLINES[0]]
    roles = ["body" if field == "paragraphs" else field for field in article]
    assert [(str(block.role), str(block.text)) for block in page.furniture] == list(
        zip(roles, article.values(), strict=True)
    )
    (note,) = page.decisions
    assert (note.step, note.score) == ("set-aside", 0.5)
    assert note.spans == tuple(span for block in page.furniture for span in block.text.spans)


@pytest.mark.parametrize(
    "article",
    [
        {"paragraphs": "栈" * LEAST_BODY},
        {"headline": HEADLINES[1], "captions": "图为栈道。"},
        {"headline": HEADLINES[1], "jump": "（下转第二版）"},
        {"headline": HEADLINES[1], "paragraphs": "图"},
        {"dateline": "新华社北京电", "paragraphs": "短讯。"},
        {"byline": "（记者 沈若水）", "paragraphs": "短讯。"},
    ],
)
def test_what_can_be_an_article_stays(article: Parts) -> None:
    page = articles_of(whole, article)
    assert set_aside(page) is page


def test_a_page_that_has_nothing_else_and_one_of_whole_lines_stay() -> None:
    page = articles_of({"headline": HEADLINES[1]}, {"paragraphs": "栈道"})
    assert set_aside(page) is page
    page = articles_of(whole, {"headline": HEADLINES[1]}).with_(untouched=True)
    assert set_aside(page) is page
