"""Point out characters that no reader can make sense of."""

from collections.abc import Iterator
from typing import Final

import regex

from ..page import Decision, Page
from ..script import code_points
from ..text import Text

_SENSELESS: Final = regex.compile(r"[\p{Cc}--\s]+|\ufffd+|\p{Co}+|\p{Cs}+", regex.V1)


def flag_characters(page: Page) -> Page:
    """The page with a decision for each line that holds characters which stand for something that was lost.

    These are control characters (the breaks of UAX #14 excepted), private-use characters, lone surrogates and U+FFFD.
    They stay, since nobody knows what stood there: a person or a pass that knows the font can look at them.

    >>> from layoutfix.page import Line
    >>> page = flag_characters(Page("湖边\\ue000", lines=(Line(Text.of("湖边\\ue000", 0, 3)),)))
    >>> [(decision.action, decision.spans) for decision in page.decisions]
    [('flag U+E000', (Span(start=2, end=3),))]
    """
    known = set(page.decisions)
    found = [decision for line in page.lines for decision in _flags(line.text) if decision not in known]
    return page.with_(decisions=(*page.decisions, *found)) if found else page


def _flags(text: Text) -> Iterator[Decision]:
    if text.value.isprintable() and "\ufffd" not in text.value:
        return
    runs = list(_SENSELESS.finditer(text.value))
    if runs:
        names = code_points("".join(run[0] for run in runs))
        spans = text.spans_of(run.span() for run in runs)
        yield Decision("flag-characters", f"flag {names}", spans, "stands for something that was lost")
