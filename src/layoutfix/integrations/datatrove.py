"""layoutfix as steps of datatrove: `Articles` takes dumps apart, `LayoutfixFormatter` only repairs their text.

    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    from layoutfix.integrations.datatrove import Articles

    steps = [JsonlReader("dumps"), Articles(), JsonlWriter("articles")]
    LocalPipelineExecutor(steps, tasks=100, workers=8).run()

A page that could not be kept whole stops nothing: it is a document whose text is the page as it was read, and
`LayoutfixFormatter` leaves such a text as it was. Why stands in the metadata as `error`, which is empty otherwise, and
in the log; the statistics count it as `failed`.

datatrove leaves the threads of numpy as they are, one a core in every worker: set OMP_NUM_THREADS=1 and
OPENBLAS_NUM_THREADS=1 before the start.
"""

from typing import Final

from .. import NEWSPAPER, Pipeline
from . import extra
from .rows import ArticleRow, article_rows, repaired

with extra("datatrove"):
    from datatrove.data import Document, DocumentsPipeline
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.formatters.base import BaseFormatter
    from datatrove.utils.logging import logger
    from datatrove.utils.typeshelper import StatHints

_NAME: Final = "📰 layoutfix"


class Articles(PipelineStep):
    """Takes documents that are dumps of pages, and gives a document for each article.

    The document's id and text are those of the article's row (`rows.ArticleRow`), `source` being the id of the dump;
    its metadata is that of the dump with the other parts of the row. `pipeline` has to make articles.
    """

    name = _NAME
    type = "✂️ - SPLIT"

    def __init__(self, pipeline: Pipeline = NEWSPAPER) -> None:
        super().__init__()
        self.pipeline = pipeline

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The articles of the documents of `data`, in order; `rank` and `world_size` play no part."""
        for dump in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                documents = [_document(row, dump) for row in article_rows(dump.text, dump.id, self.pipeline)]
            for document in documents:
                _count_failed(self, document)
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(document)
                yield document


class LayoutfixFormatter(BaseFormatter):
    """Repairs the text of each document as `layoutfix.fix` does: dumps of pages, or what else `pipeline` is for."""

    name = _NAME

    def __init__(self, pipeline: Pipeline = NEWSPAPER) -> None:
        super().__init__()
        self.pipeline = pipeline

    def format(self, text: str) -> str:
        """The text repaired, or as it was where a page of it was not kept whole."""
        return repaired(text, self.pipeline).text

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The documents of `data` with their texts repaired; `rank` and `world_size` play no part."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                document.text, document.metadata["error"] = repaired(document.text, self.pipeline)
            _count_failed(self, document)
            yield document


def _document(row: ArticleRow, dump: Document) -> Document:
    parts = {name: part for name, part in row.items() if name not in ("id", "text")}
    return Document(row["text"], row["id"], metadata={**dump.metadata, **parts})


def _count_failed(step: PipelineStep, document: Document) -> None:
    error = document.metadata["error"]
    if error:
        step.stat_update("failed")
        logger.warning(f"{document.id}: {error}")
