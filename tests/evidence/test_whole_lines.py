"""Titles and furniture on a page whose lines are whole."""

import pytest

from layoutfix.evidence.whole_lines import DIVIDER, LONGEST, closing_furniture, whole_titles
from layoutfix.io.read_text import read_page

BODY = "　　栈道今天开放，走在上面能看见水鸟。"

CASES = {
    "a title opens the page": (("老灯塔换灯", BODY), "T."),
    "a title after a blank line": ((BODY, "", "老灯塔换灯", "", BODY), ".T."),
    "two lines of a title": (("老灯塔", "换上太阳能灯", BODY), "TT."),
    "a kicker and a headline after a body": ((BODY, "", "湖边来信", "老灯塔换灯", BODY), ".TT."),
    "a subhead without a blank line is no title": ((BODY, "老灯塔换灯", BODY), "..."),
    "a sentence": (("老灯塔换了灯。", BODY), ".."),
    "a line that goes on": (("老灯塔换了灯，", BODY), ".."),
    "a label": (("热点问题：", BODY), ".."),
    "an indented line": (("　　老灯塔换灯", BODY), ".."),
    "a long line": (("灯" * (LONGEST + 1), BODY + "灯" * LONGEST), ".."),
    "nothing longer below": ((BODY, "", "老灯塔换灯"), ".."),
    "verse of one length": (("江上一夜雨", "门前三尺泥", "来人莫敲户"), "..."),
    "a divider": ((BODY, "", DIVIDER, "", "老灯塔换灯", "", BODY), "..T."),
    "an empty page": ((), ""),
}


@pytest.mark.parametrize("case", CASES)
def test_whole_titles(case: str) -> None:
    rows, expected = CASES[case]
    lines = read_page("\n".join(rows)).lines
    assert "".join("T" if title else "." for title in whole_titles(lines)) == expected


CLOSING = {
    "furniture": ((BODY, "", DIVIDER, "", "青川晚报", "第3版"), 2),
    "an article": ((BODY, "", DIVIDER, "", "老灯塔换灯", "", BODY), 4),
    "a title alone, which cannot be told from furniture": ((BODY, "", DIVIDER, "", "老灯塔换灯"), 2),
    "lines with blank lines between": ((BODY, "", DIVIDER, "", "青川晚报", "", "第3版"), 4),
    "no divider": ((BODY, "", "青川晚报", "第3版"), 3),
    "a divider at the end": ((BODY, "", DIVIDER), 2),
}


@pytest.mark.parametrize("case", CLOSING)
def test_furniture_that_closes_a_page(case: str) -> None:
    rows, expected = CLOSING[case]
    assert closing_furniture(read_page("\n".join(rows)).lines) == expected
