"""Articles that a person should look at."""

import pytest

from layoutfix import NEWSPAPER, Article, Page, Pipeline, Text
from layoutfix.io.write_json import page_object
from layoutfix.io.write_markdown import write_markdown
from layoutfix.io.write_text import write_text
from layoutfix.passes.mark_doubtful import mark_doubtful

HEADLINE = "渡口搬家"
PAGE = Page(HEADLINE, articles=(Article(headline=Text.of(HEADLINE, 0, 4), score=0.62), Article(score=0.9)))


def test_only_what_is_below_the_mark_is_doubtful() -> None:
    assert [article.doubtful for article in mark_doubtful(0.9)(PAGE).articles] == [True, False]
    assert mark_doubtful(0.0)(PAGE) == PAGE


def test_the_mark_is_shown() -> None:
    page = mark_doubtful(0.9)(PAGE)
    assert write_text(page) == "[doubtful: 0.62]\n渡口搬家\n"
    assert write_markdown(page) == "\\[doubtful: 0.62\\]\n\n## 渡口搬家\n"
    assert page_object(page, "-")["articles"][0]["doubtful"] is True
    assert "doubtful" not in page_object(page, "-")["articles"][1]


@pytest.mark.parametrize("least", [-0.1, 1.1])
def test_a_mark_outside_of_the_scale_is_refused(least: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        mark_doubtful(least)


def test_it_goes_into_a_pipeline() -> None:
    assert Pipeline((*NEWSPAPER, mark_doubtful(0.5))).names[-1] == "mark-doubtful"
