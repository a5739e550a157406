"""Put the articles in the order in which the dump has their bodies begin."""

from typing import Final

import regex

from ..page import Article, Page
from ..text import Text

OPENING: Final = 12
"""So many characters of a body are its first words."""
_OPENING: Final = regex.compile(rf"\s*+(?:\S\s*+){{0,{OPENING}}}")


def order_articles(page: Page) -> Page:
    """The articles by where the dump first has the first words of their bodies, white space aside, then by where it has
    anything of theirs; those last of which it has the words in pieces. A page of whole lines stays as it stands.

    Of a body that is woven into its neighbours from the first line on, the dump does not say what it stands before:
    the titles, which are seldom woven, say it better.

    >>> dump = "湖边的栈道昨天落成。桥已通车。"
    >>> first, second = Text.of(dump, 0, 10), Text.of(dump, 10, 15)
    >>> page = order_articles(Page(dump, articles=(Article(paragraphs=(second,)), Article(paragraphs=(first,)))))
    >>> [str(article.paragraphs[0]) for article in page.articles]
    ['湖边的栈道昨天落成。', '桥已通车。']
    """
    if page.untouched or not page.articles:
        return page
    openings = [_opening_words(page.dump, article) for article in page.articles]
    first = _first_places("".join(page.dump.split()), set(openings))
    places = [
        (words not in first, first.get(words, 0), _start(article))
        for words, article in zip(openings, page.articles, strict=True)
    ]
    return page.with_(articles=tuple(page.articles[at] for at in sorted(range(len(places)), key=places.__getitem__)))


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
