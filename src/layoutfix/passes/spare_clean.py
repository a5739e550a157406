"""Leave alone what needs no repair: text whose lines are whole."""

from typing import Final

import numpy as np

from ..evidence.characters import Kind
from ..evidence.page_script import is_chinese
from ..evidence.roles import local_measure
from ..evidence.sheet import sheet_of
from ..page import Decision, Page

LEAST_MEASURE: Final = 6.0
FULL: Final = 2.5
_OPEN_ENDS: Final = [Kind.HAN, Kind.DIGIT, Kind.OPENING, Kind.MARK]


def spare_clean(page: Page) -> Page:
    """The page marked as untouched where nothing shows that its lines were cut at a column's edge.

    What shows it: a line of Chinese as wide as the lines about it that stops without any mark (GB/T 15834 has no
    sentence end without one) and is followed by a line that may go on; or anything that a pass before this one had to
    repair.
    Clean articles, verse, rosters and code show none of these, and come back as they are; so do other languages, whose
    lines this package does not join.
    """
    if page.untouched or not page.lines:
        return page
    if page.decisions or (is_chinese(page.dump) and _is_cut(page)):
        return page
    spans = tuple(span for line in page.lines for span in line.text.spans)
    note = Decision("spare-clean", "leave", spans, "no line is cut at a column's edge")
    return page.with_(untouched=True, decisions=(*page.decisions, note))


def _is_cut(page: Page) -> bool:
    sheet = sheet_of(page.lines)
    if len(sheet) < 2:
        return False
    near = np.minimum(local_measure(sheet), np.maximum.reduce([sheet.width[:-1].max(), sheet.width[-1]]))
    full = (sheet.width + sheet.indent >= near - FULL) & (near >= LEAST_MEASURE)
    stops_open = np.isin(sheet.last_kind, _OPEN_ENDS) & (sheet.spaces < 0.2 * sheet.characters)
    goes_on = np.isin(sheet.first_kind, [Kind.HAN, Kind.DIGIT, Kind.OPENING, Kind.LETTER])
    return bool((full[:-1] & stops_open[:-1] & goes_on[1:]).any())
