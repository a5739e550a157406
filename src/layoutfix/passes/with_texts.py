"""A page with every text of it changed, for passes that care for what is written and not for where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import TypeAlias

from ..page import Article, Block, Decision, Page
from ..text import Text

Change: TypeAlias = Callable[[Text], tuple[Text, Decision] | None]
"""What becomes of a text, and why; None where it stays as it is."""


def with_texts(page: Page, change: Change) -> Page:
    """The page with `change` made to each of its lines, blocks, parts of articles and pieces of furniture, and with the
    decisions that tell of it; the same page where none of them changes.

    >>> from layoutfix.page import Line
    >>> def strip(text):
    ...     return (text.strip(), Decision("strip", "cut", text.spans, "no space at the edge")) if text else None
    >>> page = with_texts(Page("栈道 ", lines=(Line(Text.of("栈道 ", 0, 3)),)), strip)
    >>> str(page.lines[0].text), page.decisions[0].step
    ('栈道', 'strip')
    """
    decisions: list[Decision] = []

    def changed(text: Text) -> Text:
        new = change(text)
        if new is None:
            return text
        decisions.append(new[1])
        return new[0]

    new = page.with_(
        lines=tuple(replace(line, text=changed(line.text)) for line in page.lines),
        blocks=_blocks(page.blocks, changed),
        articles=tuple(_article(article, changed) for article in page.articles),
        furniture=_blocks(page.furniture, changed),
    )
    return new.with_(decisions=(*page.decisions, *decisions)) if decisions else page


def _blocks(blocks: Iterable[Block], change: Callable[[Text], Text]) -> tuple[Block, ...]:
    return tuple(replace(block, text=change(block.text)) for block in blocks)


def _article(article: Article, change: Callable[[Text], Text]) -> Article:
    changes: dict[str, object] = {}
    for field in fields(article):
        part = getattr(article, field.name)
        if isinstance(part, Text):
            changes[field.name] = change(part)
        elif isinstance(part, tuple):
            changes[field.name] = tuple(change(text) for text in part)
    return replace(article, **changes)  # type: ignore[arg-type]
