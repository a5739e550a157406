"""Give marks, digits and letters the width that Chinese print gives them, on request."""

from collections.abc import Iterator
from typing import Final, TypeAlias

import regex

from ..evidence.page_script import is_chinese
from ..evidence.spacing import CHARACTER
from ..page import Decision, Page
from ..text import Text
from .with_texts import with_texts

_FULL: Final = {",": "，", ".": "。", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK: Final = regex.compile(
    rf"(?:(?<=[{CHARACTER}”’\"'」』）》％])[,.:;?!]|(?<=[{CHARACTER}][0-9A-Za-z.]{{1,8}})[,;?!])"
    rf" ?(?=[{CHARACTER}“‘「『（《]|$)"
)
_PARENTHESES: Final = regex.compile(rf"\([^(){CHARACTER}]*+[{CHARACTER}][^()]*+\)")
_WIDE_LETTERS: Final = regex.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_QUOTES: Final = {'"': "“”", "'": "‘’"}
_TOUCHES: Final = regex.compile(rf"[{CHARACTER}，。：；？！（）]")
_NARROW: Final = 0xFEE0
"""What a full-width letter or digit is further on than the half-width one (U+FF01 to U+FF5E)."""

_Change: TypeAlias = tuple[int, int, str]


def fold_width(page: Page) -> Page:
    """Half-width marks among characters full-width, digits and letters half-width, straight quotes paired.

    OCR reads `，` as `,` and some text layers spell `12` as `１２`. On a Chinese page, a mark after a character and
    before another, or at the end of a text, is widened, parentheses where they hold one (GB/T 15834-2011, 5.1.1 and
    W3C clreq, 3.1); the space that OCR left after a mark goes. Marks inside Latin, numbers, code and addresses stay.
    Straight quotes become curly ones in a text where they pair up and each touches a character.

    >>> from layoutfix.page import Line
    >>> from layoutfix.text import Text
    >>> dump = '湖边(城东)的"栈道", 于１２月３日完工. 见 a.b(c), 3.5'
    >>> page = fold_width(Page(dump, lines=(Line(Text.of(dump, 0, len(dump))),)))
    >>> str(page.lines[0].text)
    '湖边（城东）的“栈道”，于12月3日完工。见 a.b(c), 3.5'
    """
    if not is_chinese(page.dump):
        return page
    return with_texts(page, _folded)


def _folded(text: Text) -> tuple[Text, Decision] | None:
    new, shown = text, dict[str, None]()
    # Marks are told by the quotes beside them, and quotes by the marks: what one round changes the next one sees.
    while changes := sorted(_changes(new.value)):
        shown |= dict.fromkeys(f"{new.value[start:end]} -> {wide}" for start, end, wide in changes)
        new = new.substitute(changes)
    if not shown:
        return None
    return new, Decision("fold-width", ", ".join(shown), text.spans, "the width that Chinese print gives it")


def _changes(value: str) -> Iterator[_Change]:
    narrow = _WIDE_LETTERS.sub(lambda run: _narrow(run[0]), value)
    for found in _MARK.finditer(narrow):
        yield found.start(), found.end(), _FULL[found[0].rstrip()]
    for found in _PARENTHESES.finditer(value):
        yield found.start(), found.start() + 1, _FULL["("]
        yield found.end() - 1, found.end(), _FULL[")"]
    for found in _WIDE_LETTERS.finditer(value):
        yield found.start(), found.end(), _narrow(found[0])
    for straight, pair in _QUOTES.items():
        yield from _paired(value, straight, pair)


def _narrow(letters: str) -> str:
    return "".join(chr(ord(c) - _NARROW) for c in letters)


def _paired(value: str, straight: str, pair: str) -> Iterator[_Change]:
    """Straight quotes as curly ones, if each has a partner and touches a character or its mark."""
    places = [at for at, c in enumerate(value) if c == straight]
    touching = (_TOUCHES.search(value[max(at - 1, 0) : at + 2]) for at in places)
    if len(places) % 2 == 0 and all(touching):
        for number, at in enumerate(places):
            yield at, at + 1, pair[number % 2]
