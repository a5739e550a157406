"""Articles of the corpus with their parts told apart, as a page may print them."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from numpy.random import Generator
from opencc import OpenCC

from ..learn.corpus import endings, printed_endings
from ..learn.extractors import MOST_MISREAD
from ..learn.furniture import invent_name, one

MOST_CHARACTERS: Final = 2200
"""A longer body is cut at the end of a paragraph."""
MOST_OF_BRIEF: Final = 400
REPORTS: Final = (
    "工作日报", "日报", "周报", "月报", "工作简报", "工作快报", "情况通报", "进展通报", "工作专报", "工作公报",
)  # fmt: skip
"""What a report of a service calls itself. Only furniture ends so otherwise: the names of papers."""
LONGEST_KICKER: Final = 10
"""Of those that say what kind of article follows, rather than part of what it says."""
LEAST_CHARACTERS: Final = 60
LONGEST_HEADLINE: Final = 60
_BROADCAST: Final = re.compile(r"^央视网消息（[^）]*）：")
_DATELINE: Final = re.compile(r"^((?:本报|据?新华社|本報)\S{0,12}?\d{1,2}月\d{1,2}日电|本报讯|本報訊)\s*")
_CREDIT: Final = re.compile(r"^(（[^（）]{2,36}）)\s*")
_COLUMN: Final = re.compile(r"^(.{4,})（([^（）]{2,14})）$")
_PAGE_CODE: Final = re.compile(r"^A\d+\s*")
_DUTY: Final = re.compile(r"^(?:本报记者|本報記者|記者|记者)\s*")


@dataclass(frozen=True, slots=True)
class Story:
    """An article in its parts; `closing` says that the byline is printed after the body, `opening` that it stands
    before the first words of it (with the dateline, if there is one)."""

    headline: str
    paragraphs: tuple[str, ...]
    kicker: str | None = None
    deck: str | None = None
    byline: str | None = None
    dateline: str | None = None
    jump: str | None = None
    captions: tuple[str, ...] = ()
    traditional: bool = False
    opening: bool = False
    closing: bool = False

    @property
    def standing_byline(self) -> str | None:
        """The byline, if it is printed in a line of its own below the titles."""
        return None if self.opening or self.closing else self.byline

    def gold(self) -> dict[str, Any]:
        """The parts by name, as the measure wants them."""
        parts = ("kicker", "headline", "deck", "byline", "dateline", "jump")
        return {
            **{part: getattr(self, part) for part in parts},
            "paragraphs": list(self.paragraphs),
            "captions": list(self.captions),
        }


class Piece(NamedTuple):
    """A paragraph, byline, jump line or caption of a body; `flush_right` says that it is set at the right edge."""

    kind: str
    text: str
    flush_right: bool = False


def gold_of(stories: Sequence[Story], *, misread: bool) -> dict[str, Any]:
    """What a dump of a page of these stories holds, as the measure wants it; of one that is misread it asks less."""
    gold: dict[str, Any] = {"articles": [story.gold() for story in stories]}
    return gold | {"tolerance": MOST_MISREAD} if misread else gold


def read_stories(bench: Path) -> dict[str, list[Story]]:
    """The articles of each file of `corpus/` by date, in its order, less those that a train page prints."""
    printed = printed_endings(bench)
    stories: dict[str, list[Story]] = {}
    for path in sorted((bench / "corpus").glob("*.jsonl.gz")):
        found = [
            story
            for entry in _entries(path)
            if not printed & endings(entry["paragraphs"]) and (story := _story(entry)) is not None
        ]
        stories[path.name.removesuffix(".jsonl.gz")] = found
    return stories


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _story(entry: dict[str, Any]) -> Story | None:
    paragraphs = [" ".join(p.split()) for p in entry["paragraphs"]]
    paragraphs[:1] = [_BROADCAST.sub("", p) for p in paragraphs[:1]]
    paragraphs = [p for p in paragraphs if p]
    headline, kicker = _PAGE_CODE.sub("", entry.get("title") or "").strip(), (entry.get("kicker") or "").strip() or None
    column = _COLUMN.match(headline)
    if column and not kicker:
        headline, kicker = column.groups()
    if not headline or sum(map(len, paragraphs)) < LEAST_CHARACTERS or len(headline) > LONGEST_HEADLINE:
        return None
    dateline, byline, rest = None, (entry.get("byline") or "").strip() or None, paragraphs[0]
    if found := _DATELINE.match(rest):
        dateline, rest = found[1], rest[found.end() :]
        if found := _CREDIT.match(rest):
            byline, rest = found[1], rest[found.end() :]
    paragraphs[0] = rest
    captions = tuple(" ".join(c) if isinstance(c, list) else c for c in entry.get("captions") or ())
    return Story(
        headline,
        _cut([p for p in paragraphs if p], MOST_CHARACTERS),
        kicker,
        (entry.get("deck") or "").strip() or None,
        byline,
        dateline,
        captions=tuple(" ".join(c.split()) for c in captions if c.strip())[:2],
        traditional=entry["id"].startswith(("hkc", "apple")),
        opening=dateline is not None,
    )


def _cut(paragraphs: list[str], most: int) -> tuple[str, ...]:
    kept: list[str] = []
    for paragraph in paragraphs:
        if kept and sum(map(len, kept)) + len(paragraph) > most:
            break
        kept.append(paragraph[:most])
    return tuple(kept)


def brief(story: Story, random: Generator) -> Story:
    """The story as a brief: a headline and its first one to three paragraphs."""
    count = int(random.choice((1, 2, 3), p=(0.5, 0.3, 0.2)))
    kept = _cut(list(story.paragraphs[:count]), MOST_OF_BRIEF)
    return replace(story, kicker=None, deck=None, captions=(), paragraphs=kept)


def as_report(story: Story, random: Generator) -> Story:
    """The story under a headline that names a report, as those of city services do."""
    if story.traditional or len(story.headline) > LONGEST_HEADLINE // 2:
        return story
    return replace(story, headline=f"{story.headline}{one(random, (' ', ''))}{one(random, REPORTS)}")


def rubrics(stories: dict[str, list[Story]]) -> list[str]:
    """The kickers that may stand above any article: the short ones in Simplified script, each once."""
    kickers = {story.kicker for paper in stories.values() for story in paper if story.kicker and not story.traditional}
    return sorted(kicker for kicker in kickers if len(kicker) <= LONGEST_KICKER)


def under_rubric(story: Story, kickers: list[str], random: Generator) -> Story:
    """The story under one of the kickers, in its own script, unless it has one."""
    if story.kicker:
        return story
    kicker = one(random, kickers)
    return replace(story, kicker=_to_hong_kong().convert(kicker) if story.traditional else kicker)


@cache
def _to_hong_kong() -> OpenCC:
    """What sets Simplified script in that of Hong Kong; kept, since its dictionaries are large."""
    return OpenCC("s2hk")


def varied(story: Story, habit: str, random: Generator) -> Story:
    """The story as a page of this habit prints it: how bylines are set, which parts it has.

    `habit` is where bylines go: `line` below the title, `opening` with a dateline in the first paragraph, `closing` in
    parentheses after the last.
    """
    if random.random() < 0.3 and len(story.paragraphs) > 4:
        story = replace(story, paragraphs=story.paragraphs[: int(random.integers(2, len(story.paragraphs)))])
    if story.deck and random.random() < 0.2:
        story = replace(story, deck=None)
    if story.kicker and random.random() < 0.15:
        story = replace(story, kicker=None)
    if random.random() < 0.7:
        story = replace(story, captions=())
    if random.random() < 0.1:
        story = replace(story, jump=_jump(story.traditional, random))
    return _credited(story, habit, random)


def _jump(traditional: bool, random: Generator) -> str:
    page = one(random, ("第二版", "第4版", "A03版", "A4版", "2版", "第三版", "第5版", "B2版"))
    if random.random() < 0.1:
        return f"（上接{page}）"
    return f"（下轉{page}）" if traditional else f"（下转{page}）"


def _credited(story: Story, habit: str, random: Generator) -> Story:
    """With its byline set by the habit; a story with a dateline keeps what it has."""
    if story.dateline and story.byline and random.random() < 0.9:
        return story
    if story.byline is None and (habit == "none" or random.random() < 0.6):
        return story
    names = _DUTY.sub("", (story.byline or "").strip("（）")) or invent_names(random)
    reporter, ours = ("記者", "本報訊") if story.traditional else ("记者", "本报讯")
    duty = one(random, (f"本{ours[1]}{reporter}", reporter, f"本{ours[1]}{reporter}"))
    if habit == "opening" or story.dateline:
        dateline = story.dateline or ours
        credit = one(random, (f"（{reporter} {names}）", f"（{reporter}{names}）", f"（{duty} {names}）"))
        return replace(story, dateline=dateline, byline=credit, opening=True)
    if habit == "closing":
        return replace(story, byline=f"（{duty} {names}）", closing=True, opening=False)
    forms = (f"{duty} {names}",) * 6 + (
        names, f"文／{names}", f"■ {duty} {names}", f"{names} 报道", f"作者：{names}", f"{reporter}{names}／報導",
        f"○{names}", f"通讯员 {invent_names(random)} {duty} {names}",
    )  # fmt: skip
    return replace(story, byline=one(random, forms), opening=False)


def body_of(story: Story, random: Generator) -> list[Piece]:
    """What is printed below the titles of a story, in its order."""
    paragraphs = list(story.paragraphs)
    if story.opening:
        gap = one(random, ("", "", " ", "　"))
        credit = (gap + story.byline) if story.byline else ""
        paragraphs[0] = f"{story.dateline or ''}{credit}{one(random, ('', ' '))}{paragraphs[0]}"
    out = [Piece("paragraph", text) for text in paragraphs]
    if story.closing:
        out.append(Piece("byline", story.byline or "", _is_flush_right(random)))
    if story.jump:
        at = 0 if "上接" in story.jump else len(out)
        out.insert(at, Piece("jump", story.jump, _is_flush_right(random)))
    for caption in story.captions:
        out.insert(int(random.integers(0, len(out) + 1)), Piece("caption", caption))
    return out


def _is_flush_right(random: Generator) -> bool:
    return bool(random.integers(2))


def invent_names(random: Generator) -> str:
    """One to three names; those of two characters spaced as print pads them."""
    gap = one(random, ("", " ", "　"))
    names = [invent_name(random) for _ in range(int(random.choice((1, 1, 1, 2, 3))))]
    return " ".join(gap.join(name) if len(name) == 2 else name for name in names)
