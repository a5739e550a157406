"""What was changed as values: edits that turn a dump into its repaired text, and that text back into the dump."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from .errors import EditError
from .io.write_text import set_page
from .page import Page, with_offsets
from .text import Piece, Span, Text

_LAID_OUT: Final = ("write-text", "articles, their parts and paragraphs are set in reading order")

_SPACE: Final = re.compile(r"\s++")

_Change: TypeAlias = tuple[int, int, str, bool]
"""Start and end of a stretch of the dump, what takes its place, and whether that is the work of the writer."""


class Edit(NamedTuple):
    """One change: `before`, which stands at `span` of the dump, gives way to `after`; by which pass (`step`), and why.

    What was moved is two edits, one that takes it out and one that puts it in.
    """

    span: Span
    before: str
    after: str
    step: str
    reason: str


def apply(edits: Iterable[Edit], dump: str) -> str:
    """The dump with the edits made; they are in the order of their spans, which lie apart.

    Raises `EditError` where an edit does not fit: its span lies before that of the last one, or holds another text.

    >>> apply([Edit(Span(1, 2), " ", "", "close-spaces", "justified")], "提 升")
    '提升'
    """
    return _replaced(((edit.span.start, edit.before, edit.after) for edit in edits), dump)


def revert(edits: Iterable[Edit], text: str) -> str:
    """The dump whose edits gave the text; raises `EditError` as `apply` does.

    >>> revert([Edit(Span(1, 2), " ", "", "close-spaces", "justified")], "提升")
    '提 升'
    """
    return _replaced(_undone(edits), text)


def edits_between(page: Page, text: Text) -> tuple[Edit, ...]:
    """The edits that turn the page's dump into a text made of it, each with the pass that is its cause.

    What keeps its place are as many pieces of the text as can follow each other in the order of the dump; all others
    were moved.
    """
    causes = _causes(page)
    edits: list[Edit] = []
    for start, end, after, is_laid_out in _changes(page.dump, text.pieces):
        cause = -1 if is_laid_out else max(causes[start:end], default=-1)
        step, reason = page.decisions[cause][::3] if cause >= 0 else _LAID_OUT
        edits.append(Edit(Span(start, end), page.dump[start:end], after, step, reason))
    return tuple(edits)


def edits_of(pages: Iterable[Page]) -> tuple[Edit, ...]:
    """The edits that turn the dump of all these pages, which U+000C divides, into the text written of them."""
    return tuple(
        shifted(edit, offset) for page, offset in with_offsets(pages) for edit in edits_between(page, set_page(page))
    )


def shifted(edit: Edit, offset: int) -> Edit:
    """The edit so many characters further on."""
    return edit._replace(span=edit.span.moved(offset))


def _undone(edits: Iterable[Edit]) -> Iterator[tuple[int, str, str]]:
    grown = 0
    for edit in edits:
        yield edit.span.start + grown, edit.after, edit.before
        grown += len(edit.after) - len(edit.before)


def _replaced(changes: Iterable[tuple[int, str, str]], text: str) -> str:
    parts: list[str] = []
    done = 0
    for start, before, after in changes:
        if start < done or not text.startswith(before, start):
            raise EditError(f"the text at {start} is not {before!r}: these edits belong to another text")
        parts += (text[done:start], after)
        done = start + len(before)
    return "".join((*parts, text[done:]))


def _changes(dump: str, pieces: Sequence[Piece]) -> Iterator[_Change]:
    """The stretches of the dump that give way to something else, in order."""
    stays = _in_order(pieces)
    done = 0
    put_in: list[str] = []
    for at, piece in enumerate(pieces):
        if at not in stays:
            put_in.append(piece.text)
            continue
        yield from _change(dump, done, piece.start, "".join(put_in))
        yield from _folds(dump, piece)
        done, put_in = piece.end, []
    yield from _change(dump, done, len(dump), "".join(put_in))


def _change(dump: str, start: int, end: int, after: str) -> Iterator[_Change]:
    """What becomes of the stretch between two pieces that keep their places."""
    before = dump[start:end]
    if before != after:
        yield start, end, after, bool(before.strip() or after.strip(" "))


def _folds(dump: str, piece: Piece) -> Iterator[_Change]:
    """What a piece changes of its own stretch: run by run where each character stands for one."""
    text, start, end = piece
    if text == dump[start:end]:
        return
    if not piece.aligned:
        yield start, end, text, False
        return
    first = -1
    for at, character in enumerate(text):
        same = character == dump[start + at]
        if same and first >= 0:
            yield start + first, start + at, text[first:at], False
            first = -1
        elif not same and first < 0:
            first = at
    if first >= 0:
        yield start + first, end, text[first:], False


def _in_order(pieces: Sequence[Piece]) -> set[int]:
    """The places of the most pieces that stand in the order of the dump (longest increasing subsequence)."""
    starts: list[int] = []
    last: list[int] = []
    before: dict[int, int] = {}
    for at, piece in enumerate(pieces):
        if piece.start == piece.end:
            continue
        length = bisect_left(starts, piece.start)
        if length:
            before[at] = last[length - 1]
        starts[length : length + 1] = [piece.start]
        last[length : length + 1] = [at]
    chain = set(last[-1:])
    at = last[-1] if last else -1
    while at in before:
        at = before[at]
        chain.add(at)
    return chain


def _causes(page: Page) -> list[int]:
    """For each character of the dump the place of the decision that says most closely what became of it; -1: none.

    A decision speaks for the characters of its spans and for the white space between them.
    """
    causes = [-1] * len(page.dump)
    order = sorted(range(len(page.decisions)), key=lambda at: -sum(s.length for s in page.decisions[at].spans))
    for at in order:
        end = len(page.dump)
        for span in page.decisions[at].spans:
            start = end if _SPACE.fullmatch(page.dump, end, span.start) else span.start
            causes[start : span.end] = [at] * (span.end - start)
            end = span.end
    return causes


