"""The width that Chinese print gives to marks, digits and letters."""

import pytest
from hypothesis import given

from layoutfix.io.read_text import read_page
from layoutfix.passes.fold_width import fold_width
from strategies import any_text, dump_like_text

CHANGED = [
    ("湖边,栈道;开放:今天?好!完", "湖边，栈道；开放：今天？好！完"),
    ("湖边栈道开放.", "湖边栈道开放。"),
    ("湖边, 栈道. 开放", "湖边，栈道。开放"),
    ("全长4km,宽3米", "全长4km，宽3米"),
    ("全长４km,宽３米", "全长4km，宽3米"),
    ("栈道(城东)开放", "栈道（城东）开放"),
    ("１２月３日在ＶＩＰ厅", "12月3日在VIP厅"),
    ('他说"有船",又说"没有"。', "他说“有船”，又说“没有”。"),
    ("他说'有船'。", "他说‘有船’。"),
    ('他说,"有船","没有"。', "他说，“有船”，“没有”。"),
    ('见 ",湖边 ",城东', "见 “，湖边 ”，城东"),
]
KEPT = [
    "湖边栈道，开放。",
    "全长3.5公里，分1,200段",
    "见 https://example.org/a?b=c,d 与 f(x)",
    "用 print(a, b) 打印；版本 1.2.3",
    "时间8:30，比分3:1",
    "附件1.湖边",
    '屏幕27"，很大',
    "他叫 O'Neill，来自湖边",
    "The ferry (old), leaves.",
    "12,34",
]


@pytest.mark.parametrize(("dump", "expected"), CHANGED)
def test_changed(dump: str, expected: str) -> None:
    page = fold_width(read_page(dump))
    assert str(page.lines[0].text) == expected
    assert page.lines[0].text.spans == ((0, len(dump)),)
    assert page.decisions[0].step == "fold-width"
    again = fold_width(page)
    assert again is page


@pytest.mark.parametrize("dump", KEPT)
def test_kept(dump: str) -> None:
    page = read_page(dump)
    assert fold_width(page) is page


@given(any_text | dump_like_text)
def test_once_is_enough(dump: str) -> None:
    page = fold_width(read_page(dump))
    assert fold_width(page).lines == page.lines
