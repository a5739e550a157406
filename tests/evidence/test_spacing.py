"""What the spaces inside a line are."""

import pytest

from layoutfix.evidence.spacing import gaps_of, is_justified, is_prose, is_table_row

COLUMN = "湖边的木栈道今天修好"


def justified(*lines: str) -> bool:
    return is_justified(0, gaps_of(lines[0]), lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("湖 边 的 木 栈 道 将 在", ""),
        ("湖 边 ， 木 栈", ""),
        ("栈 道 通 了 以 后", COLUMN),
        ("栈 道 通 了 以 后", "", "", COLUMN),
    ],
)
def test_justified(lines: tuple[str, ...]) -> None:
    assert justified(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("",),
        ("湖边栈道 本月完工",),
        ("栈 道 通 了 以 后",),
        ("热 点 追 踪", COLUMN),
        ("栈 道 通 了 以 后", "", "", "", COLUMN),
        ("王 磊 李 娜 张 伟 刘 洋", COLUMN),
        ("王 磊　李 娜　张 伟　刘 洋", COLUMN),
        ("本报记者 张 枨 李 蕊 张 驰",),
        ("A B C D E F G H I",),
    ],
)
def test_not_justified(lines: tuple[str, ...]) -> None:
    assert not justified(*lines)


@pytest.mark.parametrize(
    ("left_and_right", "mark"),
    [
        ("“ 湖", "“"),
        ("湖 ”", "”"),
        ("湖 ，", "，"),
        ("（ A", "（"),
        ("（ ）", ""),
        ("s ’", ""),
        ("， 湖", ""),
        ("湖 “", ""),
    ],
)
def test_mark(left_and_right: str, mark: str) -> None:
    (gap,) = gaps_of(left_and_right)
    assert gap.mark == mark


def test_prose_and_tables() -> None:
    assert is_prose("湖边的木栈") and is_prose("说，") and not is_prose("城东 25 晴")
    assert is_table_row(1, ["城东 25 晴", "城西 24 阴"])
    assert not is_table_row(0, ["城东 25 晴", "栈道修好了"])
    assert not is_table_row(0, ["城东 25 晴，", "城西 24 阴，"])
