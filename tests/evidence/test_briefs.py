"""Headlines of briefs within the body of another."""

import pytest

from layoutfix.evidence.briefs import LONGEST_NAME, headlines_within

HEADLINE = "湖边栈道今天全线完工"
BODY = "栈道长八百米，有四座桥。"
NEXT, DATED = "桥头市场下月开张", "本报临川6月3日电 市场有二百个摊位。"
LAST, CREDITED = "老灯塔换上太阳能灯", "（记者 田禾）灯塔建于百年以前。"

CASES = {
    "a dateline below it": ([BODY, NEXT, DATED], [1]),
    "a byline in parentheses below it": ([BODY, BODY, LAST, CREDITED, BODY], [2]),
    "two": ([BODY, NEXT, DATED, BODY, LAST, CREDITED], [1, 4]),
    "no paragraph above it": ([NEXT, DATED, BODY], []),
    "a body that begins with the headline of its first item": ([LAST, DATED, NEXT, DATED], []),
    "a sentence above a dateline": ([BODY, BODY, DATED], []),
    "the first half of a sentence": ([BODY, "桥头市场下月开张，", DATED], []),
    "a quoted sentence": ([BODY, "“桥头市场下月开张。”", DATED], []),
    "a remark": ([BODY, "（本报临川6月3日电）", DATED], []),
    "an item of a list": ([BODY, "■ 桥头市场下月开张", DATED], []),
    "the last of two such lines": ([BODY, LAST, NEXT, DATED], []),
    "a dateline that stands alone": ([BODY, "本报临川6月3日电", CREDITED], []),
    "a paragraph below it that begins as any": ([BODY, NEXT, BODY], []),
    "a few characters": ([BODY, "市场", DATED], []),
    "very many": ([BODY, "桥头市场下月开张" * 10, DATED], []),
    "nothing": ([], []),
}


@pytest.mark.parametrize("case", CASES)
def test_headlines_of_briefs(case: str) -> None:
    paragraphs, within = CASES[case]
    assert headlines_within(HEADLINE, paragraphs) == within


@pytest.mark.parametrize("name", ["", "环球扫描", "各 地 速 递", "八方来信一二三"])
def test_under_the_name_of_a_column_items_are_one_article(name: str) -> None:
    assert len(name.replace(" ", "")) <= LONGEST_NAME
    assert headlines_within(name, [BODY, NEXT, DATED]) == []
