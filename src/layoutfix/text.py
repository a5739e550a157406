"""Text that knows which stretches of the dump it was made of.

Offsets count characters of the dump (Python `str` indices) and spans are half-open.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple, Self

LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
"""Where Unicode has a mandatory break (UAX #14, classes BK, CR, LF and NL)."""


class Span(NamedTuple):
    """A half-open range of characters of the dump.

    >>> Span(2, 5).length
    3
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Characters covered."""
        return self.end - self.start

    def moved(self, offset: int) -> "Span":
        """The range so many characters further on."""
        return Span(self.start + offset, self.end + offset)


class Piece(NamedTuple):
    """A run of text and the stretch `start:end` of the dump that it stands for.

    Where nothing was changed, `text` is that stretch to the letter. A separator that the dump does not hold (the
    space between two lines of a headline) stands for an empty stretch.
    """

    text: str
    start: int
    end: int

    @property
    def aligned(self) -> bool:
        """True where character i of `text` stands for character start + i of the dump."""
        return len(self.text) == self.end - self.start


@dataclass(frozen=True, slots=True)
class Text:
    """Text that knows its source: a string, and the pieces of the dump that it is made of.

    >>> dump = "建设美\\n丽中部"
    >>> text = Text.of(dump, 0, 3) + Text.of(dump, 4, 7)
    >>> str(text), text.spans
    ('建设美丽中部', (Span(start=0, end=3), Span(start=4, end=7)))
    """

    value: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, dump: str, start: int, end: int) -> Self:
        """The stretch `start:end` of the dump as it stands."""
        value = dump[start:end]
        return cls(value, (Piece(value, start, end),) if value else ())

    @classmethod
    def from_pieces(cls, pieces: Iterable[Piece]) -> Self:
        """The pieces set one after the other; empty ones that stand for nothing are left out."""
        kept = tuple(p for p in pieces if p.text or p.end > p.start)
        return cls("".join([p.text for p in kept]), kept)

    def __str__(self) -> str:
        return self.value

    def __len__(self) -> int:
        return len(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __add__(self, other: "Text") -> "Text":
        return Text(self.value + other.value, self.pieces + other.pieces)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The stretches of the dump that this text came from, in its own order, touching ones made one."""
        merged: list[Span] = []
        for _, start, end in self.pieces:
            if end == start:
                continue
            if merged and merged[-1].end == start:
                merged[-1] = Span(merged[-1].start, end)
            else:
                merged.append(Span(start, end))
        return tuple(merged)

    @property
    def start(self) -> int:
        """Offset of the earliest character that this text came from; 0 for an empty text."""
        return min((p.start for p in self.pieces if p.end > p.start), default=0)

    def spans_of(self, parts: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """The stretches of the dump that parts `start:end` of the value, sorted and apart, came from, part by part.

        >>> Text.of("湖 边 栈道", 0, 6).spans_of([(1, 2), (3, 4)])
        (Span(start=1, end=2), Span(start=3, end=4))
        """
        return tuple(span for part in self.cuts(parts) for span in part.spans)

    def cut(self, start: int, end: int | None = None) -> "Text":
        """Characters `start:end` of the value, each with its source.

        A piece whose length was changed cannot be divided: it goes whole with the part that holds its first character.
        """
        end = len(self.value) if end is None else end
        return self if start <= 0 and end >= len(self.value) else next(self.cuts([(start, end)]))

    def cuts(self, parts: Iterable[tuple[int, int]]) -> Iterator["Text"]:
        """What `cut` gives for each of the parts `start:end`, which are sorted and apart, in one walk."""
        number = at = 0  # the piece that the walk has come to, and where it begins
        for start, end in parts:
            out: list[Piece] = []
            while number < len(self.pieces) and (at < end or at == len(self.value)):
                piece = self.pieces[number]
                left, right = max(start - at, 0), min(end - at, len(piece.text))
                if piece.aligned:
                    if left < right:
                        out.append(Piece(piece.text[left:right], piece.start + left, piece.start + right))
                elif start <= at < end or at == end == len(self.value):
                    out.append(piece)
                if at + len(piece.text) > end:
                    break
                number, at = number + 1, at + len(piece.text)
            yield Text.from_pieces(out)

    def strip(self) -> "Text":
        """Without white space at either end."""
        bare = self.value.lstrip()
        left = len(self.value) - len(bare)
        return self.cut(left, left + len(bare.rstrip()))

    def substitute(self, changes: Iterable[tuple[int, int, str]]) -> "Text":
        """With each stretch `start:end` of the value replaced; changes are sorted and apart. Provenance is kept: what
        is replaced by nothing leaves an empty piece behind.

        >>> str(Text.of("提 升", 0, 3).substitute([(1, 2, "")]))
        '提升'
        """
        made = list(changes)
        if not made:
            return self
        bounds = [0, *(at for start, end, _ in made for at in (start, end)), len(self.value)]
        parts = self.cuts(pairwise(bounds))
        out = list(next(parts).pieces)
        for (_, _, new), old, kept in zip(made, parts, parts, strict=True):
            first, *others = old.spans or (Span(0, 0),)
            out.append(Piece(new, first.start, first.end))
            out.extend(Piece("", span.start, span.end) for span in others)
            out.extend(kept.pieces)
        return Text.from_pieces(out)

    @staticmethod
    def join(texts: Iterable["Text"], separator: str = "") -> "Text":
        """The texts set one after the other with `separator`, which stands for nothing of the dump, between them."""
        return Text.join_by((separator, text) for text in texts)

    @staticmethod
    def join_by(texts: Iterable[tuple[str, "Text"]]) -> "Text":
        """The texts set one after the other, each with the separator before it that is given with it.

        >>> str(Text.join_by([("", Text.of("湖边栈道", 0, 2)), (" ", Text.of("湖边栈道", 2, 4))]))
        '湖边 栈道'
        """
        pieces: list[Piece] = []
        for separator, text in texts:
            if pieces and separator and text.pieces:
                pieces.append(Piece(separator, pieces[-1].end, pieces[-1].end))
            pieces.extend(text.pieces)
        return Text.from_pieces(pieces)


def row_starts(dump: str) -> list[int]:
    """Where each row of the dump of a page begins.

    >>> row_starts("标题\\r\\n\\n正文")
    [0, 4, 5]
    """
    return [0, *(found.end() for found in LINE_END.finditer(dump))]
