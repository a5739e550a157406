"""What would act on a terminal is shown, not sent."""

import sys
from unicodedata import bidirectional, category

import pytest

from layoutfix.io.visible import visible

DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def acts(c: str) -> bool:
    """Whether a character is a control, breaks a line, sets the direction of others, or cannot be encoded."""
    return category(c) in ("Cc", "Zl", "Zp", "Cs") or bidirectional(c) in DIRECTIONS


def test_every_character_that_acts_is_escaped_and_no_other_is() -> None:
    for c in map(chr, range(sys.maxunicode + 1)):
        shown = visible(c)
        assert (shown != c) == acts(c)
        assert not any(map(acts, shown))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红", "\\x1b[31m红"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("page\u202etxt.exe", "page\\u202etxt.exe"),
        ("a\r\nb\tc", "a\\r\\nb\\tc"),
        ("\udc80", "\\udc80"),
    ],
)
def test_cases(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_what_is_kept() -> None:
    assert visible("a\tb\nc\x1b", keep="\n\t") == "a\tb\nc\\x1b"
