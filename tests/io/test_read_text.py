"""The pages of a dump, and the lines of a page with their places."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.io.read_text import is_canonical, read_page, split_pages
from proportion import grows_in_proportion

ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\n\r\f\t \u3000\u2028＊甲"))


@pytest.mark.parametrize(
    ("dump", "pages"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one\f", ["one"]),
        ("one\f\n", ["one"]),
        ("one\ftwo", ["one", "two"]),
        ("one\f\fthree\f", ["one", "", "three"]),
        ("\ftwo", ["", "two"]),
        ("one\f\f", ["one", ""]),
        ("\f", [""]),
    ],
)
def test_form_feeds_divide_pages(dump: str, pages: list[str]) -> None:
    assert list(split_pages(dump)) == pages


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_mandatory_break_ends_a_line(end: str) -> None:
    page = read_page(f"甲{end}{end}乙{end}", number=4)
    assert page.number == 4
    assert [(str(line.text), line.row, line.blank) for line in page.lines] == [("甲", 0, 0), ("乙", 2, 1)]


def test_blank_rows_are_counted_from_the_line_before() -> None:
    assert [line.blank for line in read_page("\n \n甲\n乙\n\u3000\n\t\n\n丙").lines] == [2, 0, 3]


@pytest.mark.parametrize(
    ("space", "column", "indent"),
    [
        ("", 0, 0.0),
        ("  ", 2, 1.0),
        ("\u3000\u3000", 2, 2.0),
        ("\u2003", 1, 1.0),
        ("\u00a0", 1, 0.5),
        ("\t", 8, 4.0),
        ("   \t", 8, 5.5),
        ("\t ", 9, 4.5),
        ("\u3000\t\t", 16, 9.0),
    ],
)
def test_column_counts_cells_and_indent_em(space: str, column: int, indent: float) -> None:
    (line,) = read_page(f"{space}栈道\u3000").lines
    assert (line.column, line.indent, str(line.text)) == (column, indent, "栈道")


@given(ANY_TEXT)
def test_lines_hold_every_character_that_is_no_space(dump: str) -> None:
    page = read_page(dump)
    assert page.dump == dump
    assert "".join("".join(str(line.text).split()) for line in page.lines) == "".join(dump.split())
    for line in page.lines:
        (span,) = line.text.spans
        assert dump[span.start : span.end] == str(line.text) == str(line.text).strip() != ""


@given(ANY_TEXT)
def test_pages_put_together_are_the_dump(dump: str) -> None:
    joined = "\f".join(split_pages(dump))
    assert dump.startswith(joined)
    assert not dump[len(joined) :].strip()


@pytest.mark.parametrize(
    "dump",
    [
        "　　一段就够。",
        "　　一段就够。\n",
        "标题\n\n　　第一段。\n\n　　第二段。\n",
        "引题\n标题\n副题\n本报讯 （记者 高远）\n\n　　第一段。\n",
        "标题\n\n　　第一段。\n\n＊　＊　＊\n\n另一个标题\n\n　　第二段。\n",
        "标题\n\n　　第一段。\n\n＊　＊　＊\n\n甲\n乙\n丙\n丁\n戊\n己\n",
    ],
)
def test_canonical(dump: str) -> None:
    assert is_canonical(dump)


@pytest.mark.parametrize(
    "dump",
    [
        "",
        "\n",
        "标题",
        "标题\n",
        "　　首行到了行末\n还没有完。\n",
        "　　首行到了行末\n\n还没有完。\n",
        "标题\n\n　　首行到了行末\n还没有完。\n",
        "标题\n　　第一段。\n",
        "　　第一段。\n　　第二段。\n",
        "　　第一段。\n\n\n　　第二段。\n",
        "　　第一段。\n\n",
        "\n　　第一段。\n",
        "　　第一段。 \n",
        "　　　第一段。\n",
        "  第一段。\n",
        "　第一段。\n",
        "　　第一段。\r\n",
        "　　第一段。\u2028第二段。\n",
        "　　第一段。\f　　第二段。\n",
        "一\n二\n三\n四\n五\n\n　　第一段。\n",
        "标题\n\n　　第一段。\n\n另一个标题\n\n　　第二段。\n",
        "标题\n\n　　第一段。\n\n＊　＊　＊\n\n另一个标题\n\n　　首行到了行末\n还没有完。\n",
        "标题\n\n　　第一段。\n＊　＊　＊\n标题\n\n　　第二段。\n",
        "一\n二\n三\n四\n五\n\n＊　＊　＊\n\n　　第一段。\n",
    ],
)
def test_not_canonical(dump: str) -> None:
    assert not is_canonical(dump)


@pytest.mark.parametrize("piece", ["\u3000", "甲", "\n", "\f", "\t", "甲\n", "\r\n ", "＊　＊　＊\n\n", "　　甲\n\n"])
def test_time_grows_no_faster_than_the_dump(piece: str) -> None:
    def read(count: int) -> Callable[[], object]:
        dump = piece * (count // len(piece))
        return lambda: ([read_page(part) for part in split_pages(dump)], is_canonical(dump))

    grows_in_proportion(read, 20_000)
