"""layoutfix in `Dataset.map` of Hugging Face Datasets, with two processes."""

from typing import Any

import pytest

from layoutfix.integrations.rows import ArticleRow
from many_dumps import REASON, Dump, losing, with_failing

pytestmark = pytest.mark.engines


def mapped(dumps: list[Any], function: Any, **options: Any) -> Any:
    from datasets import Dataset

    return Dataset.from_list(dumps).map(function, batched=True, num_proc=2, **options)


def test_a_row_an_article(some_dumps: list[Dump], rows: list[ArticleRow]) -> None:
    from layoutfix.integrations.datasets import articles

    found = mapped(some_dumps, articles, batch_size=10)
    assert sorted(found.to_list(), key=lambda row: row["id"]) == rows


def test_a_column_is_repaired(few_dumps: list[Dump], texts: list[str]) -> None:
    from layoutfix.integrations.datasets import fix

    renamed = [{"id": dump["id"], "page": dump["text"]} for dump in few_dumps]
    found = mapped(renamed, fix, batch_size=10, fn_kwargs={"column": "page"})
    assert found.column_names == ["id", "page", "page_error"]
    assert list(found["id"]) == [dump["id"] for dump in few_dumps]
    assert list(found["page"]) == texts
    assert set(found["page_error"]) == {""}


def test_a_page_that_fails_late_stops_nothing() -> None:
    from layoutfix.integrations.datasets import articles, fix

    dumps = with_failing(40)
    options = {"batch_size": 5, "writer_batch_size": 5, "fn_kwargs": {"pipeline": losing()}}
    rows = mapped(dumps, articles, **options)
    assert list(rows["error"]) == [*[""] * 39, REASON]
    found = mapped(dumps, fix, **options)
    assert list(found["text_error"]) == [*[""] * 39, REASON]
    assert found[-1]["text"] == rows[-1]["text"] == dumps[-1]["text"]


def test_none_has_no_articles_and_stays_none() -> None:
    from layoutfix.integrations.datasets import articles, fix

    dumps = [*with_failing(3)[:2], {"id": "none", "text": None}, {"id": "empty", "text": ""}]
    assert list(mapped(dumps, articles, batch_size=1)["source"]) == ["0000", "0001"]
    assert mapped(dumps, fix)[2] == {"id": "none", "text": None, "text_error": ""}
