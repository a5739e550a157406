"""The dump row by row."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

import documents
from layoutfix import Article, Page, Piece, Text, repair
from layoutfix.io.read_text import read_page
from layoutfix.report.dump_rows import Row, dump_rows, is_one_cell, width_of
from layoutfix.report.model import leaf_of
from layoutfix.text import LINE_END
from proportion import grows_in_proportion
from strategies import any_text, dump_like_text, typeset_pages


def rows_of(page: Page) -> list[Row]:
    return dump_rows(leaf_of(page, 0.9))


def source(row: Row) -> str:
    return "".join(cut.source for cut in row)


def check(page: Page) -> None:
    """Rows that hold the dump, cut so that each run is whole."""
    rows = rows_of(page)
    expected = LINE_END.split(page.dump)
    assert [source(row) for row in rows] == (expected if expected[-1] else expected[:-1])
    owned: dict[int, str] = {}
    for row in rows:
        for cut in row:
            if cut.owner is None:
                assert not cut.source.strip()
            else:
                number = cut.owner.run.number
                owned[number] = owned.get(number, "") + cut.source
    runs = [run for _, _, run in leaf_of(page, 0.9).runs() if run.span.length]
    assert owned == {run.number: page.dump[run.span.start : run.span.end] for run in runs}


@pytest.mark.parametrize("name", documents.names())
def test_fixtures(name: str) -> None:
    check(documents.repaired(name))


@given(any_text | dump_like_text | typeset_pages)
@settings(max_examples=30)
def test_any_dump(dump: str) -> None:
    dump = dump.replace("\f", " ")  # what divides pages is a line end within one
    check(repair(dump))
    check(read_page(dump))


def test_a_run_over_a_line_end_is_cut_there() -> None:
    dump = "甲\n乙"
    article = Article(headline=Text.from_pieces([Piece("甲 乙", 0, 3)]), paragraphs=())
    rows = rows_of(Page(dump, articles=(article,)))
    assert [source(row) for row in rows] == ["甲", "乙"]
    assert rows[0][0].owner is rows[1][0].owner is not None


def test_what_was_taken_out_is_a_segment_of_its_own() -> None:
    dump = "提 升"
    text = Text.of(dump, 0, 3).substitute([(1, 2, "")])
    ((cut,),) = rows_of(Page(dump, articles=(Article(headline=text),)))
    assert [(segment.source, segment.text) for segment in cut.segments] == [("提", "提"), (" ", ""), ("升", "升")]


@pytest.mark.parametrize(("name", "expected"), [("abreast", True), ("side-by-side", True), ("woven", False)])
def test_how_a_dump_counts_its_cells(name: str, expected: bool) -> None:
    rows = rows_of(documents.repaired(name))
    assert is_one_cell(rows) is expected


def test_columns_of_two_cells_a_character_stay_so() -> None:
    left = ["甲乙丙丁", "甲乙12", "甲（乙", "123456", "甲乙丙", "甲2丙", "甲乙", "甲"]
    dump = "\n".join(f"{text}{' ' * (12 - 2 * len(text) + sum(map(str.isascii, text)))}右栏文字" for text in left)
    lines = [(at * 1000, Text.of(dump, at, at + 4)) for at in range(len(dump)) if dump[at : at + 4] == "右栏文字"]
    body = Text.join([text for _, text in lines])
    start = 0
    heads = []
    for row, text in zip(dump.split("\n"), left, strict=True):
        heads.append(Text.of(dump, start, start + len(text)))
        start += len(row) + 1
    rows = rows_of(Page(dump, articles=(Article(paragraphs=(Text.join(heads), body)),)))
    assert not is_one_cell(rows)
    assert width_of(rows, one_cell=False) == 10
    assert width_of(rows, one_cell=True) > 10


def test_time_grows_no_faster_than_the_dump() -> None:
    def made(count: int) -> Callable[[], object]:
        starts = range(0, 3 * count, 3)
        pieces = [piece for at in starts for piece in (Piece("甲", at, at + 1), Piece("", at + 1, at + 2))]
        page = Page("甲 \n" * count, articles=(Article(paragraphs=(Text.from_pieces(pieces),)),))
        return lambda: is_one_cell(rows_of(page))

    grows_in_proportion(made, 4_000)
