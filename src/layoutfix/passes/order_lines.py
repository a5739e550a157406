"""Put lines in reading order: what continues a line stands after it, wherever the extractor put it."""

import numpy as np

from ..evidence.breaks import break_scores
from ..evidence.decisions import chances_of
from ..evidence.flows import find_flows
from ..evidence.sheet import sheet_of
from ..page import Decision, Line, Page, Role, Seam


def order_lines(page: Page) -> Page:
    """Lines in reading order, each with its seam to the line after it: a join, a paragraph break, or None where the
    flow of text ends.

    Which line follows which is decided for the whole page at once, from what is known of news text, of the page's own
    words, of measures, indents, end marks and kinsoku, and of the way its columns alternate. Flows stand in the order
    in which they begin in the dump.
    """
    if not page.lines:
        return page
    if page.untouched:
        return page.with_(lines=_as_they_stand(page.lines))
    sheet = sheet_of(page.lines)
    roles = chances_of(page.lines, sheet)
    flows = find_flows(sheet, roles)
    tails = np.flatnonzero(flows.following >= 0)
    heads = flows.following[tails]
    broken = dict(zip(tails.tolist(), break_scores(sheet, roles, tails, heads).tolist(), strict=True))
    starts = set(range(len(sheet))) - set(heads.tolist())
    follow, sure, place = flows.following.tolist(), flows.score.tolist(), sheet.place.tolist()
    lines: list[Line] = []
    decisions = list(page.decisions)
    for start in sorted(starts, key=lambda i: place[i]):
        at = start
        while at >= 0:
            line, after = page.lines[at], follow[at]
            if after < 0:
                lines.append(line.tied(None, 0.0))
                break
            p = broken[at]
            seam = Seam.BREAK if p > 0.5 else _joint(line.text.value, page.lines[after].text.value)
            lines.append(line.tied(seam, sure[at] * max(p, 1 - p)))
            if after != at + 1:
                spans = line.text.spans[-1:] + page.lines[after].text.spans[:1]
                decisions.append(Decision("order-lines", "hop", spans, "reads on here", sure[at]))
            at = after
    return page.with_(lines=tuple(lines), decisions=tuple(decisions))


def _as_they_stand(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Whole lines as the dump has them: each a paragraph, those that no title divides in one flow."""
    in_body = [line.role is None or line.role in (Role.BODY, Role.SUBHEAD) or line.indent >= 2 for line in lines]
    return tuple(
        line.tied(Seam.BREAK if here and after else None, 1.0)
        for line, here, after in zip(lines, in_body, [*in_body[1:], False], strict=True)
    )


def _joint(left: str, right: str) -> Seam:
    """A space where two words of a spaced script meet, nothing elsewhere."""
    spaced = left[-1:].isalpha() and right[:1].isalpha() and ord(left[-1]) < 0x2E80 and ord(right[0]) < 0x2E80
    return Seam.SPACE if spaced else Seam.JOIN
