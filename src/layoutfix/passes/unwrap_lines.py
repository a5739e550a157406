"""Join lines that a margin has cut, in place, for text in one flow."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..evidence.joints import join_texts
from ..page import LIMIT, Decision, Line, Page

MOST_ROUNDS: Final = 16
"""Lines that were joined are looked at again so many times at most; nearly always once."""


def unwrap_lines(page: Page) -> Page:
    """Each paragraph of a book or report as one line; line ends that are the author's stand.

    Nothing is moved. Whether lines were cut at a margin is decided by how full they are (`evidence.wrapping`), and what
    joins them by what they end and begin with (`evidence.joints`). Where joining finds no end in
    `MOST_ROUNDS` rounds, all lines stay, and a decision says so.

    >>> from layoutfix.io.read_text import read_page
    >>> dump = "栈道全长四公里，有十二座桥，沿途\\n设了六个观景台，五月动工，预计十\\n月完工，市民免费游览。"
    >>> [str(line.text) for line in unwrap_lines(read_page(dump)).lines]
    ['栈道全长四公里，有十二座桥，沿途设了六个观景台，五月动工，预计十月完工，市民免费游览。']
    """
    from ..evidence.wrapping import wrapped_lines  # loaded here, since a newspaper's page does without it

    lines = page.lines
    text = "\n".join(line.text.value for line in lines)
    decisions = list(page.decisions)
    # A paragraph that was joined can show by its width that others were cut: joining goes on until nothing changes.
    for _ in range(MOST_ROUNDS):
        goes_on = wrapped_lines(lines)
        if not any(goes_on):
            break
        lines = tuple(_joined(lines, goes_on, text, decisions))
    else:
        limit = Decision("unwrap-lines", LIMIT, (), f"in {MOST_ROUNDS} rounds joining finds no end: all lines stay")
        return page.with_(decisions=(*page.decisions, limit))
    return page if lines is page.lines else page.with_(lines=lines, decisions=tuple(decisions))


def _joined(lines: Sequence[Line], goes_on: Sequence[bool], text: str, decisions: list[Decision]) -> list[Line]:
    joined: list[Line] = []
    run: list[Line] = []
    for line, is_cut in zip(lines, goes_on, strict=True):
        run.append(line)
        if is_cut:
            continue
        if len(run) > 1:
            line = replace(run[0], text=join_texts([line.text for line in run], text))
            reason = f"{len(run)} full lines of one paragraph"
            decisions.append(Decision("unwrap-lines", "join", line.text.spans, reason))
        joined.append(line)
        run = []
    return joined
