"""Articles as Arrow tables, for the engines that hold their data so.

The table says the type of every column. An engine that has to guess them from values takes a column that is None
throughout its first rows, as `deck` may be, for one that never holds anything else.
"""

from typing import Final, get_type_hints

import pyarrow as pa

from .. import NEWSPAPER, Pipeline
from .rows import ArticleRow, Batch, article_rows

_TYPES: Final = {
    str: pa.string(),
    str | None: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    list[str]: pa.list_(pa.string()),
}
SCHEMA: Final = pa.schema([(name, _TYPES[kind]) for name, kind in get_type_hints(ArticleRow).items()])
"""The columns of articles."""


def articles_table(batch: Batch, column: str = "text", source: str = "id", pipeline: Pipeline = NEWSPAPER) -> pa.Table:
    """The articles of a batch of dumps as a table of `SCHEMA`, a row an article (`rows.ArticleRow`).

    `column` holds the dumps, `source` the name of each. A dump that is no text, None or NaN, has no articles.
    """
    dumps = zip(batch[column], batch[source], strict=True)
    rows = [row for dump, name in dumps if isinstance(dump, str) for row in article_rows(dump, str(name), pipeline)]
    return pa.Table.from_pylist(rows, SCHEMA)
