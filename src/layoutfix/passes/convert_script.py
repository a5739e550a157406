"""Convert between Simplified and Traditional Chinese, on request."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..errors import UnknownConfigError
from ..page import Decision, Page
from ..text import Piece, Text
from .with_texts import with_texts

_RUN: Final = re.compile(r"\w+|\W+")
_UNREADABLE: Final = re.compile("([\0\ud800-\udfff]+)")
"""What OpenCC, which reads C strings in UTF-8, cannot be given: NUL and lone surrogates stand as they are."""


@dataclass(frozen=True, slots=True)
class convert_script:
    """Every text of the page converted by OpenCC's `config`: `s2t`, `t2s`, `s2twp`, `tw2sp`, …

    `convert_script(config)` is a pass. Each text, paragraph or line, is converted as one, so that words are seen whole.
    Where a conversion changes the number of characters (`内存` to `記憶體`), the run of letters up to the next mark or
    space is no longer aligned with its source character by character; all others stay so.

    Raises `UnknownConfigError` at once for a `config` that OpenCC does not have.

    >>> from layoutfix.page import Line
    >>> from layoutfix.text import Text
    >>> page = Page("栈桥", lines=(Line(Text.of("栈桥", 0, 2)),))
    >>> str(convert_script("s2t")(page).lines[0].text)
    '棧橋'
    """

    config: str

    def __post_init__(self) -> None:
        import opencc  # loading its dictionaries takes a tenth of a second

        if f"{self.config}.json" not in opencc.CONFIGS:
            known = ", ".join(sorted(name.removesuffix(".json") for name in opencc.CONFIGS))
            raise UnknownConfigError(f"no conversion named {self.config!r}; there are: {known}")

    def __call__(self, page: Page) -> Page:
        return with_texts(page, self._change)

    def _change(self, text: Text) -> tuple[Text, Decision] | None:
        new = _converted(text, _converter(self.config))
        if new is text:
            return None
        return new, Decision("convert-script", self.config, text.spans, f"OpenCC {self.config} was asked for")


@cache
def _converter(config: str) -> Callable[[str], str]:
    """What converts a string; kept, since its dictionaries are large."""
    import opencc

    return _whole(opencc.OpenCC(config).convert)


def _whole(convert: Callable[[str], str]) -> Callable[[str], str]:
    """`convert` for any `str`: what OpenCC cannot read parts the text and is kept."""

    def converted(value: str) -> str:
        if _UNREADABLE.search(value) is None:
            return convert(value)
        parts = _UNREADABLE.split(value)
        return "".join(part if at % 2 else convert(part) for at, part in enumerate(parts))

    return converted


def _converted(text: Text, convert: Callable[[str], str]) -> Text:
    """The text converted, each word of it still with its own source."""
    new = convert(text.value)
    if new == text.value:
        return text
    words = [word for piece in text.pieces for word in _words(piece)]
    pieces: list[Piece] = []
    at = 0
    for word in words[:-1]:
        length = len(word.text if word.text.isascii() else convert(word.text))
        pieces.append(Piece(new[at : at + length], word.start, word.end))
        at += length
    # A word that two pieces share may convert to another length than its halves do: the last word takes the difference.
    pieces.append(Piece(new[at:], words[-1].start, words[-1].end))
    return Text.from_pieces(_merged(pieces))


def _words(piece: Piece) -> Iterator[Piece]:
    """The runs of letters and of other characters that a piece is made of; one that cannot be divided, whole."""
    if not piece.aligned:
        yield piece
        return
    for run in _RUN.finditer(piece.text):
        yield Piece(run.group(), piece.start + run.start(), piece.start + run.end())


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours made one where both are aligned with their source and touch there."""
    run: list[Piece] = []
    for piece in pieces:
        if run and not (run[-1].aligned and piece.aligned and run[-1].end == piece.start):
            yield _one(run)
            run = []
        run.append(piece)
    if run:
        yield _one(run)


def _one(run: list[Piece]) -> Piece:
    return Piece("".join(piece.text for piece in run), run[0].start, run[-1].end)
