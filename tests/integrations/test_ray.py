"""layoutfix on a local Ray cluster of two workers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from layoutfix import CHARACTERS, Pipeline
from layoutfix.integrations.rows import ArticleRow
from layoutfix.passes.convert_script import convert_script
from many_dumps import REASON, Dump, losing, with_failing

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def data() -> Iterator[Any]:
    """`ray.data`, with a cluster behind it."""
    import ray
    import ray.data

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield ray.data
    ray.shutdown()


def by_id(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["id"])


def test_a_row_an_article(data: Any, some_dumps: list[Dump], rows: list[ArticleRow]) -> None:
    from layoutfix.integrations.ray import articles

    found = data.from_items(some_dumps, override_num_blocks=8).flat_map(articles)
    assert by_id(found.take_all()) == rows


def test_tables_have_types_in_every_block(
    data: Any, some_dumps: list[Dump], rows: list[ArticleRow], tmp_path: Path
) -> None:
    import pyarrow.parquet

    from layoutfix.integrations.ray import articles_table
    from layoutfix.integrations.tables import SCHEMA

    renamed = [{"name": dump["id"], "page": dump["text"]} for dump in some_dumps]
    columns = {"column": "page", "source": "name"}
    found = data.from_items(renamed, override_num_blocks=8).map_batches(articles_table, fn_kwargs=columns)
    found.write_parquet(str(tmp_path))
    files = list(tmp_path.glob("*.parquet"))
    assert len(files) > 1
    assert all(pyarrow.parquet.read_schema(file).equals(SCHEMA) for file in files)
    assert by_id(data.read_parquet(str(tmp_path)).take_all()) == rows


def test_a_column_is_repaired(data: Any, few_dumps: list[Dump], texts: list[str]) -> None:
    from layoutfix.integrations.ray import fix

    found = by_id(data.from_items(few_dumps, override_num_blocks=8).map_batches(fix).take_all())
    assert [row["text"] for row in found] == texts
    assert {row["text_error"] for row in found} == {""}


def test_a_page_that_fails_stops_nothing(data: Any, tmp_path: Path) -> None:
    from layoutfix.integrations.ray import articles, fix

    pipeline = {"pipeline": losing()}
    dumps = data.from_items(with_failing(20), override_num_blocks=5)
    rows = by_id(dumps.flat_map(articles, fn_kwargs=pipeline).take_all())
    assert [row["error"] for row in rows] == [*[""] * 19, REASON]
    dumps.map_batches(fix, fn_kwargs=pipeline).write_parquet(str(tmp_path))
    found = by_id(data.read_parquet(str(tmp_path)).take_all())
    assert [row["text_error"] for row in found] == [*[""] * 19, REASON]
    assert [row["text"] for row in found][-1] == with_failing(20)[-1]["text"] == rows[-1]["text"]


def test_a_conversion_reaches_the_workers(data: Any) -> None:
    from layoutfix.integrations.ray import fix

    pipeline = {"pipeline": Pipeline((*CHARACTERS, convert_script("s2t")))}
    found = data.from_items([{"text": "栈桥"}]).map_batches(fix, fn_kwargs=pipeline).take_all()
    assert [row["text"] for row in found] == ["棧橋"]


def test_none_has_no_articles_and_stays_none(data: Any) -> None:
    from layoutfix.integrations.ray import articles, articles_table, fix

    dumps = data.from_items([*with_failing(3)[:2], {"id": "none", "text": None}], override_num_blocks=1)
    assert {row["source"] for row in dumps.flat_map(articles).take_all()} == {"0000", "0001"}
    assert {row["source"] for row in dumps.map_batches(articles_table).take_all()} == {"0000", "0001"}
    assert by_id(dumps.map_batches(fix).take_all())[2] == {"id": "none", "text": None, "text_error": ""}
    missing = data.from_items([{"id": "none", "text": None}, {"id": "nan", "text": float("nan")}])
    assert missing.flat_map(articles).take_all() == missing.map_batches(articles_table).take_all() == []
    assert [row["text"] for row in missing.map_batches(fix).take_all()] == [None, None]
