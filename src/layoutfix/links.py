"""Jump lines from one page of a dump to another: which article goes on in which."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final, NamedTuple, TypeAlias

import regex

from .page import LIMIT, Article, Decision, Link, Page, Role

_DIGITS: Final = "零一二三四五六七八九"
_NUMBER: Final = rf"([A-Z]?\d{{1,3}}|[{_DIGITS}]{{1,3}}|[{_DIGITS[1:]}]?十[{_DIGITS[1:]}]?)\s*+版"
_ONWARD: Final = regex.compile(rf"(?:下转|下轉|转|轉|紧接|緊接)\s*+第?+\s*+{_NUMBER}")
_BACK: Final = regex.compile(rf"上接\s*+第?+\s*+{_NUMBER}")
_FOLIO: Final = regex.compile(_NUMBER)

MOST_COMPARED: Final = 32
"""So many articles that a jump line may lead to are compared with the one that it stands in."""
MOST_WORDS: Final = 4000
"""So many pairs of characters of an article are compared."""


def link_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of one dump with the articles tied that jump from one to another; no text is moved.

    `（下转第二版）` leads to an article of that page with `（上接第一版）`; of several, to the one that shares
    most words with it, of very many to the one among the first `MOST_COMPARED`. A page goes by the number that its
    folio prints, or else by its place in the dump. Where either half of the pair is missing there is no link.

    >>> from layoutfix.text import Text
    >>> jumps = ("（下转第二版）", "（上接第一版）")
    >>> pages = [Page(jump, at, articles=(Article(jump=Text.of(jump, 0, 7)),)) for at, jump in enumerate(jumps, 1)]
    >>> [page.articles[0].continues for page in link_pages(pages)]
    [Link(page=2, article=0), None]
    """
    ties = list(_ties(pages, [_number_of(page) for page in pages]))
    if not ties:
        return tuple(pages)
    onward = {tie.here: tie for tie in ties}
    back = {tie.there: tie.here for tie in ties}
    return tuple(_linked(page, at, onward, back, pages) for at, page in enumerate(pages))


_Place: TypeAlias = tuple[int, int]
"""The page in the dump, and the article on that page, both from 0."""


class _Tie(NamedTuple):
    """The article that leads to another, that one, and among how many it was chosen."""

    here: _Place
    there: _Place
    among: int


def _ties(pages: Sequence[Page], numbers: list[str]) -> Iterator[_Tie]:
    waiting = _waiting(pages, numbers)

    @lru_cache(2 * MOST_COMPARED)
    def words(place: _Place) -> set[tuple[str, str]]:
        return _words(pages[place[0]].articles[place[1]])

    for at, page in enumerate(pages):
        for number, article in enumerate(page.articles):
            there = waiting[_target(_ONWARD, article), numbers[at]]
            rest = [k for k, place in enumerate(islice(there, MOST_COMPARED)) if place[0] != at]
            if not rest:
                continue
            own = _words(article) if len(rest) > 1 else set()
            best = max(rest, key=lambda k: len(own & words(there[k])) if own else 0)
            yield _Tie((at, number), there[best], len(there))
            del there[best]


def _waiting(pages: Sequence[Page], numbers: list[str]) -> dict[tuple[str | None, str], deque[_Place]]:
    """The articles that another page leads to, in order: by the number of their own page, and of that one."""
    waiting: dict[tuple[str | None, str], deque[_Place]] = defaultdict(deque)
    for at, page in enumerate(pages):
        for number, article in enumerate(page.articles):
            back = _target(_BACK, article)
            if back is not None:
                waiting[numbers[at], back].append((at, number))
    return waiting


def _linked(page: Page, at: int, onward: dict[_Place, _Tie], back: dict[_Place, _Place], pages: Sequence[Page]) -> Page:
    def link(found: _Place | None) -> Link | None:
        return Link(pages[found[0]].number, found[1]) if found else None

    articles: list[Article] = []
    decisions = list(page.decisions)
    for number, article in enumerate(page.articles):
        tie = onward.get((at, number))
        articles.append(
            replace(article, continues=link(tie and tie.there), continued_from=link(back.get((at, number))))
        )
        if tie and article.jump and tie.among > MOST_COMPARED:
            reason = f"{tie.among} articles may be meant: the first {MOST_COMPARED} were compared"
            decisions.append(Decision("link-pages", LIMIT, article.jump.spans, reason))
    return page.with_(articles=tuple(articles), decisions=tuple(decisions))


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

    >>> [_plain(number) for number in ("A03", "十二", "二十", "四", "一二", "二十三")]
    ['A3', '12', '20', '4', '12', '23']
    """
    if number[0] in "十" + _DIGITS:
        tens, ten, ones = number.partition("十")
        digits = (tens or "一") + (ones or "零") if ten else number
        return str(int("".join(str(_DIGITS.index(digit)) for digit in digits)))
    letter = number[:1] if number[:1].isalpha() else ""
    return letter + str(int(number.removeprefix(letter)))


def _words(article: Article) -> set[tuple[str, str]]:
    """The pairs of neighbouring characters of an article, the first `MOST_WORDS` of them."""
    return set(islice((pair for text in article.texts() for pair in pairwise(text.value)), MOST_WORDS))
