"""What needs no repair is left alone, what a column's edge has cut is not."""

from dataclasses import replace

import pytest

from bank import STORIES
from documents import ArticleText
from layoutfix.io.read_text import read_page
from layoutfix.page import Decision
from layoutfix.passes.spare_clean import spare_clean
from typeset import ORDERS, Layout, typeset

HEADLINE, SENTENCES = STORIES[0]
BODY = "".join(SENTENCES)

CLEAN = {
    "an article": f"{HEADLINE}\n\n　　{BODY}\n　　{''.join(STORIES[1][1])}\n",
    "an article without indents": f"{HEADLINE}\n\n{BODY}\n\n{''.join(STORIES[1][1])}\n",
    "a paragraph": BODY,
    "verse": "江上一夜雨\n\n门前三尺泥\n\n来人莫敲户\n\n灯在小楼西\n",
    "verse with marks": "江上一夜雨，\n门前三尺泥。\n来人莫敲户，\n灯在小楼西。\n",
    "a roster": "王　磊　　李　娜　　欧阳静\n于　洋　　傅　莹　　司马辰\n",
    "a table": "站名    水位    流量\n上游    12.4    310\n下游    11.9    305\n",
    "code": "def half(n):\n    if n % 2:\n        return None\n    return n // 2\n",
    "English": "The ferry leaves the old harbour at nine and\ncomes back at noon, so bring a coat and some\nbread.\n",
    "Korean": "도서관은 아침 아홉 시에 문을 엽니다.\n\n월요일은 쉽니다.\n",
    "Japanese": "図書館は朝九時に開きます。\n\n月曜日は休みです。\n",
    "one line": "湖边栈道",
}


@pytest.mark.parametrize("kind", CLEAN)
def test_clean(kind: str) -> None:
    page = read_page(CLEAN[kind])
    spared = spare_clean(page)
    assert spared.untouched and spared.lines == page.lines
    (decision,) = spared.decisions
    assert decision.step == "spare-clean"
    assert len(decision.spans) == len(page.lines)


ARTICLES = [ArticleText(headline, paragraphs=("".join(sentences),)) for headline, sentences in STORIES[:3]]


@pytest.mark.parametrize("order", ["in-order", "titles-last", "moved", "woven"])
@pytest.mark.parametrize("blank", ["paragraphs", "lines"])
def test_a_page_cut_at_the_edge_of_columns_is_not_spared(order: str, blank: str) -> None:
    assert order in ORDERS
    page = read_page(typeset(ARTICLES, Layout(order, columns=2, measure=14, blank=blank)))
    assert spare_clean(page) is page


def test_what_was_mended_inside_lines_spares_them_all_the_same() -> None:
    done = Decision("fold-characters", "fold", (), "a radical")
    spared = spare_clean(read_page(CLEAN["verse"]).with_(decisions=(done,)))
    assert spared.untouched and spared.decisions[0] == done


def test_lines_that_share_a_row_are_not_spared() -> None:
    page = read_page("栈道今天开放。  渡口昨天搬家。\n")
    (line,) = page.lines
    cut = page.with_(lines=(replace(line, text=line.text.cut(0, 7)), replace(line, text=line.text.cut(9), column=9)))
    assert spare_clean(cut) is cut


def test_an_empty_page_and_one_that_is_spared_already_stay_as_they_are() -> None:
    for page in (read_page(""), spare_clean(read_page(CLEAN["verse"]))):
        assert spare_clean(page) is page
