"""Check that nothing of the dump was lost, doubled or made up on the way."""

from bisect import bisect_left
from itertools import accumulate
from typing import Final

from ..errors import LawError
from ..page import Decision, Page
from ..text import Piece

_LEFT: Final = "left as read"
"""The action of the decision about a page that was not kept whole."""
MOST_SHOWN: Final = 40
"""Characters of the text in question that the message shows."""


def check_laws(page: Page) -> Page:
    """The page as it is, once it is certain that it keeps the laws of the package.

    Conservation: each character of the dump that is not white space is accounted for by exactly one piece of one text.
    Provenance: a piece holds what its stretch of the dump holds, spaces aside, or as many other characters, or else a
    decision of a pass says what became of that stretch.

    Raises `LawError`, with the page, where a pass before this one broke them.

    >>> from layoutfix.page import Line
    >>> from layoutfix.text import Text
    >>> dump = "湖边栈道"
    >>> check_laws(Page(dump, lines=(Line(Text.of(dump, 0, 2)),)))
    Traceback (most recent call last):
      ...
    layoutfix.errors.LawError: page 1 lost '栈道' at 2; please report it
    """
    pieces = sorted(
        (piece for text in page.texts() for piece in text.pieces if piece.start < piece.end), key=lambda p: p[1:]
    )
    spans = sorted(span for decision in page.decisions for span in decision.spans)
    answered = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    done = 0
    for piece in pieces:
        if piece.start < done:
            _fail(page, "doubled", piece.start, min(done, piece.end))
        if page.dump[done : piece.start].strip():
            _fail(page, "lost", done, piece.start)
        if not _is_true(page.dump, piece, answered):
            _fail(page, "changed", piece.start, piece.end)
        done = piece.end
    if page.dump[done:].strip():
        _fail(page, "lost", done, len(page.dump))
    return page


def left_as_read(page: Page, error: LawError) -> Page:
    """The page as it was read, with a decision that says why; `error` is what the passes came to."""
    spans = tuple(span for line in page.lines for span in line.text.spans)
    return page.with_(untouched=True, decisions=(Decision("check-laws", _LEFT, spans, str(error), 0.0),))


def why_left(page: Page) -> str | None:
    """Why a page was left as it was read; None for any other page."""
    return next((decision.reason for decision in page.decisions if decision.action == _LEFT), None)


def _is_true(dump: str, piece: Piece, answered: tuple[list[int], list[int]]) -> bool:
    """Whether a piece holds what it stands for, or a decision answers for some of its stretch: `answered` are the
    starts of the spans of decisions, in order, and the furthest end so far."""
    text, start, end = piece
    if piece.aligned or "".join(text.split()) == "".join(dump[start:end].split()):
        return True
    starts, ends = answered
    before = bisect_left(starts, end)
    return before > 0 and ends[before - 1] > start


def _fail(page: Page, what: str, start: int, end: int) -> None:
    text = page.dump[start:end].strip()[:MOST_SHOWN]
    raise LawError(f"page {page.number} {what} {text!r} at {start}; please report it", page)
