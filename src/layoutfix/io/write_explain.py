"""Writes what the passes decided, and why, for a person to read."""

from typing import Final

from ..page import Page
from .score import score_of
from .visible import visible

_LONGEST: Final = 60
"""Characters of a span's text that are shown; of a longer one the two ends are."""


def write_explain(page: Page) -> str:
    """The decisions of a page, one paragraph each: pass, action, score and reason, then each span and its text.

    Spans are half-open ranges of characters of the page's own dump; control characters are shown as escapes.

    >>> from layoutfix.page import Decision, Page
    >>> from layoutfix.text import Span
    >>> decision = Decision("join-lines", "join", (Span(0, 3), Span(4, 7)), "both lines are full", 0.97)
    >>> print(write_explain(Page("建设美\\n丽中部", decisions=(decision,))), end="")
    join-lines: join (0.97): both lines are full
        0-3: 建设美
        4-7: 丽中部
    """
    parts: list[str] = []
    for decision in page.decisions:
        reason = visible(decision.reason)
        parts.append(f"{decision.step}: {decision.action} ({score_of(decision.score)}): {reason}\n")
        parts += [f"    {start}-{end}: {_excerpt(page.dump[start:end])}\n" for start, end in decision.spans]
    return "".join(parts)


def _excerpt(text: str) -> str:
    half = _LONGEST // 2
    return visible(text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}")
