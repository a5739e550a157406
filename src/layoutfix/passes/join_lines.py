"""Join the lines of each paragraph into one text."""

from itertools import pairwise

from ..page import Block, Decision, Line, Page, Role, Seam, Text

_IN_BODY = frozenset({Role.BODY, Role.SUBHEAD})


def join_lines(page: Page) -> Page:
    """Blocks in the place of lines: a paragraph one text, joined as its seams say; every other line a block by itself.

    A line that is tied to another is body, whatever it looks like alone: a short line inside a body is a subhead, not
    a headline. Without seams (`order-lines` left out) each line stays a block.
    """
    blocks: list[Block] = []
    decisions = list(page.decisions)
    flow = 0
    run: list[Line] = []
    tied = False
    for line in page.lines:
        run.append(line)
        if line.seam in (Seam.JOIN, Seam.SPACE):
            tied = True
            continue
        tied = tied or line.seam is Seam.BREAK
        blocks.append(_block(run, flow, tied))
        if len(run) > 1:
            score = min(x.seam_score for x in run[:-1])
            reason = f"{len(run)} lines of one paragraph"
            decisions.append(Decision("join-lines", "join", blocks[-1].text.spans, reason, score))
        if line.seam is None:
            flow += 1
            tied = False
        run = []
    if run:
        blocks.append(_block(run, flow, tied))
    return page.with_(lines=(), blocks=tuple(blocks), decisions=tuple(decisions))


def _block(run: list[Line], flow: int, tied: bool) -> Block:
    """The lines as one text with the role of the first; tied lines are body."""
    pieces = [run[0].text]
    for before, line in pairwise(run):
        pieces.append(Text.join([pieces.pop(), line.text], before.seam or ""))
    role = run[0].role or Role.BODY
    if tied and role not in _IN_BODY:
        role = Role.BODY
    score = min((line.seam_score for line in run[:-1]), default=1.0)
    last = run[-1]
    onward = last.seam_score if last.seam is Seam.BREAK else 0.0
    return Block(role, pieces[0], score, flow, len(run), run[0].chances, last.chances, onward)
