"""What must hold of any dump (README, Laws); each check raises `AssertionError` where it does not."""

from collections import Counter
from itertools import pairwise
from typing import Final

from layoutfix import Page, Pipeline, apply, edits, fix, revert
from layoutfix.io.read_text import read_page

INVISIBLE: Final = frozenset("\u00ad\u200b\u2060\ufeff")
HYPHENS: Final = frozenset("-\u2010\u00ad")
DROPPED: Final = {"newspaper": frozenset[str](), "prose": INVISIBLE | HYPHENS, "characters": INVISIBLE}
"""By preset, the characters that it may drop; its edits say so."""

SETTLED: Final = 3
"""Runs over its own output after which a text must stand still."""

_RADICAL_BLOCKS: Final = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))


def check_conservation(page: Page, dropped: frozenset[str] = frozenset()) -> None:
    """Every character of the dump but white space stands in one place of the page, once; radicals may be folded.

    Of the `dropped` an empty piece must be left.
    """
    sources: Counter[str] = Counter()
    for text in page.texts():
        for piece in text.pieces:
            before, after = _solid(page.dump[piece.start : piece.end]), _solid(piece.text)
            if piece.text or not dropped.issuperset(before):
                assert len(before) == len(after), f"{piece} stands for {before}"
                assert all(map(_is_fold, before, after)), f"{piece} stands for {before}"
            sources.update(before)
    there = Counter(_solid(page.dump))
    assert sources == there, f"lost {there - sources}, made {sources - there}"


def check_provenance(page: Page) -> None:
    """Texts are what their pieces are, and know their sources: stretches that lie apart and leave out only white
    space. Decisions have a reason, and point into the dump."""
    spans = sorted(span for text in page.texts() for span in text.spans)
    assert all(left.end <= right.start for left, right in pairwise(spans)), f"spans overlap: {spans}"
    bounds = [0, *(edge for span in spans for edge in span), len(page.dump)]
    assert not any(page.dump[end:start].strip() for end, start in zip(bounds[::2], bounds[1::2], strict=True)), spans
    for text in page.texts():
        assert text.value == "".join(piece.text for piece in text.pieces), text
    for decision in page.decisions:
        assert decision.step, decision
        assert decision.reason, decision
        assert 0 <= decision.score <= 1, decision
        spans.extend(decision.spans)
    assert all(0 <= span.start < span.end <= len(page.dump) for span in spans), f"a span is out of place: {spans}"


def check_parts(page: Page) -> None:
    """A repaired page is articles and furniture, and no part of it is empty or has white space at its ends."""
    assert not page.lines
    assert not page.blocks
    assert all(text.value == text.value.strip() != "" for text in page.texts()), page


def check_idempotence(dump: str, pipeline: Pipeline) -> None:
    """A second run over the text output changes nothing."""
    once = fix(dump, pipeline)
    twice = fix(once, pipeline)
    assert twice == once, f"first {once!r}, then {twice!r}"


def check_settling(dump: str, pipeline: Pipeline) -> None:
    """Of a few more runs over the text output, one changes nothing."""
    text = fix(dump, pipeline)
    for _ in range(SETTLED):
        before, text = text, fix(text, pipeline)
        if text == before:
            return
    raise AssertionError(f"{text!r} is not settled")


def check_passes(dump: str, pipeline: Pipeline) -> None:
    """Each pass, alone and after those before it, keeps the dump, and finds nothing more to do on its own page."""
    read = page = read_page(dump)
    for step in pipeline:
        alone, page = step(read), step(page)
        for after in (alone, page):
            check_provenance(after)
            assert (after.dump, after.number) == (dump, 1)
            assert step(after) == after, f"{step} changes its own page {after}"


def check_edits(dump: str, pipeline: Pipeline) -> None:
    """Edits, in the order of the dump, make the repaired text of it, and undone the dump again."""
    made = edits(dump, pipeline)
    text = fix(dump, pipeline)
    assert apply(made, dump) == text, made
    assert revert(made, text) == dump, made
    assert all(left.span.end <= right.span.start for left, right in pairwise(made)), made
    assert all(edit.before != edit.after and edit.step and edit.reason for edit in made), made


def _solid(text: str) -> list[str]:
    return [char for char in text if not char.isspace()]


def _is_fold(old: str, new: str) -> bool:
    return old == new or any(low <= ord(old) <= high for low, high in _RADICAL_BLOCKS)
