"""A page with every text of it changed, for passes that care for what is written and not for where it stands."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace

from ..page import Article, Block, Page, Text


def with_texts(page: Page, change: Callable[[Text], Text]) -> Page:
    """The page with `change` made to each of its lines, blocks, parts of articles and pieces of furniture.

    >>> from layoutfix.page import Line
    >>> page = Page("栈道 ", lines=(Line(Text.of("栈道 ", 0, 3)),))
    >>> str(with_texts(page, Text.strip).lines[0].text)
    '栈道'
    """
    return page.with_(
        lines=tuple(replace(line, text=change(line.text)) for line in page.lines),
        blocks=_blocks(page.blocks, change),
        articles=tuple(_article(article, change) for article in page.articles),
        furniture=_blocks(page.furniture, change),
    )


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
