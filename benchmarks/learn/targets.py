"""What a page's networks should say: the role of each line, its bounds, and the line that follows it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from layoutfix.evidence.roles import BOUNDS, ROLES
from layoutfix.evidence.sheet import Ints
from layoutfix.evidence.weights import Floats

from .gold import GoldArticle, bare
from .labels import Label

UNKNOWN: Final = -1
PARAGRAPH_FIRST, PARAGRAPH_LAST, ARTICLE_FIRST, ARTICLE_LAST = range(len(BOUNDS))
LONGEST_SUBHEAD: Final = 30
_SENTENCE_END: Final = '。！？”…；）.!?"'
_MISREAD_FURNITURE: Final = re.compile(r"责编|校对|日报|晚报|星期|第\d+版")


@dataclass(frozen=True, slots=True)
class Targets:
    """One entry a line: the index of its role in `ROLES` (`UNKNOWN`: cannot be told), 0 or 1 for each of `BOUNDS`, the
    line that continues it (-1: none), the article whose body it is in (-1: none)."""

    role: Ints
    bounds: Floats
    following: Ints
    article: Ints


def targets_of(
    texts: Sequence[str], labels: Sequence[Label | None], articles: list[GoldArticle], *, misread: bool
) -> Targets:
    """The targets of the lines of a page; what OCR misread beyond recognition is unknown."""
    count = len(labels)
    role = np.full(count, UNKNOWN)
    bounds = np.zeros((count, len(BOUNDS)), dtype=np.float32)
    bodies: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for line, label in enumerate(labels):
        if label is None:
            if not misread or _MISREAD_FURNITURE.search(texts[line]):
                role[line] = ROLES.index("furniture")
            continue
        name = _role(label, articles)
        role[line] = ROLES.index(name)
        if name in ("body", "subhead"):
            bodies[label.first.article].append((*_place(label), line))
            bounds[line, :ARTICLE_FIRST] = _paragraph_bounds(label, articles, slack=3 if misread else 1)
    following, article = np.full(count, -1), np.full(count, -1)
    for number, places in bodies.items():
        lines = [line for _, _, line in sorted(places)]
        following[lines[:-1]] = lines[1:]
        article[lines] = number
        bounds[lines[0], ARTICLE_FIRST] = bounds[lines[-1], ARTICLE_LAST] = 1
    return Targets(role, bounds, following, article)


def _role(label: Label, articles: list[GoldArticle]) -> str:
    """The role of a line: a credit that goes on in a body is body; a dateline by itself counts as a byline."""
    first, last = label
    part = first.part
    if part in ("byline", "dateline"):
        part = "body" if last.part == "body" else "byline"
    if part == "body" and first.paragraph == last.paragraph:
        paragraphs = articles[first.article]["paragraphs"]
        text = bare(paragraphs[first.paragraph])
        if len(text) <= LONGEST_SUBHEAD and text[-1] not in _SENTENCE_END and len(paragraphs) > 1:
            return "subhead"
    return part


def _place(label: Label) -> tuple[int, int]:
    """Where a line stands in its body: the paragraph, and the place in it; a credit stands before all of it."""
    first, last = label
    return (first.paragraph, first.offset) if first.part == "body" else (last.paragraph, first.offset - 1000)


def _paragraph_bounds(label: Label, articles: list[GoldArticle], slack: int) -> tuple[bool, bool]:
    """Whether a line is the first and the last of its paragraph, to within `slack` characters."""
    first, last = label
    opens = first.part != "body" or first.offset < slack
    if last.part != "body":
        return opens, True
    return opens, last.offset >= len(bare(articles[last.article]["paragraphs"][last.paragraph])) - slack
