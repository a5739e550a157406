"""Lines divided where a row holds more than one of them: what the passes that cut rows have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from ..page import Decision, Line, Page

Cut: TypeAlias = tuple[int, int, float]
"""The white space that goes, from one character of the line to another, and how sure that is."""
Cuts: TypeAlias = Mapping[int, Sequence[Cut]]
"""The cuts of the lines that have any, in their order."""


def with_cuts(page: Page, cuts: Cuts, step: str, reason: str) -> Page:
    """The page with these cuts made by a pass, and a decision for each line that is cut; `{}` in the reason stands for
    the number of its pieces.

    >>> from layoutfix.text import Text
    >>> page = Page("湖边  栈道", lines=(Line(Text.of("湖边  栈道", 0, 6)),))
    >>> page = with_cuts(page, {0: [(2, 4, 0.9)]}, "cut-columns", "{} columns share the row")
    >>> [str(line.text) for line in page.lines], page.decisions[0].reason, page.decisions[0].score
    (['湖边', '栈道'], '2 columns share the row', 0.9)
    """
    told = (
        Decision(step, "cut", page.lines[at].text.spans, reason.format(len(own) + 1), min(sure for _, _, sure in own))
        for at, own in cuts.items()
    )
    return page.with_(lines=divided(page.lines, cuts), decisions=(*page.decisions, *told))


def divided(lines: Sequence[Line], cuts: Cuts) -> tuple[Line, ...]:
    """The lines, those with cuts in pieces."""
    return tuple(
        piece for at, line in enumerate(lines) for piece in (_pieces(line, cuts[at]) if at in cuts else [line])
    )


def _pieces(line: Line, cuts: Sequence[Cut]) -> list[Line]:
    """The line without the white space of each cut; a piece begins at its own cell."""
    bounds = [0, *(edge for end, start, _ in cuts for edge in (end, start)), len(line.text)]
    parts = list(zip(bounds[::2], bounds[1::2], strict=True))
    return [
        replace(line, text=text, column=line.column + start, indent=line.indent if start == 0 else 0.0)
        for (start, _), text in zip(parts, line.text.cuts(parts), strict=True)
    ]
