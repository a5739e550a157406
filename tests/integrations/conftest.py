"""What the tests of the engines share: dumps, and what one process makes of them."""

import pytest

from layoutfix.integrations.rows import ArticleRow, article_rows, repaired
from many_dumps import Dump, dumps

NUMBER = 204
FEW = 51


@pytest.fixture(scope="session")
def some_dumps() -> list[Dump]:
    """The data set whose articles are asked for."""
    return dumps(NUMBER)


@pytest.fixture(scope="session")
def few_dumps(some_dumps: list[Dump]) -> list[Dump]:
    """The data set whose texts are repaired."""
    return some_dumps[:FEW]


@pytest.fixture(scope="session")
def rows(some_dumps: list[Dump]) -> list[ArticleRow]:
    """The articles, ordered by id."""
    found = [row for dump in some_dumps for row in article_rows(dump["text"], dump["id"])]
    return sorted(found, key=lambda row: row["id"])


@pytest.fixture(scope="session")
def texts(few_dumps: list[Dump]) -> list[str]:
    """The texts, in their order."""
    return [repaired(dump["text"]).text for dump in few_dumps]
