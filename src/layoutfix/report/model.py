"""What a report shows, as plain data: the articles of a page cut into runs, each with its place in the dump and why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from ..io.page_language import page_language
from ..page import Article, Decision, Link, Page
from ..text import Piece, Span, Text, row_starts

LINE: Final = "line"
"""The role of a line that no pass gave one."""
_HEAD: Final = ("kicker", "headline", "deck", "dateline", "byline")


class Segment(NamedTuple):
    """What the dump has and what stands for it: one is empty where something was put in or taken out."""

    source: str
    text: str


class Joint(NamedTuple):
    """How a run follows the one before it in its part, with `text` between them.

    It is a hop where the run stands neither right after that one in the dump nor on the line below it; `score` in
    [0, 1] is that of the decision to hop, 1 where there was none to take.
    """

    text: str
    is_hop: bool
    score: float


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a part that stand side by side in the dump, mostly one printed line.

    `number` is its place among the runs of the page, in the order of the articles, from 0; `span` its stretch of the
    dump; `row` the line of the dump that it begins on, from 1; `joint` is None for the first of a part; `decisions`
    are the places among the page's decisions of those about it.
    """

    number: int
    span: Span
    row: int
    segments: tuple[Segment, ...]
    joint: Joint | None
    decisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article, or what stands in none; `number` is its place on the page, from 0."""

    number: int
    role: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An article of a report; `number` is its place on the page, from 1. A person should look at it where
    `is_doubtful`."""

    number: int
    score: float
    is_doubtful: bool
    parts: tuple[Part, ...]
    continues: Link | None = None
    continued_from: Link | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A decision, with the lines of the dump that it is about, from 1."""

    step: str
    action: str
    reason: str
    score: float
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a report. `language` is its tag (BCP 47), `rest` what stands in no article: furniture, and what passes
    left in lines or blocks."""

    number: int
    dump: str
    language: str
    stories: tuple[Story, ...]
    rest: tuple[Part, ...]
    reasons: tuple[Reason, ...]

    def runs(self) -> Iterator[tuple[Story | None, Part, Run]]:
        """All runs in the order of the articles, each with where it stands."""
        for story in self.stories:
            yield from ((story, part, run) for part in story.parts for run in part.runs)
        yield from ((None, part, run) for part in self.rest for run in part.runs)


def leaf_of(page: Page, least: float) -> Leaf:
    """The page as a report shows it; articles whose score in [0, 1] is below `least` are doubtful.

    >>> dump = "湖边栈\\n道完工"
    >>> page = Page(dump, articles=(Article(headline=Text.of(dump, 0, 3) + Text.of(dump, 4, 7)),))
    >>> [(run.row, run.segments, run.joint) for _, _, run in leaf_of(page, 0.9).runs()]
    ... # doctest: +NORMALIZE_WHITESPACE
    [(1, (Segment(source='湖边栈', text='湖边栈'),), None),
     (2, (Segment(source='道完工', text='道完工'),), Joint(text='', is_hop=False, score=1.0))]
    """
    loose = [(str(line.role or LINE), line.text) for line in page.lines]
    loose += [(str(block.role), block.text) for block in (*page.blocks, *page.furniture)]
    starts = row_starts(page.dump)
    parts = _parts(page, [*(named for article in page.articles for named in _texts(article)), *loose], starts)
    stories = tuple(_story(number, article, least, parts) for number, article in enumerate(page.articles, 1))
    reasons = tuple(_reason(decision, starts) for decision in page.decisions)
    return Leaf(page.number, page.dump, page_language(page), stories, tuple(parts), reasons)


def _texts(article: Article) -> Iterator[tuple[str, Text]]:
    """The parts of an article with their roles, in the order of `Article.texts`."""
    for role in _HEAD:
        part = getattr(article, role)
        if part is not None:
            yield role, part
    yield from (("paragraph", text) for text in article.paragraphs)
    yield from (("caption", text) for text in article.captions)
    if article.jump is not None:
        yield "jump", article.jump


