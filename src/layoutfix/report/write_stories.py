"""Writes the right side of a report: the articles and their parts, and what stands in none."""

from ..io.score import score_of
from ..page import Link
from ..script import code_points
from .markup import classes, colour, element, text_of
from .model import Leaf, Part, Run, Segment, Story
from .roles import NAMES


def write_stories(leaf: Leaf, least: float) -> str:
    """The articles of a page in order, then what stands in none of them."""
    stories = [_story(leaf.number, story, leaf.language, least) for story in leaf.stories]
    parts = "".join(_part(leaf.number, part, leaf.language, least) for part in leaf.rest)
    rest = element(
        "section",
        f"<h4>In no article</h4>{parts}",
        class_="story rest",
        aria_label=f"In no article of page {leaf.number}",
    )
    return "\n".join([*stories, *([rest] if parts else [])])


def _story(page: int, story: Story, language: str, least: float) -> str:
    key = f"{page}-{story.number}"
    first = next((run for part in story.parts for run in part.runs), None)
    number = element(
        "a",
        f'<span class="hidden">Article </span>{story.number}',
        class_="piece number",
        id=f"s{key}",
        href=f"#d{page}-{first.number}" if first else None,
        data_story=key,
    )
    meter = element("meter", "", min=0, max=1, value=f"{story.score:.4f}", title="score", aria_label="Score")
    flag = '<strong class="flag">look at this</strong>' if story.is_doubtful else ""
    score = f'<span class="score">{score_of(story.score)}</span>'
    links = _link("Goes on in", story.continues) + _link("Begins in", story.continued_from)
    return element(
        "article",
        f'<div class="head">{number}{meter}{score}{flag}</div>'
        + "".join(_part(page, part, language, least) for part in story.parts)
        + links,
        class_=classes("story", colour(story.number), story.is_doubtful and "doubtful"),
        id=f"page-{page}-article-{story.number}",
        data_number=story.number,
        data_score=score_of(story.score),
        aria_label=f"Article {story.number}",
    )


def _link(words: str, link: Link | None) -> str:
    if link is None:
        return ""
    number = link.article + 1
    target = element("a", f"article {number} of page {link.page}", href=f"#page-{link.page}-article-{number}")
    return f'<p class="link">{words} {target}</p>'


def _part(page: int, part: Part, language: str, least: float) -> str:
    english, chinese = NAMES[part.role]
    label = element("span", english, class_="role", title=chinese)
    content = "".join(_joint(run, least) + _run(page, part, run) for run in part.runs)
    text = element("h4" if part.role == "headline" else "p", content, class_="text", lang=language)
    return element("div", label + text, class_=f"part {part.role}", data_role=f"{english} {chinese}")


def _joint(run: Run, least: float) -> str:
    if run.joint is None:
        return ""
    text, is_hop, score = run.joint
    words = f"goes on at line {run.row} of the dump, score {score_of(score)}" if is_hop else "two lines joined"
    return element(
        "ins",
        text_of(text),
        class_=classes("joint", text and "space", is_hop and "hop", is_hop and score < least and "unsure"),
        data_row=run.row if is_hop else None,
        title=words,
    )


def _run(page: int, part: Part, run: Run) -> str:
    key = f"{page}-{run.number}"
    return element(
        "a",
        "".join(map(_segment, run.segments)),
        class_="piece",
        id=f"a{key}",
        href=f"#d{key}",
        data_run=key,
        data_part=f"{page}-{part.number}",
        data_row=run.row,
        data_span=f"{run.span.start}–{run.span.end}",
        data_why=" ".join(map(str, run.decisions)),
    )


def _segment(segment: Segment) -> str:
    text = text_of(segment.text)
    if segment.text == segment.source:
        return text
    if not segment.source.strip():
        return element("del" if not text else "ins", text)
    was = f"{segment.source} ({code_points(segment.source)}) in the dump"
    return element("ins", text, class_="changed", title=was)
