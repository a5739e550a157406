"""Hypothesis strategies: any text, any page, articles from the bank, typeset pages."""

from itertools import accumulate, pairwise

from hypothesis import strategies as st

from bank import HEADLINES, SENTENCES, STORIES, Story
from documents import ArticleText
from fuzz.grammar import TELLING
from layoutfix import Article, Block, Line, Link, Page, Role, Text
from typeset import ORDERS, Layout, typeset

MEASURES = st.integers(12, 28)
BYLINES = ("（记者 沈若水）", "（通讯员 区城管局）", "（记者 王 磊 贺兰舟）")

any_text = st.text(st.characters() | st.sampled_from(TELLING) | st.characters(categories=["Cs"]), max_size=200)

_line = st.text(st.sampled_from(TELLING), max_size=24) | st.sampled_from(SENTENCES + HEADLINES)

dump_like_text = st.lists(_line, max_size=20).map("\n".join)

any_part = (st.text(st.characters(exclude_categories=())) | st.text(" \n\u3000＊甲1.#>-+*_\\`[]<&;")).map(
    lambda value: Text.of(value, 0, len(value))
)
parts = {
    **dict.fromkeys(("kicker", "headline", "deck", "dateline", "byline", "jump"), st.none() | any_part),
    "paragraphs": st.lists(any_part, max_size=3).map(tuple),
    "captions": st.lists(any_part, max_size=2).map(tuple),
}
"""A strategy for each part of an article."""

_links = st.none() | st.builds(Link, st.integers(1, 9), st.integers(0, 9))
_articles = st.builds(
    Article, **parts, score=st.floats(0, 1), doubtful=st.booleans(), continues=_links, continued_from=_links
)
_blocks = st.lists(st.builds(Block, st.sampled_from(Role), any_part), max_size=3).map(tuple)

any_page = st.builds(
    Page,
    dump=st.just(""),
    number=st.integers(1, 99),
    lines=st.lists(st.builds(Line, any_part, role=st.none() | st.sampled_from(Role)), max_size=3).map(tuple),
    blocks=_blocks,
    articles=st.lists(_articles, max_size=3).map(tuple),
    furniture=_blocks,
)
"""A page as it may stand between any two passes, and more: everything that a writer can be asked to write."""


@st.composite
def _article_of(
    draw: st.DrawFn, story: Story, fillers: tuple[Story, ...], bylines: st.SearchStrategy[str | None]
) -> ArticleText:
    """An article that opens with the whole of one story and goes on with those of others."""
    headline, own = story
    sentences = [*own, *(sentence for _, more in fillers for sentence in more)]
    cuts = draw(st.sets(st.integers(2, len(sentences) - 1), max_size=4))
    paragraphs = tuple("".join(sentences[a:b]) for a, b in pairwise([0, *sorted(cuts), len(sentences)]))
    byline = draw(bylines)
    return ArticleText(headline, dateline="本报讯" if byline else None, byline=byline, paragraphs=paragraphs)


@st.composite
def article_lists(draw: st.DrawFn, most: int = 4, signed: bool = False) -> list[ArticleText]:
    """The articles of a page, of one to three stories each, none of them told twice; all with bylines if `signed`."""
    bylines = st.sampled_from(BYLINES) if signed else st.none() | st.sampled_from(BYLINES)
    stories = draw(st.permutations(STORIES))
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=most))
    ends = list(accumulate(sizes, initial=0))
    return [draw(_article_of(stories[a], tuple(stories[a + 1 : b]), bylines)) for a, b in pairwise(ends)]


def articles() -> st.SearchStrategy[ArticleText]:
    """An article alone."""
    return article_lists(most=1).map(lambda page: page[0])


layouts = st.builds(
    Layout,
    order=st.sampled_from(sorted(ORDERS)),
    columns=st.integers(1, 5),
    measure=MEASURES,
    indent=st.sampled_from(["kept", "dropped", "none"]),
    blank=st.sampled_from(["columns", "paragraphs", "lines"]),
    spaced=st.booleans(),
    radicals=st.booleans(),
)

typeset_pages = st.builds(typeset, article_lists(), layouts)

_LINES = (
    *SENTENCES[:12],
    *HEADLINES[:12],
    *BYLINES,
    "本报讯",
    "（下转第二版）",
    "本报讯（记者 田禾）湖边的栈道",
    "第3版",
)
cells = st.tuples(st.sampled_from([role for role in Role]), st.sampled_from(_LINES), st.integers(0, 6))
"""A block as `samples.page_of` takes it."""
