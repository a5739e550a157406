"""Dumps as rows of plain values."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from layoutfix import CHARACTERS, NEWSPAPER, Pipeline, articles, fix
from layoutfix.integrations.rows import ArticleRow, article_rows, repaired, repaired_column
from layoutfix.passes.mark_doubtful import mark_doubtful
from many_dumps import LOST, losing
from strategies import any_text, dump_like_text

SAMPLE = ("broadcast", "list-and-jump", "photos", "titles-last", "traditional-taiwan")
PARTS = tuple(documents.Parts.__annotations__)
HEAD = "渡口搬家\n\n　　老渡口今天搬到下游两公里的新码头。\n\n"


def rows_of(dump: str) -> list[ArticleRow]:
    return list(article_rows(dump, "a.txt"))


@pytest.mark.parametrize("name", SAMPLE)
def test_a_row_has_the_parts_of_its_article(name: str) -> None:
    dump, _ = documents.load(name)
    found = [{part: row[part] for part in PARTS} for row in rows_of(dump)]  # type: ignore[literal-required]
    assert found == [documents.article_parts(article) for article in articles(dump)]


@pytest.mark.parametrize("name", SAMPLE)
def test_the_text_of_a_row_needs_no_repair(name: str) -> None:
    dump, _ = documents.load(name)
    texts = [row["text"] for row in rows_of(dump)]
    assert texts
    assert [fix(text) for text in texts] == texts


def test_the_mark_of_a_doubtful_article_is_no_text() -> None:
    dump, _ = documents.load("spaced")
    marking = Pipeline((*NEWSPAPER, mark_doubtful(1.0)))
    assert fix(dump, marking).startswith("[doubtful: ")
    assert list(article_rows(dump, "a.txt", marking)) == list(article_rows(dump, "a.txt"))


def test_ids_name_source_page_and_place_and_links_are_ids() -> None:
    first, second = rows_of(f"{HEAD}（下转第二版）\n\f{HEAD}（上接第一版）\n")
    assert (first["id"], first["source"], first["page"], first["article"]) == ("a.txt/1/0", "a.txt", 1, 0)
    assert (first["continues"], first["continued_from"]) == (second["id"], None) == ("a.txt/2/0", None)
    assert (second["continues"], second["continued_from"]) == (None, first["id"])


def test_a_page_that_was_not_kept_whole_is_a_row_as_it_was_read() -> None:
    failed = f"{HEAD}{LOST}\n"
    rows = list(article_rows(f"{HEAD}\f{failed}\f{HEAD}", "a.txt", losing()))
    assert [row["id"] for row in rows] == ["a.txt/1/0", "a.txt/2/0", "a.txt/3/0"]
    assert [row["headline"] for row in rows] == ["渡口搬家", None, "渡口搬家"]
    assert (rows[1]["text"], rows[1]["score"], rows[1]["paragraphs"]) == (failed, 0, [])
    assert [row["error"] for row in rows] == ["", "page 2 lost '渡口搬家' at 0; please report it", ""]


def test_a_text_that_was_not_kept_whole_stays_as_it_was() -> None:
    dump = f"{HEAD}{LOST}\n"
    assert repaired(dump, losing()) == (dump, "page 1 lost '渡口搬家' at 0; please report it")
    assert repaired("提 升 区 域 整 体 实 力", CHARACTERS) == ("提升区域整体实力", "")


@pytest.mark.parametrize("dump", ["", " \n", "\f\f"])
def test_nothing_has_no_rows(dump: str) -> None:
    assert rows_of(dump) == []


@settings(max_examples=50)
@given(st.lists(any_text | dump_like_text, max_size=3).map("\f".join))
def test_every_article_is_a_row_of_its_own(dump: str) -> None:
    rows = rows_of(dump)
    assert len({row["id"] for row in rows}) == len(rows) == len(list(articles(dump)))
    assert all(row["error"] == "" for row in rows)
    assert all("".join(part.split()) in "".join(row["text"].split()) for row in rows for part in row["paragraphs"])
    ids = {row["id"] for row in rows}
    assert {row[way] for row, way in product(rows, ("continues", "continued_from"))} <= ids | {None}


def test_what_is_no_text_becomes_none() -> None:
    column = repaired_column({"text": [None, float("nan"), "甲"]})
    assert column == {"text": [None, None, "甲"], "text_error": ["", "", ""]}
