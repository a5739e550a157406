"""Reads the fixtures: pages written as documents, whose grammar fixtures/README.md gives."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from layoutfix import Article, Page

FIXTURES = Path(__file__).parent.parent / "fixtures"
SINGLE = ("kicker", "deck", "dateline", "byline", "jump")


class Parts(TypedDict):
    """The parts of an article as plain strings, in the order of the JSON output."""

    kicker: str | None
    headline: str | None
    deck: str | None
    dateline: str | None
    byline: str | None
    paragraphs: list[str]
    captions: list[str]
    jump: str | None


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as its document gives it: titles and captions still hold the `/` that marks a line's end in print."""

    headline: str | None = None
    kicker: str | None = None
    deck: str | None = None
    dateline: str | None = None
    byline: str | None = None
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    jump: str | None = None
    byline_last: bool = False

    def parts(self) -> Parts:
        """What a repaired page has to give for this article."""
        return {
            "kicker": unmarked(self.kicker),
            "headline": unmarked(self.headline),
            "deck": unmarked(self.deck),
            "dateline": self.dateline,
            "byline": self.byline,
            "paragraphs": list(self.paragraphs),
            "captions": [unmarked(caption) or "" for caption in self.captions],
            "jump": self.jump,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A fixture: its articles, its furniture as (role, text), and how it is typeset (None where made by hand)."""

    articles: tuple[ArticleText, ...]
    furniture: tuple[tuple[str, str], ...] = ()
    layout: str | None = None


@dataclass(slots=True)
class _Draft:
    headline: str | None
    single: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    byline_last: bool = False

    def finished(self) -> ArticleText:
        return ArticleText(
            headline=self.headline,
            paragraphs=tuple(self.paragraphs),
            captions=tuple(self.captions),
            byline_last=self.byline_last,
            **self.single,
        )


def unmarked(title: str | None) -> str | None:
    """A title without its line marks: `甲 / 乙` is two lines that one space joins, `甲/乙` two lines joined by nothing.

    >>> unmarked("春耕在即 / 农技员/下田")
    '春耕在即 农技员下田'
    """
    return title and title.replace(" / ", " ").replace("/", "")


def parse_document(source: str) -> Document:
    """The page that a document describes."""
    head, _, rest = source.partition("## ")
    body, _, tail = rest.partition("# furniture\n")
    layout = next((line[8:] for line in head.splitlines() if line.startswith("layout: ")), None)
    furniture = [line.partition(": ") for line in tail.splitlines() if line]
    articles = tuple(_parse_article(part) for part in body.split("\n## "))
    return Document(articles, tuple((role, text) for role, _, text in furniture), layout)


def _parse_article(source: str) -> ArticleText:
    first, *lines = source.splitlines()
    draft = _Draft(first.removeprefix("##").strip() or None)
    for line in filter(None, lines):
        name, _, text = line.partition(": ")
        if name in SINGLE:
            draft.single[name] = text
            draft.byline_last = draft.byline_last or (name == "byline" and bool(draft.paragraphs))
        elif name == "caption":
            draft.captions.append(text)
        else:
            draft.paragraphs.append(line)
    return draft.finished()


def article_parts(article: "Article") -> Parts:
    """The parts of a repaired article as plain strings."""

    def text(name: str) -> str | None:
        part = getattr(article, name)
        return None if part is None else str(part)

    return {
        "kicker": text("kicker"),
        "headline": text("headline"),
        "deck": text("deck"),
        "dateline": text("dateline"),
        "byline": text("byline"),
        "paragraphs": [str(part) for part in article.paragraphs],
        "captions": [str(part) for part in article.captions],
        "jump": text("jump"),
    }


def page_parts(page: "Page") -> list[Parts]:
    """The parts of every article of a repaired page."""
    return [article_parts(article) for article in page.articles]


def load(name: str) -> tuple[str, Document]:
    """The dump and the document of a fixture."""
    dump = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")
    return dump, parse_document((FIXTURES / f"{name}.md").read_text(encoding="utf-8"))


@cache
def repaired(name: str) -> "Page":
    """The page that the dump of a fixture makes."""
    from layoutfix import repair

    return repair(load(name)[0])


def names() -> list[str]:
    """The names of all fixtures."""
    return sorted(path.stem for path in FIXTURES.glob("*.md") if path.stem != "README")
