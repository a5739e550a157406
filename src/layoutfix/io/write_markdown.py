"""Writes a page as Markdown (CommonMark), its text escaped so that a renderer shows it as it stands."""

import re
from collections.abc import Iterator
from typing import Final

from ..page import Article, Page
from ..text import Text
from .write_text import credit_line, doubt_line, one_line

_INLINE: Final = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)|(?<=\s)#+$")
_LINE_START: Final = re.compile(r"(?:#{1,6}(?=\s|$)|>|[+-](?=\s|$)|-(?=[\s-]*$)|[0-9]{1,9}(?=[.)](?:\s|$)))")


def write_markdown(page: Page) -> str:
    """The page as Markdown: articles, each under its `## headline`, then the furniture as a list.

    A kicker is an emphasised line above the headline; deck and credits (dateline and byline) are lines below it;
    captions are block quotes. Where passes were left out, what is still in lines or blocks comes first, one paragraph
    each.

    >>> from layoutfix.page import Article, Page
    >>> from layoutfix.text import Text
    >>> dump = "湖边栈道完工 1. 栈道今天开放。"
    >>> article = Article(headline=Text.of(dump, 0, 6), paragraphs=(Text.of(dump, 7, 17),))
    >>> print(write_markdown(Page(dump, articles=(article,))), end="")
    ## 湖边栈道完工
    <BLANKLINE>
    1\\. 栈道今天开放。
    """
    loose = (*(line.text for line in page.lines), *(block.text for block in page.blocks))
    parts = [escape(one_line(text)) for text in loose]
    for article in page.articles:
        parts.extend(_article_parts(article))
    parts.append("\n".join(f"- {escape(text)}" for text in map(one_line, (b.text for b in page.furniture)) if text))
    text = "\n\n".join(filter(None, parts))
    return text + "\n" if text else ""


def escape(text: str | Text) -> str:
    """A line of text with a backslash before whatever Markdown would take as mark-up.

    >>> print(escape("# a*b"), escape("3. x"), escape("1.物业"))
    \\# a\\*b 3\\. x 1.物业
    """
    text = _INLINE.sub(r"\\\g<0>", str(text))
    found = _LINE_START.match(text)
    if not found:
        return text
    at = 0 if text[0] in "#>+-" else found.end()
    return f"{text[:at]}\\{text[at:]}"


def _article_parts(article: Article) -> Iterator[str]:
    """The paragraphs of Markdown that an article makes; empty where a part is missing."""
    kicker, headline, deck = (escape(one_line(part)) for part in (article.kicker, article.headline, article.deck))
    yield escape(doubt_line(article))
    yield f"*{kicker}*" if kicker else ""
    yield f"## {headline}" if headline else ""
    yield f"**{deck}**" if deck else ""
    yield escape(credit_line(article))
    for paragraph in article.paragraphs:
        yield escape(one_line(paragraph))
    for caption in article.captions:
        text = escape(one_line(caption))
        yield f"> {text}" if text else ""
    yield escape(one_line(article.jump))
