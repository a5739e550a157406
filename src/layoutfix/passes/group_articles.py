"""Gather blocks into articles: the parts of each flow, and whose each credit, caption and jump line is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from ..evidence.briefs import headlines_within
from ..evidence.confidence import confidences
from ..evidence.credits import closing_credit, credit_in, dateline_in, is_note, jump_in, stray_in
from ..evidence.nearest import Nearest
from ..evidence.phrases import phrase_breaks
from ..page import Article, Block, Page, Role
from ..text import Text

NEXT: Final = 4
LAST: Final = 3
"""So many characters of the dump may lie between a credit and the body after it, and between a body and the credit
after it."""
LONGEST_REST: Final = 24
"""So many characters of a body may belong to the credit that its first line broke off."""
_FIELDS: Final = (Role.KICKER, Role.HEADLINE, Role.DECK)
_BODY: Final = frozenset({Role.BODY, Role.SUBHEAD, Role.DATELINE})
_APART: Final = frozenset({Role.BYLINE, Role.CAPTION, Role.JUMP})


@dataclass(slots=True)
class _Draft:
    """An article while its parts are gathered; `first` and `last` are places in the order of blocks."""

    first: int
    last: int
    paragraphs: list[Block] = field(default_factory=list)
    parts: dict[Role, list[Text]] = field(default_factory=dict)
    scores: list[float] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the body begins in the dump."""
        return self.paragraphs[0].text.pieces[0].start

    @property
    def closes(self) -> bool:
        """Whether the body soon closes a parenthesis that it did not open."""
        head = self.paragraphs[0].text.value[:LONGEST_REST]
        return "）" in head and "（" not in head[: head.index("）")]

    def has(self, role: Role) -> bool:
        """Whether there is such a part, though it be a byline that opens the body; of captions there may be more."""
        if role is Role.BYLINE and self.paragraphs and _opening(self.paragraphs[0].text, None, None)[1]:
            return True
        return role in self.parts and role is not Role.CAPTION

    def open_with(self, text: Text) -> None:
        """Put a text before the first words of the body."""
        self.paragraphs[0] = replace(self.paragraphs[0], text=text + self.paragraphs[0].text)


def group_articles(page: Page) -> Page:
    """Articles and furniture in the place of blocks.

    A flow with a title or a body is an article. Credits, captions and jump lines in flows of their own go to the
    article that they stand by. Datelines, bylines and jump lines that open or close a body are taken out of it.
    Each article has the chance that it is right. A page of titles alone stays, as text, as it stands: its own form
    would not be known again (`is_canonical` asks for a paragraph).
    """
    if not page.blocks:
        return page
    found, furniture, scores = gather_articles(list(page.blocks), whole=page.untouched)
    chances = [1.0] * len(found) if page.untouched else confidences(found, scores)
    articles = list(map(_scored, found, chances))
    untouched = page.untouched or all(article.is_titles_alone for article in articles)
    return page.with_(blocks=(), articles=tuple(articles), furniture=tuple(furniture), untouched=untouched)


def gather_articles(
    blocks: list[Block], *, whole: bool = False
) -> tuple[list[Article], list[Block], list[list[float]]]:
    """The articles that blocks make, what is in none, and the scores of the blocks of each article. On a page of whole
    lines a credit below a body stays there."""
    drafts, rest = _drafts(blocks)
    if not whole:
        drafts = [one for draft in drafts for one in _parted(draft)]
    _close_credits(drafts)
    furniture = _place_rest(blocks, rest, drafts)
    articles = [_article(draft, titles, whole=whole) for draft, titles in zip(drafts, _titles(drafts), strict=True)]
    return articles, furniture, [draft.scores for draft in drafts]


def _scored(article: Article, score: float) -> Article:
    return replace(article, score=score)


