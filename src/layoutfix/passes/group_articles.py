"""Gather blocks into articles: which bodies there are, whose each headline, credit and caption is."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from ..evidence.credits import credit_in, dateline_in, jump_in
from ..evidence.pairing import Side, pair_titles
from ..evidence.phrases import phrase_breaks
from ..evidence.roles import BOUNDS, ROLES
from ..evidence.titles import Run, TitleGroup, parse_runs
from ..page import Article, Block, Decision, Page, Role, Text

MAYBE_TITLE: Final = 0.3
NEXT: Final = 4
_FIELDS: Final = (Role.KICKER, Role.HEADLINE, Role.DECK)
_BODY: Final = frozenset({Role.BODY, Role.SUBHEAD, Role.DATELINE})
_HEADLINE: Final = ROLES.index("headline")
_TITLE_LIKE: Final = [ROLES.index(role) for role in ("headline", "kicker", "deck", "subhead")]
_ARTICLE_FIRST: Final = len(ROLES) + BOUNDS.index("article first")


@dataclass(slots=True)
class _Draft:
    """An article while its parts are gathered; `first` and `last` are places in the order of blocks."""

    first: int
    last: int
    paragraphs: list[Block] = field(default_factory=list)
    parts: dict[Role, list[Text]] = field(default_factory=dict)
    score: float = 1.0


def group_articles(page: Page) -> Page:
    """Articles and furniture in the place of blocks.

    Bodies are the flows of text. Runs of title lines are parsed into headline groups, and the groups are given to
    bodies all at once, by what they say and by the habit of the page: headlines before their bodies, after them, or
    all at the end. Datelines, bylines and jump lines that open or close a body are taken out of it. Articles stand in
    the order in which their bodies begin in the dump.
    """
    blocks = list(page.blocks)
    if not blocks:
        return page
    groups, blocks = (_plain_groups(blocks), blocks) if page.untouched else _headline_groups(blocks)
    in_group = {i for group in groups for _, members in group.fields for i in members}
    drafts = _bodies(blocks, in_group)
    decisions = list(page.decisions)
    sides = [_group_side(blocks, group) for group in groups]
    pairs = pair_titles(sides, [_body_side(draft) for draft in drafts])
    for group, side, (body, sure) in zip(groups, sides, pairs, strict=True):
        owner = drafts[body] if body >= 0 else _Draft(side.first, side.last)
        if body < 0:
            drafts.append(owner)
        owner.score = min(owner.score, sure if body >= 0 else 0.0)
        for role, members in group.fields:
            owner.parts.setdefault(role, []).extend(blocks[i].text for i in members)
        spans = tuple(s for _, members in group.fields for i in members for s in blocks[i].text.spans)
        reason = "words shared, place, the habit of the page"
        decisions.append(Decision("group-articles", "headline", spans, reason, sure))
    furniture = _place_rest(blocks, drafts)
    articles = sorted(map(_article, drafts, _titles(drafts)), key=_begins)
    return page.with_(blocks=(), articles=tuple(articles), furniture=tuple(furniture), decisions=tuple(decisions))


def _title_lines(blocks: list[Block]) -> set[int]:
    """The places of lines that may be part of a title: those that look it, and single lines that might, even where they
    are tied to a body."""
    return {
        at
        for at, block in enumerate(blocks)
        if block.role.is_title or (block.role in _BODY and block.lines == 1 and _title_chance(block) > MAYBE_TITLE)
    }


def _title_chance(block: Block) -> float:
    """How likely a line is a title or what most looks like one, a subhead; 0 for a line that ends a sentence."""
    if not block.chances or block.text.value.endswith(("。", "，", "；")):
        return 0.0
    return sum(block.chances[i] for i in _TITLE_LIKE)


def _plain_groups(blocks: list[Block]) -> list[TitleGroup]:
    """The title lines of a page of whole lines, whose roles are known: those that stand together are one group."""
    groups: list[TitleGroup] = []
    for run in _title_runs(blocks, {at for at, block in enumerate(blocks) if block.role.is_title}):
        roles = {blocks[i].role for i in run}
        named = Role.HEADLINE if Role.HEADLINE not in roles else None
        groups.append(TitleGroup(tuple((named or blocks[i].role, (i,)) for i in run)))
    return groups


def _headline_groups(blocks: list[Block]) -> tuple[list[TitleGroup], list[Block]]:
    """The headline groups of the page, and its blocks with roles to match: a line of a group ends the flow that it was
    tied into, a line that proves to be no title is a subhead where it stands."""
    titles = _title_lines(blocks)
    places = _title_runs(blocks, titles)
    runs = _runs(blocks, places)
    found: list[TitleGroup] = []
    members: set[int] = set()
    parsed = parse_runs(runs, len(_bodies(blocks, titles)))
    for place, (groups, _) in zip(places, parsed, strict=True):
        for group in groups:
            fields = tuple((role, tuple(place[i] for i in lines)) for role, lines in group.fields)
            found.append(TitleGroup(fields))
            members |= {i for _, lines in fields for i in lines}
    return found, _retied(blocks, titles, members)


def _runs(blocks: list[Block], places: list[list[int]]) -> list[Run]:
    """The blocks at these places as runs, with what stands about each of them."""
    padded = [None, *blocks, None]
    return [
        Run(
            [blocks[i] for i in run],
            [b - a - 1 for a, b in pairwise(run)],
            [padded[i] for i in run],
            [padded[i + 2] for i in run],
        )
        for run in places
    ]


def _retied(blocks: list[Block], titles: set[int], members: set[int]) -> list[Block]:
    """Blocks with flows cut at the lines of headline groups, and stray lines made part of the body before them."""
    out: list[Block] = []
    fresh = max((block.flow for block in blocks), default=0) + 1
    renamed: dict[int, int] = {}
    sizes = Counter(block.flow for block in blocks)
    last_body: int | None = None
    for at, block in enumerate(blocks):
        flow = renamed.get(block.flow, block.flow)
        if at in members:
            if sizes[block.flow] > 1:
                renamed[block.flow] = fresh + at
        elif at in titles and block.role.is_title and last_body is not None:
            block, flow = replace(block, role=Role.SUBHEAD), last_body
        elif at in titles:
            block = replace(block, role=Role.SUBHEAD)
        if block.role in _BODY and at not in members:
            last_body = flow
        out.append(replace(block, flow=flow))
    return out


def _bodies(blocks: list[Block], titles: set[int]) -> list[_Draft]:
    """A draft for each flow of body blocks that are not among the titles."""
    drafts: dict[int, _Draft] = {}
    for at, block in enumerate(blocks):
        if block.role in _BODY and at not in titles:
            draft = drafts.setdefault(block.flow, _Draft(at, at))
            draft.last = at
            draft.paragraphs.append(block)
            draft.score = min(draft.score, block.score)
    return list(drafts.values())


def _title_runs(blocks: list[Block], titles: set[int]) -> list[list[int]]:
    """The places of title lines that no body stands between."""
    runs: list[list[int]] = [[]]
    for at, block in enumerate(blocks):
        if at in titles:
            runs[-1].append(at)
        elif block.role in _BODY and runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _group_side(blocks: list[Block], group: TitleGroup) -> Side:
    places = [i for _, members in group.fields for i in members]
    text = "".join("".join(blocks[i].text.value.split()) for i in places)
    chance = max(blocks[i].chances[_HEADLINE] if blocks[i].chances else 0.5 for i in places)
    return Side(text, min(places), max(places), chance)


def _body_side(draft: _Draft) -> Side:
    text = "".join("".join(block.text.value.split()) for block in draft.paragraphs)
    chances = draft.paragraphs[0].chances
    return Side(text, draft.first, draft.last, chances[_ARTICLE_FIRST] if chances else 0.5)


def _place_rest(blocks: list[Block], drafts: list[_Draft]) -> list[Block]:
    """Give credits, captions and jump lines to the articles they stand by; what is left is furniture."""
    furniture: list[Block] = []
    before: Block | None = None
    for at, block in enumerate(blocks):
        if block.role.is_furniture or (not drafts and not block.role.is_title):
            furniture.append(block)
        elif block.role in (Role.BYLINE, Role.CAPTION, Role.JUMP):
            body = _goes_on_in(drafts, block)
            if body is not None:
                body.paragraphs[0] = replace(body.paragraphs[0], text=block.text + body.paragraphs[0].text)
            else:
                texts = _nearest(drafts, block, at).parts.setdefault(block.role, [])
                if block.role is Role.CAPTION and texts and before is not None and _is_cut(before, texts[-1]):
                    texts[-1] += block.text
                    block = replace(block, text=texts[-1])
                else:
                    texts.append(block.text)
        before = block
    return furniture


def _is_cut(before: Block, caption: Text) -> bool:
    """Whether the caption just read stops in the middle of a sentence or of its credit."""
    return before.text is caption and not caption.value.endswith(("。", "摄", "攝", "图", "圖", "）", ")", "提供"))


def _goes_on_in(drafts: list[_Draft], block: Block) -> _Draft | None:
    """The draft whose body a credit opens: a line that begins with a dateline, or whose parenthesis the next closes."""
    value = block.text.value
    is_open = value.count("（") > value.count("）")
    if block.role is not Role.BYLINE or not (is_open or dateline_in(block.text)[0]):
        return None
    after = [draft for draft in drafts if draft.paragraphs and 0 <= _distance(block, draft) <= NEXT]
    return min(after, key=lambda draft: _distance(block, draft)) if after else None


def _distance(block: Block, draft: _Draft) -> int:
    """Characters of the dump between the end of a block and the beginning of a body."""
    return draft.paragraphs[0].text.pieces[0].start - block.text.pieces[-1].end


def _nearest(drafts: list[_Draft], block: Block, at: int) -> _Draft:
    """The article that a block in no body belongs to.

    A credit in parentheses or a jump line that follows the last words of a body in the dump is that body's. Otherwise
    what stands below a headline or above a body goes with it: the nearest place in the order of blocks.
    """
    start = block.text.start
    closes = block.role is Role.JUMP or block.text.value[:1] in "（("
    if closes:
        ends = [(d.paragraphs[-1].text.spans[-1].end, d) for d in drafts if d.paragraphs]
        before = [(end, d) for end, d in ends if 0 <= start - end <= 3]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
    free = [d for d in drafts if block.role is Role.CAPTION or block.role not in d.parts] or drafts
    return min(free, key=lambda d: min(abs(d.first - at), abs(d.last - at)))


def _begins(article: Article) -> int:
    body = article.paragraphs or tuple(article.texts())
    return body[0].start if body else 0


def _article(draft: _Draft, titles: dict[Role, Text]) -> Article:
    """The draft with its lines joined and what opens or closes the body taken out of it."""
    parts = draft.parts
    paragraphs = [block.text for block in draft.paragraphs]
    if Role.BYLINE in parts and Role.DATELINE not in parts:
        dateline, rest = dateline_in(parts[Role.BYLINE][0])
        if dateline is not None:
            parts[Role.DATELINE] = [dateline]
            parts[Role.BYLINE] = [text for text in (rest, *parts[Role.BYLINE][1:]) if text]
    dateline, byline, jump = _only(parts, Role.DATELINE), _spaced(parts, Role.BYLINE), _spaced(parts, Role.JUMP)
    if paragraphs:
        dateline, byline, paragraphs[0] = _opening(paragraphs[0], dateline, byline)
        if jump is None:
            jump, paragraphs[-1] = jump_in(paragraphs[-1])
    return Article(
        kicker=titles.get(Role.KICKER),
        headline=titles.get(Role.HEADLINE),
        deck=titles.get(Role.DECK),
        dateline=dateline,
        byline=byline,
        paragraphs=tuple(p for p in paragraphs if p),
        captions=tuple(parts.get(Role.CAPTION, ())),
        jump=jump,
        score=draft.score,
    )


def _opening(first: Text, dateline: Text | None, byline: Text | None) -> tuple[Text | None, Text | None, Text]:
    """Dateline, byline and the rest of a body's first paragraph; either may open it, the other after it."""
    for _ in range(2):
        if dateline is None:
            dateline, first = dateline_in(first)
        if byline is None:
            byline, first = credit_in(first, after_dateline=dateline is not None)
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
        title = texts[0]
        for text, space in zip(texts[1:], apart, strict=True):
            title = Text.join([title, text], " " if space else "")
        titles[n][role] = title
    return titles
