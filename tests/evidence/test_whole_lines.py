"""Titles on a page whose lines are whole."""

import pytest

from layoutfix.evidence.whole_lines import LONGEST, whole_titles
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
    "an empty page": ((), ""),
}


@pytest.mark.parametrize("case", CASES)
def test_whole_titles(case: str) -> None:
    rows, expected = CASES[case]
    lines = read_page("\n".join(rows)).lines
    assert "".join("T" if title else "." for title in whole_titles(lines)) == expected
