"""What a page's networks should say: the role of each line, its bounds, and the line that follows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from layoutfix.evidence.roles import BODY, BOUNDS, FURNITURE, ROLES
from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.weights import Floats

from .gold import GoldArticle, bare
from .labels import Label

UNKNOWN: Final = -1
PARAGRAPH_FIRST, PARAGRAPH_LAST, ARTICLE_FIRST, ARTICLE_LAST = range(len(BOUNDS))
LONGEST_SUBHEAD: Final = 30
PIECE: Final = 4
_CREDITS: Final = ("dateline", "byline")
_TITLE_RANK: Final = {"kicker": 0.0, "headline": 1.0, "deck": 2.0}
_SENTENCE_END: Final = '。！？”…；）.!?"'
_MISREAD_FURNITURE: Final = re.compile(r"责编|校对|日报|晚报|星期|第\d+版")


@dataclass(frozen=True, slots=True)
class Targets:
    """One entry a line: the index of its role in `ROLES` (`UNKNOWN`: cannot be told), 0 or 1 for each of `BOUNDS`, the
    line that follows it in its article (-1: none), the article that it is in (-1: none)."""

    role: Ints
    bounds: Floats
    following: Ints
    article: Ints


def targets_of(
    texts: Sequence[str], labels: Sequence[Label | None], articles: list[GoldArticle], *, misread: bool
) -> Targets:
    """The targets of the lines of a page; what OCR misread beyond recognition, or what holds a piece of an article with
    something else, is unknown."""
    count = len(labels)
    role = np.full(count, UNKNOWN)
    bounds = np.zeros((count, len(BOUNDS)), dtype=np.float32)
    following, article = np.full(count, -1), np.full(count, -1)
    known = {text[at : at + PIECE] for entry in articles for text in _texts(entry) for at in range(len(text))}
    run_in = _run_in(labels)
    for line, label in enumerate(labels):
        if label is not None:
            article[line] = label.first.article
            role[line] = ROLES.index(_role(label, articles, run_in))
            bounds[line, :ARTICLE_FIRST] = _part_bounds(label, articles, run_in, slack=3 if misread else 1)
        elif _MISREAD_FURNITURE.search(texts[line]) or not (misread or _holds(texts[line], known)):
            role[line] = FURNITURE
    for number, entry in enumerate(articles):
        lines = _reading_order(np.flatnonzero(article == number).tolist(), labels, role, entry["jump"] or "")
        following[lines[:-1]] = lines[1:]
        body = [line for line in lines if role[line] in BODY]
        if body:
            bounds[body[0], ARTICLE_FIRST] = bounds[body[-1], ARTICLE_LAST] = 1
    _tie_captions(following, labels, role)
    return Targets(role, bounds, following, article)


def _texts(article: GoldArticle) -> list[str]:
    """All parts of an article, bare."""
    parts = [article[part] for part in ("kicker", "headline", "deck", "byline", "dateline", "jump")]
    return [bare(text) for text in (*parts, *article["paragraphs"], *article["captions"]) if text]


def _holds(text: str, known: set[str]) -> bool:
    """Whether a good part of a text stands in an article."""
    pieces = [text[at : at + PIECE] for at in range(0, len(text) - PIECE + 1, PIECE)]
    return bool(pieces) and sum(piece in known for piece in pieces) > len(pieces) / 3


def _reading_order(lines: list[int], labels: Sequence[Label | None], role: Ints, jump: str) -> list[int]:
    """The lines of an article in the order of its flow: credit, kicker, headline, deck, body, jump line. A credit comes
    first wherever it stands about the titles, so that it never comes between them and the body; one that stands at the
    end of the body follows it, and so does a jump line but for `上接`."""
    name = {line: ROLES[role[line]] for line in lines}
    body = [line for line in lines if role[line] in BODY]
    body.sort(key=lambda line: _place(_known(labels[line])))
    titles = [line for line in lines if name[line] in _TITLE_RANK]

    def rank(line: int) -> tuple[float, tuple[int, int]]:
        label = _known(labels[line])
        if line in in_body:
            return 4, _place(label)
        if name[line] in _TITLE_RANK:
            return _TITLE_RANK[name[line]], (0, label.first.offset)
        if name[line] == "jump":
            return -2.0 if "上接" in jump else 6.0, (0, label.first.offset)
        near = min((abs(line - other) for other in (*titles, *body[:1])), default=0)
        late = bool(body) and abs(line - body[-1]) < near
        return 5.0 if late else -1.0, (0, label.first.offset)

    in_body = set(body)
    return sorted((line for line in lines if name[line] != "caption"), key=rank)


def _known(label: Label | None) -> Label:
    assert label is not None
    return label


def _tie_captions(following: Ints, labels: Sequence[Label | None], role: Ints) -> None:
    """Each line of a caption with the one that goes on from it."""
    lines = [line for line in range(len(role)) if role[line] == ROLES.index("caption")]
    for a in lines:
        after = [b for b in lines if b != a and _known(labels[a]).leads_to(_known(labels[b]))]
        following[a] = min(after, key=lambda b: abs(b - a), default=-1)


def _run_in(labels: Sequence[Label | None]) -> set[tuple[int, str]]:
    """The articles, and the credits of each, that go on in the first line of the body; with a byline so does the
    dateline before it."""
    own = {
        (first.article, first.part)
        for first, last in filter(None, labels)
        if first.part in _CREDITS and last.part == "body"
    }
    return own | {(article, "dateline") for article, part in own if part == "byline"}


def _role(label: Label, articles: list[GoldArticle], run_in: set[tuple[int, str]]) -> str:
    """The role of a line: a credit that goes on in a body is body; a dateline by itself counts as a byline."""
    first, last = label
    part = first.part
    if part in _CREDITS:
        part = "body" if last.part == "body" or (last.article, last.part) in run_in else "byline"
    if part == "body" and first.paragraph == last.paragraph:
        paragraphs = articles[first.article]["paragraphs"]
        text = bare(paragraphs[first.paragraph])
        if len(text) <= LONGEST_SUBHEAD and text[-1] not in _SENTENCE_END and len(paragraphs) > 1:
            return "subhead"
    return part


def _place(label: Label) -> tuple[int, int]:
    """Where a line stands in its body: the paragraph, and the place in it; a credit stands before all of it."""
    first, last = label
    if first.part == "body":
        return first.paragraph, first.offset
    return last.paragraph, first.offset - 1000 * (2 - _CREDITS.index(first.part))


def _part_bounds(
    label: Label, articles: list[GoldArticle], run_in: set[tuple[int, str]], slack: int
) -> tuple[bool, bool]:
    """Whether a line is the first and the last of its paragraph or its title, to within `slack` characters."""
    first, last = label
    article = articles[last.article]
    opens = first.offset < slack
    if (first.article, first.part) in run_in:
        opens = opens and not (first.part == "byline" and article["dateline"])
    if last.part == "caption" or (last.article, last.part) in run_in:
        return opens, False
    text = article["paragraphs"][last.paragraph] if last.part == "body" else article[last.part]
    return opens, last.offset >= len(bare(text)) - slack
