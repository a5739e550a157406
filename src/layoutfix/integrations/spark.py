"""layoutfix for Spark: a function for `DataFrame.mapInPandas`, and a pandas UDF.

    from pyspark.sql import SparkSession
    from layoutfix.integrations.spark import SCHEMA, articles, fix

    dumps = SparkSession.builder.getOrCreate().read.parquet("dumps")  # columns "id" and "text"
    dumps.mapInPandas(articles(), SCHEMA).write.parquet("articles")
    dumps.withColumn("fixed", fix()("text")).select("id", "fixed.text", "fixed.error")

A page that could not be kept whole stops nothing: it is a row whose `error` says why and whose `text` is the page as it
was read; `fix` leaves such a text as it was and says why in `error`. A dump that is null has no articles; as a text it
stays null.

Spark sets OMP_NUM_THREADS to spark.task.cpus, which is 1, in its Python workers, and numpy keeps to it.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, get_type_hints

from .. import NEWSPAPER, Pipeline
from . import extra
from .rows import ArticleRow, Repaired, article_rows, repaired

with extra("spark"):
    import pandas as pd
    import pyarrow  # noqa: F401
    from pyspark.sql.functions import pandas_udf

_TYPES: Final = {str: "string", str | None: "string", int: "bigint", float: "double", list[str]: "array<string>"}


def _schema(row: type) -> str:
    return ", ".join(f"{name} {_TYPES[kind]}" for name, kind in get_type_hints(row).items())


SCHEMA: Final = _schema(ArticleRow)
"""The columns of articles, as Spark's DDL."""


def articles(
    column: str = "text", source: str = "id", pipeline: Pipeline = NEWSPAPER
) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """A function for `mapInPandas(…, SCHEMA)`: frames of dumps to frames of articles (`rows.ArticleRow`).

    `column` holds the dumps, `source` the name of each.
    """

    def taken_apart(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            known = frame.dropna(subset=[column])
            dumps = zip(known[column], known[source], strict=True)
            rows = [row for dump, name in dumps for row in article_rows(dump, str(name), pipeline)]
            yield pd.DataFrame(rows, columns=list(ArticleRow.__annotations__))

    return taken_apart


def fix(pipeline: Pipeline = NEWSPAPER) -> Any:
    """A pandas UDF that repairs a column of texts: a struct of `text` and `error` for each (`rows.Repaired`)."""

    @pandas_udf(_schema(Repaired))
    def fixed(texts: pd.Series) -> pd.DataFrame:
        done = [(None, "") if pd.isna(text) else repaired(text, pipeline) for text in texts]
        return pd.DataFrame(done, columns=Repaired._fields)

    return fixed
