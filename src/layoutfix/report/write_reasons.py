"""Writes all decisions about a page, in the order in which they were taken."""

from collections.abc import Sequence
from typing import Final

from ..io.score import score_of
from .markup import element, text_of
from .model import Leaf, Reason

MOST_RUNS: Final = 6
"""Lines of the dump, or runs of them, that are named; of more, the first and the last line are."""


def write_reasons(leaf: Leaf, least: float) -> str:
    """The decisions as a list that a reader opens; those whose score is below `least` are told apart."""
    items = "\n".join(_reason(leaf.number, at, reason, least) for at, reason in enumerate(leaf.reasons))
    summary = element("summary", f"All {len(leaf.reasons)} decisions about this page")
    return element("details", f"{summary}<ol>{items}</ol>", class_="reasons") if items else ""


def _reason(page: int, at: int, reason: Reason, least: float) -> str:
    fields = (
        ("step", reason.step),
        ("action", reason.action),
        ("score", score_of(reason.score)),
        ("reason", reason.reason),
        ("where", _rows(reason.rows)),
    )
    cells = " ".join(element("span", text_of(value), class_=name) for name, value in fields)
    return element("li", cells, id=f"w{page}-{at}", class_="low" if reason.score < least else "")


def _rows(rows: Sequence[int]) -> str:
    """The lines of the dump in words.

    >>> _rows((3,)), _rows((9, 3, 4, 5)), _rows(range(1, 20, 2)), _rows(())
    ('line 3', 'lines 9, 3–5', 'lines 1 … 19', '')
    """
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    if len(runs) > MOST_RUNS:
        return f"lines {rows[0]} … {rows[-1]}"
    words = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"line{'s' if len(rows) > 1 else ''} {words}" if rows else ""
