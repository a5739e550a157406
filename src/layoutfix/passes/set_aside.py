"""Leave titles without a body, and scraps of a body without a title, out of the articles."""

from collections.abc import Iterator

from ..evidence.bodies import LEAST_BODY
from ..page import Article, Block, Decision, Page, Role
from ..text import Text


def set_aside(page: Page) -> Page:
    """The page with what cannot be an article among its furniture, each part with its role.

    That is a title that no body, caption or jump line was found for, and a body of less than `LEAST_BODY` characters
    that has neither title nor credit: an index entry, the end of a misread line. Where the page has nothing else, and
    on a page of whole lines, all stays.

    >>> dump = "今日导读\\n湖边的栈道昨天落成。"
    >>> walk = Article(headline=Text.of(dump, 5, 10), paragraphs=(Text.of(dump, 10, 15),))
    >>> page = set_aside(Page(dump, articles=(Article(headline=Text.of(dump, 0, 4)), walk)))
    >>> len(page.articles), [(str(block.role), str(block.text)) for block in page.furniture]
    (1, [('headline', '今日导读')])
    """
    if page.untouched:
        return page
    aside: list[Article] = []
    kept: list[Article] = []
    for article in page.articles:
        (aside if article.is_titles_alone or _is_scrap(article) else kept).append(article)
    if not aside or not kept:
        return page
    blocks = tuple(block for article in aside for block in _blocks(article))
    notes = tuple(_note(article) for article in aside)
    return page.with_(articles=tuple(kept), furniture=(*page.furniture, *blocks), decisions=(*page.decisions, *notes))


def _is_scrap(article: Article) -> bool:
    if tuple(article.texts()) != article.paragraphs:
        return False
    return sum(not c.isspace() for text in article.paragraphs for c in text.value) < LEAST_BODY


def _blocks(article: Article) -> Iterator[Block]:
    """The parts of an article, each with its role."""
    for role in (Role.KICKER, Role.HEADLINE, Role.DECK, Role.DATELINE, Role.BYLINE):
        text: Text | None = getattr(article, role.value)
        if text is not None:
            yield Block(role, text, article.score)
    for text in article.paragraphs:
        yield Block(Role.BODY, text, article.score)


def _note(article: Article) -> Decision:
    alone, scrap = "no body was found for this title", "too short for an article without a title"
    reason = alone if article.is_titles_alone else scrap
    spans = tuple(span for text in article.texts() for span in text.spans)
    return Decision("set-aside", "leave out", spans, reason, article.score)
