"""Datelines, bylines and jump lines inside a paragraph."""

import pytest
from hypothesis import given

from layoutfix.evidence.credits import closing_credit, credit_in, dateline_in, is_note, jump_in, stray_in
from layoutfix.text import Text
from samples import whole
from strategies import any_text

DATELINES = [
    ("新华社青川3月20日电 今年雨水偏多。", "新华社青川3月20日电", "今年雨水偏多。"),
    ("本报北岸7月4日电今年雨水偏多。", "本报北岸7月4日电", "今年雨水偏多。"),
    ("本报青川6月3日综合电 雨水偏多。", "本报青川6月3日综合电", "雨水偏多。"),
    ("中新社青川12月31日讯 雨水偏多。", "中新社青川12月31日讯", "雨水偏多。"),
    ("据新华社电 今年雨水偏多。", "据新华社电", "今年雨水偏多。"),
    ("本报讯 今年雨水偏多。", "本报讯", "今年雨水偏多。"),
    ("本报讯（记者 田 禾）雨水偏多。", "本报讯", "（记者 田 禾）雨水偏多。"),
    ("本報訊　今年雨水偏多。", "本報訊", "今年雨水偏多。"),
    ("　　本报讯 今年雨水偏多。", "本报讯", "今年雨水偏多。"),
    ("新华社青川 3 月 20 日电今年雨水偏多。", "新华社青川 3 月 20 日电", "今年雨水偏多。"),
    ("本报讯", "本报讯", ""),
]

NO_DATELINES = [
    "",
    "本报记者采访电信公司，问清了缘由。",
    "新华社区的居民种下一排石榴。",
    "新华社记者电话采访了他。",
    "本报电子版今天上线。",
    "本报6月3日报道过这座桥。",
    "社区居民上网发电，余下的卖给邻村。",
    "昨天，本报讯 二字从版上消失了。",
    "电讯大楼昨天封顶。",
]

CREDITS = [
    ("（记者 田 禾）入夏以来", "（记者 田 禾）", "入夏以来"),
    ("（记者田禾）入夏以来", "（记者田禾）", "入夏以来"),
    ("(通讯员 市水务局)入夏以来", "(通讯员 市水务局)", "入夏以来"),
    ("（本报记者 田 禾 通讯员 沈若水）入夏以来", "（本报记者 田 禾 通讯员 沈若水）", "入夏以来"),
    ("（記者田禾）入夏以來", "（記者田禾）", "入夏以來"),
]

NO_CREDITS = [
    "",
    "（见第3版）入夏以来",
    "（一）入夏以来",
    "（记者说，他不在。）入夏以来",
    "入夏以来（记者 田 禾）",
    "（记者 田 禾 入夏以来",
    "（相关报道见第六版）入夏以来",
    "（本报记者田禾采访整理）入夏以来",
    "（" + "很" * 40 + "记者）入夏以来",
]

JUMPS = [
    ("工程明年完工。（下转第二版）", "（下转第二版）", "工程明年完工。"),
    ("工程明年完工。(下转A2版) ", "(下转A2版)", "工程明年完工。"),
    ("（上接第一版）", "（上接第一版）", ""),
    ("工程明年完工。（下轉第二版）", "（下轉第二版）", "工程明年完工。"),
]

NO_JUMPS = [
    "",
    "下转第二版",
    "（下转第二版）工程明年完工。",
    "工程明年完工（下转第二版）。",
    "工程（一期）",
    "（下转）",
]


def shown(parts: tuple[Text | None, Text]) -> tuple[str | None, str]:
    """What was found, if anything was, and the rest, as strings."""
    found, rest = parts
    return None if found is None else str(found), str(rest)


@pytest.mark.parametrize(("paragraph", "found", "rest"), DATELINES)
def test_datelines(paragraph: str, found: str, rest: str) -> None:
    assert tuple(map(str, dateline_in(whole(paragraph)))) == (found, rest)


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_no_dateline(paragraph: str) -> None:
    assert dateline_in(whole(paragraph)) == (None, whole(paragraph))