def _drafts(blocks: list[Block]) -> tuple[list[_Draft], list[int]]:
    """A draft for each flow with a title or a body, and the places of the blocks of all other flows."""
    flows: dict[int, list[int]] = {}
    for at, block in enumerate(blocks):
        flows.setdefault(block.flow, []).append(at)
    drafts: list[_Draft] = []
    rest: list[int] = []
    for places in flows.values():
        if not any(blocks[at].role in _BODY or blocks[at].role.is_title for at in places):
            rest += places
            continue
        draft = _Draft(places[0], places[-1], scores=[blocks[at].score for at in places])
        drafts.append(draft)
        for at in sorted(places, key=lambda at: _is_note(blocks[at])):
            block = blocks[at]
            if block.role in _BODY or _is_note(block):
                draft.paragraphs.append(block)
            elif block.role.is_furniture:
                rest.append(at)
            else:
                draft.parts.setdefault(block.role, []).append(block.text)
    return drafts, rest


def _parted(draft: _Draft) -> Iterator[_Draft]:
    """The draft, and one for each brief that runs on in its body, under its own headline."""
    headline = "".join(text.value for text in draft.parts.get(Role.HEADLINE, ()))
    paragraphs = draft.paragraphs
    places = headlines_within(headline, [block.text.value for block in paragraphs])
    places.append(len(paragraphs))
    draft.paragraphs = paragraphs[: places[0]]
    yield draft
    for at, end in pairwise(places):
        titles = {Role.HEADLINE: [paragraphs[at].text]}
        yield _Draft(draft.first, draft.last, paragraphs[at + 1 : end], titles, draft.scores)


def _is_note(block: Block) -> bool:
    """Whether a block that looks like a credit is a remark that ends a body."""
    return block.role is Role.BYLINE and is_note(block.text.value)


def _close_credits(drafts: list[_Draft]) -> None:
    """Put credits whose parenthesis is still open where it closes: at the head of a body, its own or the nearest."""
    closing = {at for at, draft in enumerate(drafts) if draft.paragraphs and draft.closes}
    nearest = Nearest((drafts[at].start, at) for at in closing)
    for at, draft in enumerate(drafts):
        kept: list[Text] = []
        for text in draft.parts.pop(Role.BYLINE, []):
            own = (at if at in closing else nearest.of(text.pieces[-1].end)) if _is_open(text) else None
            if own is None:
                kept.append(text)
                continue
            drafts[own].open_with(text)
            if not drafts[own].closes:
                closing.remove(own)
                nearest.take_out(own)
        if kept:
            draft.parts[Role.BYLINE] = kept


def _is_open(text: Text) -> bool:
    """Whether a text opens a parenthesis that it does not close."""
    return text.value.count("（") > text.value.count("）")


def _place_rest(blocks: list[Block], rest: list[int], drafts: list[_Draft]) -> list[Block]:
    """Give credits, captions and jump lines to the articles they stand by; what is left is furniture."""
    furniture: list[Block] = []
    neighbours = _Neighbours(drafts)
    for at in rest:
        block = blocks[at]
        if block.role not in _APART or not drafts:
            furniture.append(block)
        elif not neighbours.open_body(block):
            neighbours.take(block, at)
    return furniture


class _Neighbours:
    """Drafts by where their bodies begin and end in the dump, and by their places in the order of blocks."""

    def __init__(self, drafts: list[_Draft]) -> None:
        self.drafts = drafts
        self.starts = {draft.start: draft for draft in reversed(drafts) if draft.paragraphs}
        self.ends = {draft.paragraphs[-1].text.spans[-1].end: at for at, draft in enumerate(drafts) if draft.paragraphs}
        self.free: dict[Role, Nearest] = {}

    def open_body(self, block: Block) -> bool:
        """Put a credit before the body that it opens, if there is one: a line that begins with a dateline, or whose
        parenthesis the next closes."""
        if block.role is not Role.BYLINE or not (_is_open(block.text) or dateline_in(block.text)[0]):
            return False
        end = block.text.pieces[-1].end
        start = next((start for start in range(end, end + NEXT + 1) if start in self.starts), None)
        if start is None:
            return False
        draft = self.starts.pop(start)
        draft.open_with(block.text)
        self.starts[draft.start] = draft
        return True

    def take(self, block: Block, at: int) -> None:
        """Give a block in no flow of an article to the article that it belongs to.

        A credit in parentheses or a jump line that follows the last words of a body in the dump is that body's.
        Otherwise what stands below a headline or above a body goes with it: the nearest place in the order of blocks.
        """
        own = next(own for own in self._owners(block, at) if own is not None)
        if _is_note(block):
            self.drafts[own].paragraphs.append(block)
            return
        self.drafts[own].parts.setdefault(block.role, []).append(block.text)
        if block.role is not Role.CAPTION:
            self._without(block.role).take_out(own)

    def _owners(self, block: Block, at: int) -> Iterator[int | None]:
        if block.role is Role.JUMP or block.text.value[:1] in "（(":
            start = block.text.start
            yield from (self.ends.get(end) for end in range(start, start - LAST - 1, -1))
        yield self._without(block.role).of(at)
        yield self._without(Role.CAPTION).of(at)

    def _without(self, role: Role) -> Nearest:
        """The drafts that have no such part yet."""
        if role not in self.free:
            places = ((place, at) for at, draft in enumerate(self.drafts) for place in {draft.first, draft.last})
            self.free[role] = Nearest(places)
            for at, draft in enumerate(self.drafts):
                if draft.has(role):
                    self.free[role].take_out(at)
        return self.free[role]


