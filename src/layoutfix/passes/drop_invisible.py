"""Drop characters that print cannot show and that nothing hangs on."""

from dataclasses import replace
from typing import Final

import regex

from ..evidence.spacing import CHARACTER
from ..page import Decision, Line, Page

_WIDE: Final = rf"[{CHARACTER}\u3001-\u303f\uff01-\uff60“”‘’—…]"
_INVISIBLE: Final = regex.compile(
    rf"(?<=^|\S)\ufeff+(?=\S|$)|(?<={_WIDE})[\u00ad\u200b\u2060]+(?={_WIDE}|$)|^[\u00ad\u200b\u2060]+(?={_WIDE})"
)


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
    lines: list[Line] = []
    decisions = list(page.decisions)
    for line in page.lines:
        text = line.text
        found = [] if text.value.isprintable() else [at.span() for at in _INVISIBLE.finditer(text.value)]
        if found and sum(end - start for start, end in found) < len(text):
            names = dict.fromkeys(f"U+{ord(c):04X}" for start, end in found for c in text.value[start:end])
            spans = tuple(span for start, end in found for span in text.cut(start, end).spans)
            reason = "print cannot show it, and nothing hangs on it"
            decisions.append(Decision("drop-invisible", f"drop {', '.join(names)}", spans, reason))
            line = replace(line, text=text.substitute((start, end, "") for start, end in found))
        lines.append(line)
    if len(decisions) == len(page.decisions):
        return page
    return page.with_(lines=tuple(lines), decisions=tuple(decisions))
