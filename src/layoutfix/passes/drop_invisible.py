"""Drop characters that print cannot show and that nothing hangs on."""

from functools import cache
from typing import Final

import regex

from ..evidence.spacing import CHARACTER
from ..page import Decision, Page, Text
from ..script import code_points
from .with_texts import with_texts

_WIDE: Final = rf"[{CHARACTER}\u3001-\u303f\uff01-\uff60“”‘’—…]"
_SOFT: Final = r"[\u00ad\u200b\u2060]+"


def drop_invisible(page: Page) -> Page:
    """Lines without invisible characters among ideographs.

    Soft hyphen (U+00AD), zero width space (U+200B) and word joiner (U+2060) allow or forbid a line to break. Between
    two full-width characters, where any line may break, and at the edge of a line beside one, they say nothing and are
    dropped. Beside other scripts they stay: a soft hyphen parts a word there, and U+200B is how Thai and Khmer part
    words. A byte order mark inside the text (U+FEFF) is dropped anywhere (Unicode, section 23.8). Joiners (U+200C,
    U+200D) and variation selectors stay: they make one sign of several.

    >>> from layoutfix.page import Line, Text
    >>> page = Page("湖边\\u200b栈道", lines=(Line(Text.of("湖边\\u200b栈道", 0, 5)),))
    >>> str(drop_invisible(page).lines[0].text)
    '湖边栈道'
    """
    return with_texts(page, _dropped)


@cache
def _invisible() -> regex.Pattern[str]:
    """What is dropped; compiled where it is needed, since few pages hold any of it."""
    return regex.compile(rf"(?<=^|\S)\ufeff+(?=\S|$)|(?<={_WIDE}){_SOFT}(?={_WIDE}|$)|^{_SOFT}(?={_WIDE})")


def _dropped(text: Text) -> tuple[Text, Decision] | None:
    found = [] if text.value.isprintable() else list(_invisible().finditer(text.value))
    if not found or len(text) == sum(len(run[0]) for run in found):
        return None
    names = code_points("".join(run[0] for run in found))
    spans = text.spans_of(run.span() for run in found)
    reason = "print cannot show it, and nothing hangs on it"
    decision = Decision("drop-invisible", f"drop {names}", spans, reason)
    return text.substitute((run.start(), run.end(), "") for run in found), decision
