"""The typesetter keeps its own promises, so that a failing law blames the package and not it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank import SENTENCES
from documents import ArticleText
from strategies import MEASURES, article_lists, articles, layouts
from typeset import NEVER_FIRST, NEVER_LAST, Layout, body_texts, break_lines, typeset, width

PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map("".join)


def _printed(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())


@given(PARAGRAPHS, MEASURES, st.sampled_from([0, 2]))
def test_lines_keep_the_text_and_the_rules_of_line_ends(text: str, measure: int, indent: int) -> None:
    lines = break_lines(text, measure, indent)
    assert "".join(lines) == text
    assert not any(line[0] in NEVER_FIRST for line in lines[1:])
    assert not any(line[-1] in NEVER_LAST for line in lines[:-1])


@given(PARAGRAPHS, MEASURES, st.sampled_from([0, 2]))
def test_lines_are_full_but_for_what_may_not_be_divided(text: str, measure: int, indent: int) -> None:
    lines = break_lines(text, measure, indent)
    assert all(width(line) <= measure + 1 for line in lines)
    assert width(lines[0]) <= measure - indent + 1
    assert all(width(line) >= measure - indent - 4 for line in lines[:-1])


@given(article_lists(), layouts)
def test_a_page_holds_every_character_once(page: list[ArticleText], layout: Layout) -> None:
    plain = typeset(page, Layout(layout.order, layout.columns, layout.measure, spaced=layout.spaced))
    parts = [text for article in page for text in (article.headline or "", *body_texts(article))]
    assert _printed(plain) == _printed("".join(parts))
    assert _printed(typeset(page, layout)).total() == _printed(plain).total()


@given(articles(), MEASURES)
def test_all_columns_but_the_last_are_equally_long(article: ArticleText, measure: int) -> None:
    dump = typeset([article], Layout("in-order", columns=3, measure=measure, blank="columns"))
    heights = [block.count("\n") + 1 for block in dump.rstrip("\n").split("\n\n")[1:]]
    assert len(set(heights[:-1])) <= 1
    assert heights[-1] <= heights[0]


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(KeyError):
        typeset([ArticleText("题")], Layout("sideways"))
