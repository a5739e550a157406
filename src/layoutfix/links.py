"""Jump lines from one page of a dump to another: which article goes on in which."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import regex

from .page import Article, Link, Page, Role

_NUMBER: Final = r"第?\s*([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
_ONWARD: Final = regex.compile(rf"(?:下转|下轉|转|轉|紧接|緊接)\s*{_NUMBER}")
_BACK: Final = regex.compile(rf"上接\s*{_NUMBER}")
_FOLIO: Final = regex.compile(_NUMBER)
_DIGITS: Final = "零一二三四五六七八九"


def link_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of one dump with the articles tied that jump from one to another; no text is moved.

    `（下转第二版）` leads to an article of that page with `（上接第一版）`; of several, to the one that shares
    most words with it. A page goes by the number that its folio prints, or else by its place in the dump. Where
    either half of the pair is missing there is no link.

    >>> from layoutfix.page import Text
    >>> jumps = ("（下转第二版）", "（上接第一版）")
    >>> pages = [Page(jump, at, articles=(Article(jump=Text.of(jump, 0, 7)),)) for at, jump in enumerate(jumps, 1)]
    >>> [page.articles[0].continues for page in link_pages(pages)]
    [Link(page=2, article=0), None]
    """
    numbers = [_number_of(page) for page in pages]
    links = list(_links(pages, numbers))
    onward = {here: there for here, there in links}
    back = {there: here for here, there in links}
    return tuple(_linked(page, at, onward, back, pages) for at, page in enumerate(pages)) if links else tuple(pages)


_Place = tuple[int, int]
"""The page in the dump, and the article on that page, both from 0."""


def _links(pages: Sequence[Page], numbers: list[str]) -> Iterator[tuple[_Place, _Place]]:
    taken: set[_Place] = set()
    for at, page in enumerate(pages):
        for number, article in enumerate(page.articles):
            target = _target(_ONWARD, article)
            rest = [
                (there, other)
                for there, number_there in enumerate(numbers)
                if there != at and number_there == target
                for other, follower in enumerate(pages[there].articles)
                if _target(_BACK, follower) == numbers[at] and (there, other) not in taken
            ]
            if rest:
                own = _pairs(article)
                best = max(rest, key=lambda place: len(own & _pairs(pages[place[0]].articles[place[1]])))
                taken.add(best)
                yield (at, number), best


def _linked(
    page: Page, at: int, onward: dict[_Place, _Place], back: dict[_Place, _Place], pages: Sequence[Page]
) -> Page:
    def link(places: dict[_Place, _Place], number: int) -> Link | None:
        found = places.get((at, number))
        return Link(pages[found[0]].number, found[1]) if found else None

    articles = (
        replace(article, continues=link(onward, number), continued_from=link(back, number))
        for number, article in enumerate(page.articles)
    )
    return page.with_(articles=tuple(articles))


def _target(pattern: regex.Pattern[str], article: Article) -> str | None:
    """The number of the page that the jump line of an article names."""
    found = pattern.search(article.jump.value) if article.jump else None
    return _plain(found[1]) if found else None


def _number_of(page: Page) -> str:
    """The number of a page: the one that its folio prints, or its place in the dump."""
    folios = (block.text.value for block in page.furniture if block.role is Role.FOLIO)
    found = next(filter(None, map(_FOLIO.search, folios)), None)
    return _plain(found[1]) if found else str(page.number)


def _plain(number: str) -> str:
    """A number of a page without zeros before it, in digits.

    >>> [_plain(number) for number in ("A03", "十二", "二十", "四")]
    ['A3', '12', '20', '4']
    """
    if number[0] in "十" + _DIGITS:
        tens, ten, ones = number.rpartition("十")
        count = (_DIGITS.find(tens) if tens else 1) if ten else 0
        return str(10 * count + (max(_DIGITS.find(ones), 0) if ones else 0))
    letter = number[:1] if number[:1].isalpha() else ""
    return letter + str(int(number.removeprefix(letter)))


def _pairs(article: Article) -> set[str]:
    """The pairs of neighbouring characters that an article holds."""
    return {"".join(pair) for text in article.texts() for pair in pairwise(text.value)}
