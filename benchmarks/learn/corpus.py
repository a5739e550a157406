"""The news articles of `corpus/`, without those that the train pages print."""

import gzip
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from .store import Run

ENDING: Final = 30
"""Paragraphs with more characters than this are taken for one where so many of their last characters are equal."""

_PAGE_CODE: Final = re.compile(r"^A\d+\s*")


class Article(NamedTuple):
    """An article: `source` is the name of its file, title, kicker and deck may be empty, paragraphs hold no white
    space."""

    source: str
    title: str
    deck: str
    paragraphs: list[str]
    kicker: str = ""


def read_articles(run: Run) -> list[Article]:
    """The articles of the corpus that no train page shares a paragraph with, in the order of the files."""
    printed = printed_endings(run.bench)
    return [article for article, endings in _all_articles(run) if not printed & endings]


def _all_articles(run: Run) -> Iterator[tuple[Article, set[str]]]:
    """Each article, and the endings of its paragraphs as they stand in the file."""
    for path in sorted((run.bench / "corpus").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in islice(lines, run.limit):
                entry = json.loads(line)
                paragraphs = ["".join(p.split()) for p in entry["paragraphs"] if p.strip()]
                article = Article(
                    path.name.removesuffix(".jsonl.gz"),
                    entry.get("title") or "",
                    entry.get("deck") or "",
                    paragraphs,
                    entry.get("kicker") or "",
                )
                yield article, endings(entry["paragraphs"])


def printed_endings(bench: Path) -> set[str]:
    """The endings of the long paragraphs that the train pages print."""
    found: set[str] = set()
    for path in (bench / "train").glob("*.gold.json"):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            found |= endings(article["paragraphs"])
    return found


def endings(paragraphs: list[str]) -> set[str]:
    """The endings of long paragraphs, which tell one from all others."""
    return {p[-ENDING:] for p in paragraphs if len(p) > ENDING}


def headline_of(article: Article) -> str:
    """The title of an article, spaces included, without the number of its page that some papers set before it.

    >>> headline_of(Article("", "A3 湖边栈道 今天开放", "", []))
    '湖边栈道 今天开放'
    """
    return _PAGE_CODE.sub("", article.title).strip()
