"""Spaces of justification and OCR go, spaces of print stay."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.io.read_text import read_page
from layoutfix.page import Line, Page
from layoutfix.passes.close_spaces import close_spaces
from layoutfix.text import Text
from proportion import grows_in_proportion

RUNNING = "湖边的木栈道今天修好了，走在上面能看见水鸟，\n"
"""A full line of running text, to stand beside a line in question."""

UNSPACED = "全长3公里，用了200根木桩，建了4座桥，花了18个月，\n"
"""A page that sets no space between characters and digits."""

JUSTIFIED = [
    ("湖 边 栈 道 ，将 在 本 月 底 完 工", "湖边栈道，将在本月底完工"),
    ("湖 边 的 木 栈 道 将 在 月 底 完 工", "湖边的木栈道将在月底完工"),
    ("到 2024 年 ， 全 市 要 修 完 12 条", "到2024年，全市要修完12条"),
    ("馆 长 说 ， Li Wei 的 琴 声 “ 像 水 一", "馆长说，Li Wei的琴声“像水一"),
    ("增 长 13.4%； 进 口 量 也 有 增 长", "增长13.4%；进口量也有增长"),
    ("木 桩 用 去 了 1 / 3 ， 第 22 ( 1 ) 条", "木桩用去了1/3，第22(1)条"),
    ("（ 左 ） 、 右 两 岸", "（左）、右两岸"),
    ("木 桩 全 长 1 4 6 米 ，", "木桩全长146米，"),
    ("堤 上 的 人 ，   说 起 旧 事 来", "堤上的人， 说起旧事来"),
    ("湖\u2009边\u2009的\u2009木\u2009栈\u2009道\u2009将\u2009在\u2009月\u2009底", "湖边的木栈道将在月底"),
    ("あ の 橋 の た も と で 待 つ", "あの橋のたもとで待つ"),
    ("湖边的木栈道今天修好\n栈 道 通 了 以 后", "湖边的木栈道今天修好\n栈道通了以后"),
]

MARKS = [
    ("说到“ 有技术、缺抵押", "说到“有技术、缺抵押"),
    ("守塔人卢阿水说 ，今天好", "守塔人卢阿水说，今天好"),
    ("（ 见第3版）", "（见第3版）"),
    ("George 、 Kawhi Leonard 、 James", "George、Kawhi Leonard、James"),
]

LETTERS = [
    ("增长了3 0 . 7 万吨", "增长了30.7万吨"),
    ("9 4 个机位都用上了", "94个机位都用上了"),
    ("截至 2 0 2 4 年，全市", "截至 2024年，全市"),
    ("真人作品不怕A I 短剧", "真人作品不怕AI短剧"),
    ("( 2 1 日)上午开馆", "(21日)上午开馆"),
    ("B R E A K I N G  N E W S", "BREAKING NEWS"),
    ("唱起《M a r c h i n g   f o r   u s", "唱起《Marching for us"),
]

MEETINGS = [
    (UNSPACED + "等 10 个专项行动启动了", UNSPACED + "等10个专项行动启动了"),
    (UNSPACED + "今年新增的就业 3.3", UNSPACED + "今年新增的就业3.3"),
    (UNSPACED + "20 日下午在湖边的栈道上", UNSPACED + "20日下午在湖边的栈道上"),
    (UNSPACED + "全市的“双 50”项目", UNSPACED + "全市的“双50”项目"),
    (UNSPACED + "5 日 、 10 月 1 日 、 12 月", UNSPACED + "5日、10月1日、12月"),
    (UNSPACED + "占到全部总量的20% 以上", UNSPACED + "占到全部总量的20%以上"),
]

KEPT = [
    # phrases that print sets side by side
    "加强水源保护 守住一湖清水",
    "（通讯员 市水务局）",
    "新华社青川3月20日电 昨天上午，",
    "本报青川7月17日电 （记者沈若水、",
    "少年帮母亲摆摊 「不敢想明天」",
    "卖菜的父亲生病 7岁女孩当家",
    UNSPACED + "今年批准的新栈道 30条已经修完",
    "他说。 孩子们都笑了。",
    # padded names, credits, rosters
    "本报记者 于 洋",
    "（本报记者 王 沛 申智林 王崟欣）",
    "本报记者 张 枨 李 蕊 张 驰",
    "于 洋 韩 鑫",
    "——编 者",
    "湖上的水鸟。岑 骅摄",
    "王　磊　李　娜　张　伟　刘　洋　陈　静",
    "王 磊  李 娜  张 伟  刘 洋  陈 静  杨 帆",
    "王 磊 李 娜 张 伟 刘 洋 陈 静",
    "責編：劉　洋　美編：吳　迪　校對：陳　傑",
    # titles and labels set wide
    "目 录",
    "编 者 按",
    "热 点 追 踪\n" + RUNNING,
    "一 二 三 四 五 六",
    # a document that spaces Latin and digits throughout
    "我们用 Python 3 写了这个工具，支持 12 种格式，\n装好以后运行 fix 就行。",
    "全长 3 公里，用了 200 根木桩，建了 4 座桥，花了 18 个月。",
    # lists, tables, forms
    UNSPACED + "1 科学发现的路径怎样变\n2 科研创新的效率怎样变\n3 判断力会不会受影响",
    UNSPACED + "城东区第二小学 45 人\n城西区第一小学 38 人",
    UNSPACED + "城东 25 晴\n城西 24 阴",
    "姓名（ ）　班级（　）",
    "| 3月10日至19日 | 民间 |\n| --- | --- |",
    "1. 物业服务\n- 交通秩序\n# 标题 2",
    "1 2 3 4 5 6 7 8 9",
    "选项 A B C D E F",
    "S M T W T F S",
    "x , y , z , w , v",
    "电话 010 8888 6666，手机 138 0013 8000",
    "地址：湖滨路 12 号 3 单元",
    # other scripts and code
    "The quick brown fox jumps over the lazy dog, I say.",
    "this  is  a  step  I  know",
    "L’état, c’est moi : « bonjour » !",
    "그는 “안녕” 하고 말했다. 나는 3 번 갔다.",
    "나 는 오 늘 학 교 에 갔 다",
    "第 3 回の大会は 5 月 に開かれ、2人が出た。4人で3回、5人で6回。",
    "きょうは いい てんき ですね",
    "for i in range(10):  # 每次 3 条，共 4 组",
    '{"名称": "栈桥", "长度": 12, "段": [1, 2, 3]}',
    "x = a + b * c - d / e",
    # verse
    "湖光 水色 两相和",
    "明 月\n山 高 月 小\n水 落 石 出",
    "",
    " ",
]


def closed(dump: str) -> str:
    return "\n".join(str(line.text) for line in close_spaces(read_page(dump)).lines)


@pytest.mark.parametrize(("dump", "text"), JUSTIFIED + MARKS + LETTERS + MEETINGS)
def test_closes(dump: str, text: str) -> None:
    assert closed(dump) == text


@pytest.mark.parametrize("dump", KEPT)
def test_keeps(dump: str) -> None:
    page = read_page(dump)
    assert close_spaces(page) is page


def test_ocr_spaces_go_where_half_width_marks_stand_for_full_width_ones() -> None:
    body = "河堤上的旧书市开张了, 来的人不少。有人问价; 有人只是看看。\n" * 10
    line = "守摊的人说, 他打听了三 个 星期。今天 (6月24日) 才开门。"
    byline = "本报讯(记者 乔 木)昨天上午, 河堤上开了旧书市。"
    title = "旧书市重新开张 爱书人又有去处"
    *_, first, second, third = closed(body + line + "\n" + byline + "\n" + title).split("\n")
    assert first == "守摊的人说,他打听了三个星期。今天(6月24日)才开门。"
    assert second == "本报讯(记者 乔 木)昨天上午,河堤上开了旧书市。"
    assert third == title
    assert closed(line) == line


def test_each_changed_line_has_one_decision_with_its_reason_and_spans() -> None:
    dump = RUNNING + "湖 边 栈 道 ，将 在 本 月 底 完 工"
    page = close_spaces(read_page(dump))
    (decision,) = page.decisions
    assert decision.step == "close-spaces"
    assert decision.action == "closed 10"
    assert "justified" in decision.reason
    assert all(dump[start:end] == " " for start, end in decision.spans)
    assert str(page.lines[0].text) == RUNNING.strip()


@pytest.mark.parametrize(
    "unit", ["甲 ", "a ", "1 ", "“ ", "湖 边 ，", "湖 3 边\n", "湖3边 3 。\n", "A I 说，\n", "王 磊  "]
)
def test_time_grows_with_the_input(unit: str) -> None:
    def closed(count: int) -> Callable[[], Page]:
        page = read_page(unit * count)
        return lambda: close_spaces(page)

    grows_in_proportion(closed, 1_500)


def flat(text: str) -> str:
    return "".join(text.split())


SPACED = st.text(st.sampled_from("湖边栈道王李于年月 \u3000\u00a0\u2009，。“”（）、:,()%AIx10 \n한の"), max_size=80)
LINES = st.lists(
    st.lists(st.sampled_from(["湖", "边栈", "王", "，", "“", "）", " ", "  ", "3", "AI", "湖边的木栈道"]), max_size=24),
    max_size=6,
).map(lambda lines: "\n".join("".join(line) for line in lines))


@given(st.one_of(st.text(st.characters()), SPACED, LINES, LINES.map(lambda dump: UNSPACED + dump)))
def test_any_text(dump: str) -> None:
    page = read_page(dump)
    new = close_spaces(page)
    assert close_spaces(new).lines == new.lines
    removed = [span for decision in new.decisions for span in decision.spans]
    assert all(not dump[start:end].strip() for start, end in removed)
    for before, after in zip(page.lines, new.lines, strict=True):
        assert flat(before.text.value) == flat(after.text.value)
        assert all(dump[piece.start : piece.end].strip() == piece.text.strip() for piece in after.text.pieces)


@given(st.lists(st.sampled_from("湖边的木栈道将在月底完工走上面能看见水鸟"), min_size=8, max_size=24))
def test_a_justified_line_comes_back_as_it_was_set(characters: list[str]) -> None:
    assert closed(" ".join(characters)) == "".join(characters)


def test_changes_nothing_but_the_texts() -> None:
    page = read_page("　　湖 边 栈 道 ，将 在 本 月 底 完 工\n\n下一行")
    new = close_spaces(page)
    assert new.dump == page.dump and new.lines[1] is page.lines[1]
    assert (new.lines[0].indent, new.lines[0].row) == (page.lines[0].indent, page.lines[0].row)
    assert re.sub(r"\s", "", page.lines[0].text.value) == new.lines[0].text.value


def test_lines_of_several_pieces_keep_their_source() -> None:
    dump = "湖 边 栈 道 ，将|在 本 月 底 完 工"
    text = Text.of(dump, 0, 10) + Text.of(dump, 11, len(dump))
    (line,) = close_spaces(Page(dump, lines=(Line(text),))).lines
    assert line.text.spans == ((0, 10), (11, len(dump)))
    assert all(piece.text in ("", dump[piece.start : piece.end]) for piece in line.text.pieces)


@pytest.mark.parametrize("spaced", ["票价一元四角2 0", "B C。", "邊 棧 橋 開 門"])
def test_the_edges_and_the_measure_of_paragraphs_say_nothing(spaced: str) -> None:
    page = read_page(f"{spaced}\n\n　　湖边的木栈道没有署名。\n")
    assert page.untouched
    assert close_spaces(page) is page
    assert close_spaces(page.with_(untouched=False)) is not page
