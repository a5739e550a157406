"""Put the articles in the order in which the dump has their bodies begin."""

from bisect import bisect
from typing import Final

import regex

from ..evidence.cuts import Box, reading_order
from ..page import LIMIT, Article, Decision, Page
from ..text import Span, Text, row_starts

OPENING: Final = 12
"""So many characters of a body are its first words."""
STRAY: Final = 0.1
"""Of the lines of an article the tenth that stand farthest to either side do not count for where it stands: some are
another's, and rows of `pdftotext -layout` drift."""
MOST_CUT: Final = 200
"""A page of more articles is not cut between them, so that time stays in proportion to it."""
_OPENING: Final = regex.compile(rf"\s*+(?:\S\s*+){{0,{OPENING}}}")


def order_articles(page: Page) -> Page:
    """The articles by where the dump first has the first words of their bodies, white space aside; last those of which
    it has the words in pieces. A page of whole lines stays as it stands.

    Of a body that is woven into its neighbours from the first line on, the dump does not say what it stands before.
    Such articles stand as the page is read: column by column, and in each from the top down (`evidence.cuts`). A page
    of very many articles is not looked at like that, but has these by where the dump has anything of theirs; a decision
    says so.

    >>> dump = "湖边的栈道昨天落成。桥已通车。"
    >>> first, second = Text.of(dump, 0, 10), Text.of(dump, 10, 15)
    >>> page = order_articles(Page(dump, articles=(Article(paragraphs=(second,)), Article(paragraphs=(first,)))))
    >>> [str(article.paragraphs[0]) for article in page.articles]
    ['湖边的栈道昨天落成。', '桥已通车。']
    """
    if page.untouched or not page.articles:
        return page
    articles = sorted(page.articles, key=_start)
    openings = [_opening_words(page.dump, article) for article in articles]
    first = _first_places("".join(page.dump.split()), set(openings))
    known = [at for at, words in enumerate(openings) if words in first]
    woven = [at for at, words in enumerate(openings) if words not in first]
    known.sort(key=lambda at: first[openings[at]])
    if len(woven) > 1 and len(articles) > MOST_CUT:
        limit = f"{len(articles)} articles, more than {MOST_CUT}, are not put in order by where they stand on the page"
        page = page.with_(decisions=(*page.decisions, Decision("order-articles", LIMIT, (), limit)))
    elif len(woven) > 1:
        starts = row_starts(page.dump)
        order = reading_order([_box(article, starts) for article in articles])
        woven.sort(key=order.index)
    return page.with_(articles=tuple(articles[at] for at in (*known, *woven)))


def _box(article: Article, starts: list[int]) -> Box:
    """Where an article stands in the rows of the dump, a cell a character; `starts` is where each row begins."""
    spans = [span for text in article.texts() for span in text.spans] or [Span(0, 0)]
    rows = [bisect(starts, span.start) - 1 for span in spans]
    cells = [(span.start - starts[row], span.end - starts[row]) for span, row in zip(spans, rows, strict=True)]
    lefts, rights = map(sorted, zip(*cells, strict=True))
    rows.sort()
    stray = int(STRAY * len(spans))
    return Box(rows[stray], rows[-1 - stray] + 1, lefts[stray], rights[-1 - stray])


def _start(article: Article) -> int:
    """Where the dump first has any of an article."""
    return min((span.start for text in article.texts() for span in text.spans), default=0)


def _opening_words(dump: str, article: Article) -> str:
    """The first `OPENING` characters of a body, as the dump spells them."""
    body = Text.join(article.paragraphs or tuple(article.texts()))
    spans = body.cut(0, _OPENING.match(body.value).end()).spans
    return "".join("".join(dump[start:end].split()) for start, end in spans)


def _first_places(bare: str, openings: set[str]) -> dict[str, int]:
    """Where a text without white space has each of the openings first."""
    first: dict[str, int] = {}
    for length in {len(words) for words in openings}:
        wanted = {words for words in openings if len(words) == length}
        for at in range(len(bare) - length + 1):
            if (words := bare[at : at + length]) in wanted:
                first[words] = at
                wanted.remove(words)
                if not wanted:
                    break
    return first