def _article(draft: _Draft, titles: dict[Role, Text], *, whole: bool) -> Article:
    """The draft with its lines joined and what opens or closes the body taken out of it."""
    parts = draft.parts
    paragraphs = [block.text for block in draft.paragraphs]
    if Role.BYLINE in parts and Role.DATELINE not in parts:
        dateline, rest = dateline_in(parts[Role.BYLINE][0])
        if dateline is not None:
            parts[Role.DATELINE] = [dateline]
            parts[Role.BYLINE] = [text for text in (rest, *parts[Role.BYLINE][1:]) if text]
    dateline, byline, jump = _only(parts, Role.DATELINE), _spaced(parts, Role.BYLINE), _spaced(parts, Role.JUMP)
    headline = titles.get(Role.HEADLINE)
    if paragraphs and headline:
        stray, paragraphs[0] = stray_in(paragraphs[0])
        headline = headline + stray if stray else headline
    if paragraphs:
        dateline, byline, paragraphs[0] = _opening(paragraphs[0], dateline, byline)
        if jump is None:
            jump, paragraphs[-1] = jump_in(paragraphs[-1])
        if byline is None and len(paragraphs) > 1 and not whole:
            byline, paragraphs[-1] = closing_credit(paragraphs[-1])
    return Article(
        kicker=titles.get(Role.KICKER),
        headline=headline,
        deck=titles.get(Role.DECK),
        dateline=dateline,
        byline=byline,
        paragraphs=tuple(p for p in paragraphs if p),
        captions=tuple(parts.get(Role.CAPTION, ())),
        jump=jump,
    )


def _opening(first: Text, dateline: Text | None, byline: Text | None) -> tuple[Text | None, Text | None, Text]:
    """Dateline, byline and the rest of a body's first paragraph; either may open it, the other after it. What opens it
    is no part of the body, though there be a byline elsewhere."""
    for _ in range(2):
        if dateline is None:
            dateline, first = dateline_in(first)
        credit, first = credit_in(first, after_dateline=dateline is not None and byline is None)
        byline = Text.join([text for text in (byline, credit) if text], " ") if credit else byline
    return dateline, byline, first


def _only(parts: dict[Role, list[Text]], role: Role) -> Text | None:
    return parts[role][0] if parts.get(role) else None


def _spaced(parts: dict[Role, list[Text]], role: Role) -> Text | None:
    return Text.join(parts[role], " ") if parts.get(role) else None


def _titles(drafts: list[_Draft]) -> list[dict[Role, Text]]:
    """The title fields of each draft, each as one text: a phrase that goes on is joined, two are set apart."""
    keys = [(n, role) for n, draft in enumerate(drafts) for role in _FIELDS if role in draft.parts]
    lines = [drafts[n].parts[role] for n, role in keys]
    titles: list[dict[Role, Text]] = [{} for _ in drafts]
    for (n, role), texts, apart in zip(keys, lines, phrase_breaks([[t.value for t in x] for x in lines]), strict=True):
        separators = ["", *(" " if space else "" for space in apart)]
        titles[n][role] = Text.join_by(zip(separators, texts, strict=True))
    return titles
