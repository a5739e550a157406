"""Join the lines of each paragraph into one text."""

from math import prod

from ..page import Block, Decision, Line, Page, Role, Seam
from ..text import Text


def join_lines(page: Page) -> Page:
    """Blocks in the place of lines: a paragraph one text, joined as its seams say; every other line a block by itself.

    Without seams (`order-lines` left out) each line stays a block.
    """
    if not page.lines:
        return page
    blocks: list[Block] = []
    decisions = list(page.decisions)
    flow = 0
    run: list[Line] = []
    for at, line in enumerate(page.lines):
        run.append(line)
        if line.seam in (Seam.JOIN, Seam.SPACE) and at + 1 < len(page.lines):
            continue
        blocks.append(_block(run, flow))
        if len(run) > 1:
            reason = f"{len(run)} lines of one paragraph"
            decisions.append(Decision("join-lines", "join", blocks[-1].text.spans, reason, blocks[-1].score))
        if line.seam is None:
            flow += 1
        run = []
    return page.with_(lines=(), blocks=tuple(blocks), decisions=tuple(decisions))


def _block(run: list[Line], flow: int) -> Block:
    """The lines as one text with the role of the first; its score is the chance that none of them is misplaced."""
    seams = ["", *(line.seam or "" for line in run[:-1])]
    text = Text.join_by((seam, line.text) for seam, line in zip(seams, run, strict=True))
    return Block(run[0].role or Role.BODY, text, prod(line.seam_score for line in run), flow, len(run))
