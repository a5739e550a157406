"""Dumps as rows of plain values, the same for every engine: a row an article, or a text repaired.

A page that a pass did not keep whole (`LawError`) stops no job: it comes as it was read, and `error` says why. Where
nothing went wrong `error` is empty, not None: an engine that guesses types from values sees text from the first row on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias, TypedDict

from .. import NEWSPAPER, Article, LawError, Page, Pipeline, Text, fix, pages
from ..io.write_text import write_text
from ..page import Link
from ..passes.check_laws import why_left

Batch: TypeAlias = Mapping[str, Sequence[Any]]
"""Columns by name, all of one length: lists or arrays."""


class ArticleRow(TypedDict):
    """An article as an engine's row; the parts are those of the JSON output, None where the article has none.

    `id` is `SOURCE/PAGE/ARTICLE`: the name of the dump, the number of the page in it, from 1, and the place of the
    article on that page, from 0. The same dump gives the same ids wherever and however often it is taken apart.
    `text` is the whole article as `fix` sets it, `score` the chance that its headline and body are right. `continues`
    and `continued_from` are the ids of the articles that a jump line ties it to. Where `error` is not empty the row
    stands for a whole page that could not be taken apart: `text` is the page as it was read, `score` 0.
    """

    id: str
    source: str
    page: int
    article: int
    kicker: str | None
    headline: str | None
    deck: str | None
    dateline: str | None
    byline: str | None
    paragraphs: list[str]
    captions: list[str]
    jump: str | None
    text: str
    score: float
    continues: str | None
    continued_from: str | None
    error: str


class Repaired(NamedTuple):
    """A text after `fix`; where `error` is not empty, the text as it was."""

    text: str
    error: str


def article_rows(dump: str, source: str, pipeline: Pipeline = NEWSPAPER) -> Iterator[ArticleRow]:
    """A row for each article of a dump of one or more pages, in order; `source` is the name of the dump.

    Furniture stands in no row, and a page without articles has none.

    >>> rows = article_rows("湖边栈道本月完工\\n\\n　　本报讯 城东湖边的木栈道将在\\n本月底完工。", "a.txt")
    >>> [(row["id"], row["headline"], row["paragraphs"]) for row in rows]
    [('a.txt/1/0', '湖边栈道本月完工', ['城东湖边的木栈道将在本月底完工。'])]
    """
    for page in pages(dump, pipeline, keep_going=True):
        left = why_left(page)
        if left is not None:
            yield _row(source, page.number, 0, Article(score=0.0), page.dump, left)
        for number, article in enumerate(page.articles):
            yield _row(source, page.number, number, article, _text(page, article), "")


def repaired(text: str, pipeline: Pipeline = NEWSPAPER) -> Repaired:
    """What `fix` makes of a text, or the text as it is, with the reason, where a page of it was not kept whole.

    >>> from layoutfix import CHARACTERS
    >>> repaired("提 升 区 域 整 体 实 力", CHARACTERS)
    Repaired(text='提升区域整体实力', error='')
    """
    try:
        return Repaired(fix(text, pipeline), "")
    except LawError as error:
        return Repaired(text, str(error))


def repaired_column(batch: Batch, column: str = "text", pipeline: Pipeline = NEWSPAPER) -> dict[str, list[str | None]]:
    """The texts of a column repaired, and beside it `COLUMN_error`, which says of each why it is still as it was.

    What is no text, None or the NaN that some engines make of it, is None then.

    >>> repaired_column({"id": [1, 2], "text": ["湖边栈道完工", None]})
    {'text': ['湖边栈道完工', None], 'text_error': ['', '']}
    """
    done = [repaired(text, pipeline) if isinstance(text, str) else (None, "") for text in batch[column]]
    return {column: [text for text, _ in done], f"{column}_error": [error for _, error in done]}


def _row(source: str, page: int, number: int, article: Article, text: str, error: str) -> ArticleRow:
    return {
        "id": f"{source}/{page}/{number}",
        "source": source,
        "page": page,
        "article": number,
        "kicker": _part(article.kicker),
        "headline": _part(article.headline),
        "deck": _part(article.deck),
        "dateline": _part(article.dateline),
        "byline": _part(article.byline),
        "paragraphs": [paragraph.value for paragraph in article.paragraphs],
        "captions": [caption.value for caption in article.captions],
        "jump": _part(article.jump),
        "text": text,
        "score": article.score,
        "continues": _id(source, article.continues),
        "continued_from": _id(source, article.continued_from),
        "error": error,
    }


def _text(page: Page, article: Article) -> str:
    """The article as `fix` sets it, without the mark of a doubtful one, which is no text of the page."""
    alone = Page(page.dump, articles=(replace(article, doubtful=False),))
    return write_text(alone).removesuffix("\n")


def _part(text: Text | None) -> str | None:
    return None if text is None else text.value


def _id(source: str, link: Link | None) -> str | None:
    return None if link is None else f"{source}/{link.page}/{link.article}"