@pytest.mark.parametrize("paragraph", ["全村合作社通电", "小报上说停电：没有的事。", "村民上网售电（每度三角）。"])
def test_no_dateline_without_an_agency(paragraph: str) -> None:
    assert dateline_in(whole(paragraph)) == (None, whole(paragraph))


@pytest.mark.parametrize("after_dateline", [False, True])
@pytest.mark.parametrize(("paragraph", "found", "rest"), CREDITS)
def test_credits(paragraph: str, found: str, rest: str, after_dateline: bool) -> None:
    assert tuple(map(str, credit_in(whole(paragraph), after_dateline=after_dateline))) == (found, rest)


@pytest.mark.parametrize("paragraph", NO_CREDITS)
def test_no_credit(paragraph: str) -> None:
    assert credit_in(whole(paragraph), after_dateline=False) == (None, whole(paragraph))


def test_after_a_dateline_a_name_is_a_credit() -> None:
    found, rest = credit_in(whole("（田 禾 沈若水）入夏以来"), after_dateline=True)
    assert (str(found), str(rest)) == ("（田 禾 沈若水）", "入夏以来")
    assert credit_in(whole("（田 禾 沈若水）入夏以来"), after_dateline=False)[0] is None


@pytest.mark.parametrize(
    ("paragraph", "stray"),
    [
        ("事本报北岸7月4日电 今年雨水偏多。", "事"),
        ("成真本報訊（記者田禾）今年雨水偏多。", "成真"),
        ("据本报讯（记者 田 禾）今年雨水偏多。", None),
        ("本报讯（记者 田 禾）今年雨水偏多。", None),
        ("今年的本报讯（记者 田 禾）", None),
        ("他说本报办得好。", None),
    ],
)
def test_characters_before_a_dateline_are_no_body(paragraph: str, stray: str | None) -> None:
    assert shown(stray_in(whole(paragraph))) == (stray, paragraph.removeprefix(stray or ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（作者为青川大学教授）", True),
        ("（沈若水参与采写）", True),
        ("（致词全文见第二版） ", True),
        ("（报道见A3版）", True),
        ("（作者：沈若水）", False),
        ("（记者 田 禾）", False),
        ("（见下图）", False),
        ("（作者为青川大学教授）说", False),
    ],
)
def test_remarks_that_print_keeps_with_the_body(text: str, expected: bool) -> None:
    assert is_note(text) is expected


@pytest.mark.parametrize(("paragraph", "found", "rest"), JUMPS)
def test_jumps(paragraph: str, found: str, rest: str) -> None:
    assert tuple(map(str, jump_in(whole(paragraph)))) == (found, rest)


@pytest.mark.parametrize("paragraph", NO_JUMPS)
def test_no_jump(paragraph: str) -> None:
    assert jump_in(whole(paragraph)) == (None, whole(paragraph))


@given(any_text)
def test_nothing_is_lost(value: str) -> None:
    text = whole(value)
    for found, rest in (dateline_in(text), stray_in(text), credit_in(text, after_dateline=True)):
        assert "".join((str(found or "") + str(rest)).split()) == "".join(value.split())
    found, rest = jump_in(text)
    assert "".join((str(rest) + str(found or "")).split()) == "".join(value.split())


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("（通讯员 沈若水）", "（通讯员 沈若水）"),
        ("　　（本报记者 田 禾 秦望舒）", "（本报记者 田 禾 秦望舒）"),
        ("(記者田禾)", "(記者田禾)"),
        ("（本报记者田禾、秦望舒参与采写）", None),
        ("（作者为青川大学教授，本报记者田禾整理）", None),
        ("（记者 田 禾）入夏以来", None),
        ("（记者）", None),
        ("（新华社青川3月20日电）", None),
    ],
)
def test_a_credit_that_is_a_whole_paragraph_closes_a_body(text: str, credit: str | None) -> None:
    assert shown(closing_credit(whole(text))) == (credit, "" if credit else text)
