"""Drop characters that print cannot show and that nothing hangs on."""

import re
from functools import cache
from typing import Final

from ..evidence.spacing import CHARACTER
from ..page import Decision, Page
from ..script import code_points
from ..text import Span, Text
from .with_texts import with_texts

_WIDE: Final = rf"[{CHARACTER}\u3001-\u303f\uff01-\uff60“”‘’—…]"
_BREAKS: Final = r"\u00ad\u200b\u2060"
_SOLID: Final = re.compile(r"\S+")


def drop_invisible(page: Page) -> Page:
    """Lines without invisible characters among ideographs.

    Soft hyphen (U+00AD), zero width space (U+200B) and word joiner (U+2060) allow or forbid a line to break. Between
    two full-width characters, where any line may break, and at the edge of a line beside one, they say nothing and are
    dropped; spaces about them stay. Beside other scripts they stay: a soft hyphen parts a word there, and U+200B is how
    Thai and Khmer part words. A byte order mark inside the text (U+FEFF) is dropped anywhere (Unicode, section 23.8).
    Joiners (U+200C, U+200D) and variation selectors stay: they make one sign of several.

    >>> from layoutfix.page import Line
    >>> from layoutfix.text import Text
    >>> page = Page("湖边\\u200b栈道", lines=(Line(Text.of("湖边\\u200b栈道", 0, 5)),))
    >>> str(drop_invisible(page).lines[0].text)
    '湖边栈道'
    """
    return with_texts(page, _dropped)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What is dropped, byte order marks first; compiled where they are needed, since few pages hold any of it."""
    return (
        re.compile(r"^[\s\ufeff]+|(?<![\s\ufeff])[\s\ufeff]+$|\ufeff+"),
        re.compile(
            rf"^[\s{_BREAKS}]+(?={_WIDE})|(?<={_WIDE})[\s{_BREAKS}]+$"
            rf"|(?<={_WIDE})\s*[{_BREAKS}][\s{_BREAKS}]*(?={_WIDE})"
        ),
    )


def _dropped(text: Text) -> tuple[Text, Decision] | None:
    if text.value.isprintable():
        return None
    new, spans, dropped = text, list[Span](), ""
    for pattern in _patterns():
        parts = [part for run in pattern.finditer(new.value) for part in _parts(run)]
        spans += new.spans_of(parts)
        dropped += "".join(new.value[start:end] for start, end in parts)
        new = new.substitute((start, end, "") for start, end in parts)
    if not dropped or not new:
        return None
    names = code_points("".join(dropped.split()))
    reason = "print cannot show it, and nothing hangs on it"
    return new, Decision("drop-invisible", f"drop {names}", tuple(sorted(spans)), reason)


def _parts(run: re.Match[str]) -> list[tuple[int, int]]:
    """The parts of a run that go: all of it at the edge of the text, all but white space inside."""
    if run.start() == 0 or run.end() == len(run.string):
        return [run.span()]
    return [(run.start() + part.start(), run.start() + part.end()) for part in _SOLID.finditer(run[0])]
