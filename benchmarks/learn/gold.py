"""The known articles of a page as the strings that print may show, each character with its place in an article."""

from typing import Any, Final, NamedTuple

from layoutfix.page import Line, Page
from layoutfix.passes.fold_characters import fold_characters
from layoutfix.text import Text

TITLES: Final = ("kicker", "headline", "deck")

_JOINED: Final = str.maketrans({"⸺": "——", "―": "—", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi"})

GoldArticle = dict[str, Any]


class Spot(NamedTuple):
    """A character of an article: its part, the number of its paragraph (0 but for bodies), and its place in that."""

    article: int
    part: str
    paragraph: int
    offset: int


class Stretch(NamedTuple):
    """The characters `start:end` of a printed string as a part of an article."""

    start: int
    end: int
    part: str
    paragraph: int


class Printed(NamedTuple):
    """A string that print may show without a break of sense, and what it is made of."""

    text: str
    article: int
    stretches: tuple[Stretch, ...]

    def spot(self, place: int) -> Spot | None:
        """What stands at a place of the string; None beyond its end."""
        for start, end, part, paragraph in self.stretches:
            if start <= place < end:
                return Spot(self.article, part, paragraph, place - start)
        return None


def bare(text: str | None) -> str:
    """A text without white space, its characters folded as on a page, and what fonts join set apart.

    >>> bare("⼯ 作")
    '工作'
    """
    text = (text or "").translate(_JOINED)
    page = fold_characters(Page(text, lines=(Line(Text.of(text, 0, len(text))),)))
    return "".join(page.lines[0].text.value.split())


def printed_strings(articles: list[GoldArticle]) -> list[Printed]:
    """Every string that the articles may show: each part by itself, and bodies with what opens or closes them."""
    return [printed for number, article in enumerate(articles) for printed in _of_article(number, article)]


def _of_article(number: int, article: GoldArticle) -> list[Printed]:
    paragraphs = [("body", k, bare(p)) for k, p in enumerate(article["paragraphs"])]
    named = {part: (part, 0, bare(article[part])) for part in (*TITLES, "dateline", "byline", "jump") if article[part]}
    dateline, byline, jump = named.get("dateline"), named.get("byline"), named.get("jump")
    strings = [[named[part]] for part in TITLES if part in named]
    strings.append(paragraphs)
    strings += [[part] for part in (byline, dateline) if part]
    if paragraphs:
        first, last = paragraphs[0], paragraphs[-1]
        if dateline and byline:
            strings += [[dateline, byline, first], [byline, dateline, first]]
        strings += [[part, first] for part in (dateline, byline) if part]
        strings += [[last, part] for part in (byline, jump) if part]
    if jump:
        strings += [[jump], [jump, paragraphs[0]]] if paragraphs else [[jump]]
    strings += [[("caption", 0, bare(caption))] for caption in article["captions"]]
    return [_joined(number, parts) for parts in strings]


def _joined(number: int, parts: list[tuple[str, int, str]]) -> Printed:
    stretches = []
    at = 0
    for part, paragraph, text in parts:
        stretches.append(Stretch(at, at + len(text), part, paragraph))
        at += len(text)
    return Printed("".join(text for _, _, text in parts), number, tuple(stretches))
