"""layoutfix in Spark, in local mode with two workers."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from layoutfix.integrations.rows import ArticleRow
from many_dumps import REASON, Dump, losing, with_failing

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session of two workers, which run this Python."""
    import sys

    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def frame(spark: Any, dumps: list[Dump]) -> Any:
    rows = [(dump["id"], dump["text"]) for dump in dumps]
    return spark.createDataFrame(rows, "id string, text string").repartition(4)


def collected(found: Any) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in found.orderBy("id").collect()]


def test_a_row_an_article(spark: Any, some_dumps: list[Dump], rows: list[ArticleRow]) -> None:
    from layoutfix.integrations.spark import SCHEMA, articles

    assert collected(frame(spark, some_dumps).mapInPandas(articles(), SCHEMA)) == rows


def test_a_column_is_repaired(spark: Any, few_dumps: list[Dump], texts: list[str]) -> None:
    from layoutfix.integrations.spark import fix

    found = collected(frame(spark, few_dumps).withColumn("fixed", fix()("text")))
    assert [row["fixed"] for row in found] == [{"text": text, "error": ""} for text in texts]


def test_a_page_that_fails_stops_nothing(spark: Any, tmp_path: Path) -> None:
    from layoutfix.integrations.spark import SCHEMA, articles, fix

    dumps = frame(spark, with_failing(20)).withColumnsRenamed({"id": "name", "text": "page"})
    apart = articles(column="page", source="name", pipeline=losing())
    dumps.mapInPandas(apart, SCHEMA).write.parquet(str(tmp_path / "articles"))
    rows = collected(spark.read.parquet(str(tmp_path / "articles")))
    assert [row["error"] for row in rows] == [*[""] * 19, REASON]
    fixed = fix(losing())
    found = collected(dumps.select(dumps.name.alias("id"), fixed("page").alias("fixed")))
    assert [row["fixed"]["error"] for row in found] == [*[""] * 19, REASON]
    assert found[-1]["fixed"]["text"] == rows[-1]["text"] == with_failing(20)[-1]["text"]


def test_null_has_no_articles_and_stays_null(spark: Any) -> None:
    from layoutfix.integrations.spark import SCHEMA, articles, fix

    dumps: list[Any] = [*with_failing(3)[:2], {"id": "none", "text": None}, {"id": "empty", "text": ""}]
    found = frame(spark, dumps)
    assert [row["source"] for row in collected(found.mapInPandas(articles(), SCHEMA))] == ["0000", "0001"]
    fixed = {row["id"]: row["fixed"] for row in collected(found.withColumn("fixed", fix()("text")))}
    assert fixed["none"] == {"text": None, "error": ""}
    assert fixed["empty"] == {"text": "", "error": ""}
