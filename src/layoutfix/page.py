"""The model: what a line, a block, an article and a page are. Everything here is frozen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from .text import Span, Text


class Role(StrEnum):
    """What a line or a block is on the page."""

    BODY = "body"
    SUBHEAD = "subhead"
    HEADLINE = "headline"
    KICKER = "kicker"
    DECK = "deck"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    JUMP = "jump"
    MASTHEAD = "masthead"
    FOLIO = "folio"
    SECTION = "section"
    CREDITS = "credits"
    RULE = "rule"

    @property
    def is_title(self) -> bool:
        """True for the lines of a headline group."""
        return self in TITLES

    @property
    def is_furniture(self) -> bool:
        """True for what stands on the page and in no article."""
        return self in FURNITURE


TITLES = frozenset({Role.HEADLINE, Role.KICKER, Role.DECK})
FURNITURE = frozenset({Role.MASTHEAD, Role.FOLIO, Role.SECTION, Role.CREDITS, Role.RULE})


class Seam(StrEnum):
    """How a line meets the line that stands after it."""

    JOIN = ""
    SPACE = " "
    BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of the page, or the piece of it that one column holds.

    `row` is the number of its line in the dump, from 0; `column` the cell (character) of that row where it begins;
    `indent` the white space before it within its column, in em (full-width 1, half-width 0.5); `blank` the number of
    blank lines before it. `seam` says how it meets the line after it once lines are in reading order, with its
    score in [0, 1], 0 until then; `role` is what it is, `chances` how likely each of `evidence.roles.ROLES` and
    `BOUNDS` is.
    """

    text: Text
    row: int = 0
    column: int = 0
    indent: float = 0.0
    blank: int = 0
    role: Role | None = None
    chances: tuple[float, ...] = ()
    seam: Seam | None = None
    seam_score: float = 0.0

    def tagged(self, role: Role, chances: tuple[float, ...]) -> "Line":
        """The line with its role; written out, since this is done for every line of every page."""
        return Line(
            self.text, self.row, self.column, self.indent, self.blank, role, chances, self.seam, self.seam_score
        )

    def tied(self, seam: Seam | None, score: float) -> "Line":
        """The line with its seam to the next; written out likewise."""
        return Line(self.text, self.row, self.column, self.indent, self.blank, self.role, self.chances, seam, score)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that make one text: a paragraph, a line of a title, a piece of furniture. `score` in [0, 1].

    Blocks with the same `flow` follow each other in one article; a caption or a piece of furniture has its own.
    `lines` were joined to make it.
    """

    role: Role
    text: Text
    score: float = 1.0
    flow: int = 0
    lines: int = 1


class Link(NamedTuple):
    """Another article of the same dump: the number of its page there, from 1, and its place among the page's articles,
    from 0."""

    page: int
    article: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its parts, each as printed; None where the page has none.

    `score` is the chance in [0, 1] that headline and body are right, `doubtful` that it was
    found too low; `continues` and `continued_from` are the articles
    on other pages that its jump line leads to, and that lead to it.
    """

    kicker: Text | None = None
    headline: Text | None = None
    deck: Text | None = None
    dateline: Text | None = None
    byline: Text | None = None
    paragraphs: tuple[Text, ...] = ()
    captions: tuple[Text, ...] = ()
    jump: Text | None = None
    score: float = 1.0
    doubtful: bool = False
    continues: Link | None = None
    continued_from: Link | None = None

    @property
    def is_titles_alone(self) -> bool:
        """True where nothing was found that its titles stand over: no paragraph, caption or jump line."""
        return not (self.paragraphs or self.captions) and self.jump is None

    def texts(self) -> Iterator[Text]:
        """All parts, in the order in which they are printed here."""
        for part in (self.kicker, self.headline, self.deck, self.dateline, self.byline):
            if part is not None:
                yield part
        yield from self.paragraphs
        yield from self.captions
        if self.jump is not None:
            yield self.jump


class Decision(NamedTuple):
    """One thing that a pass did, why, and where: spans of the dump; `score` in [0, 1]."""

    step: str
    action: str
    spans: tuple[Span, ...]
    reason: str
    score: float = 1.0


LIMIT = "limit"
"""The action of a decision that says where a page was too large for what is done with smaller ones."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page between two passes. Passes take one and give another; `dump` never changes.

    `lines` hold the page until its lines are joined, `blocks` from then on, `articles` and `furniture` at the end.
    `untouched` says that lines need not be moved or joined: as text they stand as in the dump. `end` is what ends the
    last page of a dump after `dump`, U+000C and white space, where there is such; empty for every other page.
    """

    dump: str
    number: int = 1
    lines: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    articles: tuple[Article, ...] = ()
    furniture: tuple[Block, ...] = ()
    decisions: tuple[Decision, ...] = ()
    untouched: bool = False
    end: str = ""

    def with_(self, **changes: object) -> "Page":
        """A copy with these fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def texts(self) -> Iterator[Text]:
        """Every text of the page as far as the passes have come: each source character stands in one of them."""
        for line in self.lines:
            yield line.text
        for block in self.blocks:
            yield block.text
        for article in self.articles:
            yield from article.texts()
        for block in self.furniture:
            yield block.text


def with_offsets(pages: Iterable[Page]) -> Iterator[tuple[Page, int]]:
    """Each page, and where its dump begins in that of all of them, which U+000C divides.

    >>> [offset for _, offset in with_offsets([Page("标题"), Page(""), Page("正文")])]
    [0, 3, 4]
    """
    offset = 0
    for page in pages:
        yield page, offset
        offset += len(page.dump) + len("\f")