def _story(number: int, article: Article, least: float, parts: Iterator[Part]) -> Story:
    """The article with its parts, which come next."""
    own = tuple(next(parts) for _ in article.texts())
    doubtful = article.doubtful or article.score < least
    return Story(number, article.score, doubtful, own, article.continues, article.continued_from)


def _reason(decision: Decision, starts: Sequence[int]) -> Reason:
    rows = dict.fromkeys(bisect_right(starts, span.start) for span in decision.spans)
    return Reason(decision.step, decision.action, decision.reason, decision.score, tuple(rows))


def _parts(page: Page, texts: Sequence[tuple[str, Text]], starts: Sequence[int]) -> Iterator[Part]:
    """The texts cut at every place where the dump does not go on as they do."""
    cuts = [list(_cuts(text.pieces)) for _, text in texts]
    spans = [cut.span for own in cuts for cut in own]
    decisions = iter(_decisions_about(spans, page.decisions))
    hops = {one.spans[-1].start: one.score for one in page.decisions if one.action == "hop"}
    subheads = {at for at, one in enumerate(page.decisions) if (one.step, one.action) == ("tag-roles", "subhead")}
    count = 0
    for number, ((role, _), own) in enumerate(zip(texts, cuts, strict=True)):
        runs: list[Run] = []
        for cut in own:
            row = bisect_right(starts, cut.span.start)
            joint = _joint(page.dump, runs[-1], cut, row, hops) if runs else None
            segments = tuple(segment for piece in cut.pieces for segment in _segments(page.dump, piece))
            runs.append(Run(count, cut.span, row, segments, joint, next(decisions)))
            count += 1
        is_subhead = role == "paragraph" and bool(runs) and all(subheads.intersection(run.decisions) for run in runs)
        yield Part(number, "subhead" if is_subhead else role, tuple(runs))


class _Cut(NamedTuple):
    """Pieces that stand side by side in the dump, and what was put in before them."""

    before: str
    pieces: list[Piece]

    @property
    def span(self) -> Span:
        """The stretch of the dump that they stand for; empty where all of them were put in."""
        own = [piece for piece in self.pieces if piece.start < piece.end] or self.pieces
        return Span(own[0].start, own[-1].end)


def _cuts(pieces: Iterable[Piece]) -> Iterator[_Cut]:
    cut = _Cut("", [])
    end = -1
    put_in: list[Piece] = []
    for piece in pieces:
        if piece.start == piece.end:
            put_in.append(piece)
            continue
        if end in (-1, piece.start):
            cut.pieces.extend((*put_in, piece))
        else:
            yield cut
            cut = _Cut("".join(one.text for one in put_in), [piece])
        end = piece.end
        put_in = []
    cut.pieces.extend(put_in)
    if cut.pieces:
        yield cut


def _joint(dump: str, before: Run, cut: _Cut, row: int, hops: dict[int, float]) -> Joint:
    start, end = cut.span.start, before.span.end
    is_next = end <= start and (row == before.row + 1 or not dump[end:start].strip())
    return Joint(cut.before, not is_next, 1.0 if is_next else hops.get(start, 1.0))


def _segments(dump: str, piece: Piece) -> Iterator[Segment]:
    """A piece, divided where it begins or ceases to hold what the dump holds."""
    source = dump[piece.start : piece.end]
    if source == piece.text or not piece.aligned:
        yield Segment(source, piece.text)
        return
    for _, own in groupby(zip(source, piece.text, strict=True), key=lambda pair: pair[0] == pair[1]):
        before, after = zip(*own, strict=True)
        yield Segment("".join(before), "".join(after))


def _decisions_about(spans: Sequence[Span], decisions: Iterable[Decision]) -> list[tuple[int, ...]]:
    """For each of the spans, which lie apart, the places of the decisions about any character of it."""
    order = sorted(range(len(spans)), key=spans.__getitem__)
    starts = [spans[at].start for at in order]
    ends = [spans[at].end for at in order]
    found: list[dict[int, None]] = [{} for _ in spans]
    for number, decision in enumerate(decisions):
        for start, end in decision.spans:
            for at in order[bisect_right(ends, start) : bisect_left(starts, end)]:
                found[at][number] = None
    return [tuple(numbers) for numbers in found]
