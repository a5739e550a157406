"""layoutfix as functions for Ray Data: `articles` for `flat_map`, `articles_table` and `fix` for `map_batches`.

    import ray
    from layoutfix.integrations.ray import articles, fix

    dumps = ray.data.read_parquet("dumps")  # columns "id" and "text"
    dumps.flat_map(articles).write_parquet("articles")
    dumps.map_batches(fix, fn_kwargs={"column": "text"}).write_parquet("repaired")

A page that could not be kept whole stops nothing: it is a row whose `error` says why and whose `text` is the page as it
was read; `fix` leaves such a text as it was and says why in `text_error`.

Ray gives a column that holds nothing but None in a block no type there, and write_parquet keeps that; Ray reads such
files as one, other programs may not. `map_batches(articles_table)` gives the same rows, with types in every block.

Ray sets OMP_NUM_THREADS=1 in workers that have one CPU, and numpy keeps to it, where it is not set before.
"""

from collections.abc import Mapping
from typing import Any

from .. import NEWSPAPER, Pipeline
from . import extra
from .rows import ArticleRow, Batch, article_rows, repaired_column

with extra("ray"):
    import ray.data  # noqa: F401

    from .tables import articles_table

__all__ = ["articles", "articles_table", "fix"]


def articles(
    row: Mapping[str, Any], column: str = "text", source: str = "id", pipeline: Pipeline = NEWSPAPER
) -> list[ArticleRow]:
    """The articles of the dump in `column` of a row, in order; `source` is the column that names the dump.

    A dump that is no text, None or the NaN that Ray may make of it, has none.
    """
    dump = row[column]
    return list(article_rows(dump, str(row[source]), pipeline)) if isinstance(dump, str) else []


def fix(batch: Batch, column: str = "text", pipeline: Pipeline = NEWSPAPER) -> dict[str, Any]:
    """The batch with the texts of `column` repaired, and with `COLUMN_error` beside it (`rows.repaired_column`)."""
    return {**batch, **repaired_column(batch, column, pipeline)}
