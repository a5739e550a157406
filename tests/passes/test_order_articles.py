"""Articles come in the order in which the dump has their bodies begin."""

from itertools import accumulate, groupby
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import HEADLINES, SENTENCES
from layoutfix.page import LIMIT, Article, Block, Page, Role
from layoutfix.passes.group_articles import group_articles
from layoutfix.passes.order_articles import MOST_CUT, OPENING, order_articles
from layoutfix.text import Text
from samples import Cell, page_of
from strategies import cells


def ordered(page: Page) -> Page:
    """The articles that the blocks of a page make, in their order."""
    return order_articles(group_articles(page))


def bodies(page: Page) -> list[str]:
    return [str(article.paragraphs[0]) for article in page.articles]


@settings(max_examples=60)
@given(st.lists(cells, max_size=12), st.randoms())
def test_bodies_begin_in_the_order_of_the_dump(rows: list[Cell], random: Random) -> None:
    before = page_of(rows)
    page = ordered(before.with_(blocks=tuple(random.sample(before.blocks, len(rows)))))
    if page.untouched:
        return
    bare = "".join(before.dump.split())
    places: list[tuple[int, int]] = []
    for article in page.articles:
        first = (article.paragraphs or tuple(article.texts()))[0]
        words = "".join(str(first).split())[:OPENING]
        if len(first.spans) == 1 and len(words) == OPENING:
            places.append((bare.find(words), min(span.start for text in article.texts() for span in text.spans)))
    assert places == sorted(places)
    assert order_articles(page) == page


def test_a_page_of_whole_lines_and_one_without_articles_stay() -> None:
    cells: list[Cell] = [(Role.BODY, SENTENCES[0], 0), (Role.BODY, SENTENCES[3], 1)]
    page = group_articles(page_of(cells))
    page = page.with_(articles=page.articles[::-1], untouched=True)
    assert order_articles(page) is page
    assert order_articles(empty := Page("湖边")) is empty


@pytest.mark.parametrize("titles_first", [True, False])
def test_articles_stand_in_the_order_of_their_bodies(titles_first: bool) -> None:
    titles: list[Cell] = [(Role.HEADLINE, HEADLINES[k], k) for k in range(3)]
    cells: list[Cell] = [(Role.BODY, "".join(SENTENCES[3 * k : 3 * k + 3]), k) for k in range(3)]
    page = ordered(page_of(titles + cells if titles_first else cells + titles))
    assert bodies(page) == [text for _, text, _ in cells]


def test_an_article_stands_where_the_dump_first_has_its_first_words() -> None:
    words = "石鼻岬的老灯塔昨晚换上了一盏太阳能灯"
    page = ordered(
        page_of([
            (Role.HEADLINE, words, 1),
            (Role.BODY, "湖边的木栈道今天修好，走在上面能看见水鸟。", 2),
            (Role.BODY, f"{words}，射程由十二海里增加到十八海里。", 1),
        ])
    )  # fmt: skip
    assert [body[:3] for body in bodies(page)] == ["石鼻岬", "湖边的"]


def test_an_article_whose_first_words_are_in_pieces_comes_last() -> None:
    """What a row of three columns says of the middle one is where it stands, not what it stands before."""
    dump = "湖边的栈道  昨天落成，长八百米。  桥已通车。"
    woven = Text.of(dump, 0, 5) + Text.of(dump, 7, 16)
    later = Text.of(dump, 19, len(dump))
    page = Page(dump, blocks=(Block(Role.BODY, woven, 1.0, 0), Block(Role.BODY, later, 1.0, 1)))
    assert bodies(ordered(page)) == [str(woven), str(later)]
    dump = "湖边的栈道  桥已通车。\n昨天落成，长八百米。"
    woven = Text.of(dump, 0, 5) + Text.of(dump, 12, len(dump))
    other = Text.of(dump, 7, 12)
    page = Page(dump, blocks=(Block(Role.BODY, woven, 1.0, 0), Block(Role.BODY, other, 1.0, 1)))
    assert bodies(ordered(page)) == [str(other), str(woven)]


def test_the_order_of_the_dump_is_that_of_the_articles_not_of_the_blocks() -> None:
    before = page_of([(Role.HEADLINE, HEADLINES[5], 1), (Role.BODY, SENTENCES[0], 1), (Role.BODY, SENTENCES[3], 2)])
    page = ordered(before.with_(blocks=(before.blocks[2], before.blocks[1], before.blocks[0])))
    assert bodies(page) == [SENTENCES[0], SENTENCES[3]]


@pytest.mark.parametrize("titles", [False, True])
def test_of_bodies_in_pieces_the_one_with_the_first_title_or_piece_is_first(titles: bool) -> None:
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


def abreast(left: list[str], right: list[str]) -> Page:
    """A page whose rows hold a line of either column; a column's empty lines divide its articles, the first of which
    comes last here."""
    rows = [f"{line:<7}{other}" for line, other in zip(left, right, strict=True)]
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    dump = "\n".join(rows)
    articles: list[Article] = []
    for column, lines in ((0, left), (7, right)):
        texts = [
            Text.of(dump, start + column, start + column + len(line)) if line else None
            for start, line in zip(starts, lines, strict=False)
        ]
        for is_text, own in groupby(texts, key=lambda text: text is not None):
            if is_text:
                articles.append(Article(paragraphs=(Text.join(text for text in own if text is not None),)))
    return Page(dump, articles=tuple(reversed(articles)))


WALK, MARKET = (
    ["湖边的栈道", "昨天落成，", "长八百米。"],
    ["桥头的集市", "今天开张，", "卖的是菜，", "摊位不多，", "还要增加。"],
)
BIRDS, WHEAT = (
    ["水鸟来了，", "市民去看，", "人数不少，", "有人拍照，", "也有人画。"],
    ["麦子黄了，", "农户抢收，", "机器不够。"],
)


def test_bodies_in_pieces_are_read_column_by_column() -> None:
    page = order_articles(abreast([*WALK, "", *MARKET], [*BIRDS, "", *WHEAT]))
    assert bodies(page) == ["".join(lines) for lines in (WALK, MARKET, BIRDS, WHEAT)]
    assert order_articles(page) == page
    with_empty = order_articles(page.with_(articles=(*page.articles, Article())))
    assert with_empty.articles == (Article(), *page.articles)


def test_bodies_in_pieces_that_begin_level_are_read_row_by_row() -> None:
    page = order_articles(abreast([*WALK, "", "", "", *MARKET], [*BIRDS, "", *WHEAT, "", ""]))
    assert bodies(page) == ["".join(lines) for lines in (WALK, BIRDS, MARKET, WHEAT)]


def test_a_page_of_too_many_articles_says_that_it_was_not_cut() -> None:
    page = order_articles(abreast([*WALK, ""] * MOST_CUT, [*WHEAT, ""] * MOST_CUT))
    assert bodies(page) == ["".join(lines) for lines in (WALK, WHEAT) * MOST_CUT]
    (limit,) = page.decisions
    assert (limit.step, limit.action) == ("order-articles", LIMIT)
    assert limit.reason.startswith(f"{2 * MOST_CUT} articles, more than {MOST_CUT}, ")
