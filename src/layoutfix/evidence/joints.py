"""What stands between two lines that are joined: nothing, a space, or a hyphen that goes or stays."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import regex

from ..script import AMBIGUOUS, CLOSING, OPENING, PAUSES, TERMINAL, is_han, is_hangul, is_wide
from ..text import Text
from .spacing import count_meetings

REACH: Final = 1000
"""So many characters before and after a line end are looked at: more than words and nearly all addresses have."""

_HYPHEN: Final = regex.compile(r"(?<!\p{L}['’]*+)(?P<word>\p{L}[\p{L}'’]*+)(?:-|\u2010|\u00ad)$")
_NUMBER: Final = regex.compile(r"\p{Nd}[-\u2010–]$")
_NEXT_WORD: Final = regex.compile(r"(?P<word>\p{Ll}[\p{L}'’]*+)(?P<more>[-\u2010]?)")
_WORD: Final = regex.compile(r"\p{L}[\p{L}'’]*+(?:-\p{L}[\p{L}'’]*+)*+")
_ADDRESS: Final = regex.compile(r"(?:https?://|www\.)[!-~]*+$")
_ADDRESS_GOES_ON: Final = regex.compile(r"[!-~]*?[/.=&?%#_\d-]")
_INSIDE_ADDRESS: Final = frozenset("/-_?&=%#")
_HAN_NEAR: Final = regex.compile(r"\p{Han}|[\p{Hiragana}\p{Katakana}]")
_NEAR: Final = 12
_SOFT_HYPHEN: Final = "\u00ad"

_CONJUNCTIONS: Final = frozenset({"and", "or", "to", "und", "oder", "bis", "sowie", "et", "ou", "y", "e", "o", "en"})
"""Words before which a hyphen stands for the rest of a word (`Kinder- und Jugendbuch`)."""

_KEPT_AFTER: Final = frozenset(
    {"all", "avant", "cross", "demi", "ex", "half", "long", "mid", "self", "short", "sous", "state", "vice", "well"}
)
"""First parts of compounds that English or French writes with a hyphen."""


def join_texts(texts: Iterable[Text], dump: str) -> Text:
    """Lines that go on in each other as one text, joined as `joint` says; none of them is empty.

    >>> lines = "an exam-", "ple", "of it"
    >>> str(join_texts([Text.of(line, 0, len(line)) for line in lines], ""))
    'an example of it'
    """
    joined: list[tuple[str, Text]] = []
    end = ""
    for text in texts:
        dropped, separator = joint(end, text.value, dump)
        if dropped:
            before, last = joined.pop()
            joined.append((before, last.substitute([(len(last) - dropped, len(last), "")])))
        joined.append((separator, text))
        end = (end[: len(end) - dropped] + separator + text.value)[-REACH:]
    return Text.join_by(joined)


def joint(left: str, right: str, dump: str) -> tuple[int, str]:
    """How many characters the first line loses at its end, and what is put between it and the second.

    Between full-width characters a line end stands for nothing (CSS Text 3, segment break transformation; quotes and
    dashes of ambiguous width are what the character beside them is); between words of a spaced script, Korean among
    them, for a space. A hyphen at a line end goes where it divides a word: where the word stands undivided in the dump,
    or else unless the dump has the two with a hyphen, the second goes on with another hyphen (`state-of-the-art`), is
    no small letter (`2019-20`), or the first is one that compounds begin with. Nothing is put into an address or, among
    Chinese, a number. `REACH` characters on either side are looked at.

    >>> joint("an exam-", "ple", ""), joint("Kinder-", "und Jugendbuch", ""), joint("2019-", "20", "")
    ((1, ''), (0, ' '), (0, ''))
    >>> joint("湖边", "栈道", ""), joint("도서관은", "아침", ""), joint("he said “no”", "and left", "")
    ((0, ''), (0, ' '), (0, ' '))
    """
    if not left or not right:
        return 0, ""
    if is_han(left[-1]) and is_han(right[0]):
        return 0, ""
    left, right = left[-REACH:], right[:REACH]
    if _ADDRESS.search(left) and (left[-1] in _INSIDE_ADDRESS or _ADDRESS_GOES_ON.match(right)):
        return 0, ""
    hyphen = _HYPHEN.search(left)
    if hyphen:
        return _divided(hyphen["word"], left[-1], right, dump)
    if _NUMBER.search(left) and right[0].isdigit():
        return 0, ""
    if left[-1] in OPENING or right[0] in CLOSING | PAUSES | TERMINAL:
        return 0, ""
    before, after = _is_wide_end(left), _is_wide_start(right)
    if before or after:
        is_spaced = is_hangul(left[-1]) or is_hangul(right[0])
        return 0, " " if is_spaced or (before != after and _is_meeting_spaced(left, right, dump)) else ""
    if "—" in (left[-1], right[0]):
        return 0, ""
    if _HAN_NEAR.search(left[-_NEAR:]) or _HAN_NEAR.search(right[:_NEAR]):
        return 0, " " if left[-1].isalpha() and right[0].isalpha() else ""
    return 0, " "


def begins_divided(text: str) -> bool:
    """Whether a line may begin with the rest of a word: a small letter, and no word that a hyphen before it waits for.

    >>> begins_divided("ple of it"), begins_divided("und Jugendbuch"), begins_divided("Buch")
    (True, False, False)
    """
    rest = _NEXT_WORD.match(text)
    return rest is not None and not (rest["word"] in _CONJUNCTIONS and text[rest.end() : rest.end() + 1] in ("", " "))


def _divided(first: str, hyphen: str, right: str, dump: str) -> tuple[int, str]:
    """What becomes of the hyphen after the word `first` at a line end."""
    rest = _NEXT_WORD.match(right)
    if hyphen == _SOFT_HYPHEN:
        return 1, ""
    if not rest:
        return 0, ""
    if not begins_divided(right):
        return 0, " "
    words = _words(dump)
    if (first + rest["word"]).lower() in words:
        return 1, ""
    is_compound = f"{first}-{rest['word']}".lower() in words
    return (0, "") if is_compound or rest["more"] or first.lower() in _KEPT_AFTER else (1, "")


@lru_cache(maxsize=2)
def _words(dump: str) -> frozenset[str]:
    """The words of spaced scripts in a dump, in small letters."""
    return frozenset(word.lower() for word in _WORD.findall(dump))


@lru_cache(maxsize=2)
def _spaces_meetings(dump: str) -> bool:
    return count_meetings(dump).are_spaced


def _is_meeting_spaced(left: str, right: str, dump: str) -> bool:
    """Whether a character meets digits or Latin here, in a dump that sets a space between them."""
    return count_meetings(left[-1] + right[0]).total > 0 and _spaces_meetings(dump)


def _is_wide_end(text: str) -> bool:
    last = text[-1]
    return is_wide(last) if last not in AMBIGUOUS else len(text) > 1 and is_wide(text[-2])


def _is_wide_start(text: str) -> bool:
    first = text[0]
    return is_wide(first) if first not in AMBIGUOUS else len(text) > 1 and is_wide(text[1])
