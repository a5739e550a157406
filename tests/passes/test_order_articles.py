"""Articles come in the order in which the dump has their bodies begin."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import HEADLINES, SENTENCES
from layoutfix.page import Article, Page
from layoutfix.passes.order_articles import OPENING, order_articles
from layoutfix.text import Text

LINES = (*SENTENCES[:9], *HEADLINES[:9], "桥已通车。")


def page_of(*cells: tuple[str, str | None]) -> Page:
    """A page of articles (body, headline or None), the last article the first of the page."""
    dump = "\n".join(text for cell in cells for text in cell if text)
    at = 0
    articles: list[Article] = []
    for body, headline in cells:
        paragraph = Text.of(dump, at, at + len(body))
        at += len(body) + 1
        title = None if headline is None else Text.of(dump, at, at + len(headline))
        at += 0 if headline is None else len(headline) + 1
        articles.insert(0, Article(headline=title, paragraphs=(paragraph,)))
    return Page(dump, articles=tuple(articles))


def bodies(page: Page) -> list[str]:
    return [str(article.paragraphs[0]) for article in page.articles]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from([None, *HEADLINES[9:12]])), max_size=9))
def test_bodies_begin_in_the_order_of_the_dump(cells: list[tuple[str, str | None]]) -> None:
    before = page_of(*cells)
    page = order_articles(before)
    assert sorted(bodies(page)) == sorted(bodies(before))
    bare = "".join(page.dump.split())
    places = [bare.find("".join(body.split())[:OPENING]) for body in bodies(page)]
    assert places == sorted(places)
    assert order_articles(page) == page


def test_a_page_of_whole_lines_and_one_without_articles_stay() -> None:
    page = page_of((SENTENCES[0], None), (SENTENCES[3], None)).with_(untouched=True)
    assert order_articles(page) is page
    assert order_articles(empty := Page("湖边")) is empty


def test_the_first_place_of_the_words_counts_though_it_is_in_a_headline() -> None:
    words = "石鼻岬的老灯塔昨晚换上了一盏太阳能灯"
    page = page_of((SENTENCES[0], words), (SENTENCES[3], None), (f"{words}，射程增加到十八海里。", None))
    assert [body[:3] for body in bodies(order_articles(page))] == [SENTENCES[0][:3], "石鼻岬", SENTENCES[3][:3]]


@pytest.mark.parametrize("titles", [False, True])
def test_of_bodies_in_pieces_the_one_with_the_first_title_or_piece_is_first(titles: bool) -> None:
    """What a row of three columns says of the middle one is where it stands, not what it stands before."""
    heads = "桥头建集市 湖边修栈道 " if titles else ""
    dump = f"{heads}湖边的栈道  桥头的集市  水鸟来了，市民都去看。\n昨天落成，长  今天开张，卖"
    walk, market = (
        Text.join(Text.of(dump, at := dump.index(words), at + len(words)) for words in pair)
        for pair in (("湖边的栈道", "昨天落成，长"), ("桥头的集市", "今天开张，卖"))
    )
    start = dump.index("水鸟")
    birds = Article(paragraphs=(Text.of(dump, start, dump.index("\n")),))
    above = Article(headline=Text.of(dump, 6, 11) if titles else None, paragraphs=(walk,))
    below = Article(headline=Text.of(dump, 0, 5) if titles else None, paragraphs=(market,))
    page = order_articles(Page(dump, articles=(above, below, birds)))
    expected = [below, above] if titles else [above, below]
    assert list(page.articles) == [birds, *expected]
