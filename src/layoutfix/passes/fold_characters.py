"""Fold radicals and compatibility ideographs to the ideographs meant."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from unicodedata import normalize

from ..data.radicals import DOOR, SUPPLEMENT
from ..evidence.page_script import page_script
from ..page import Decision, Line, Page
from ..text import Text

_FOLDABLE: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_RADICALS_ONLY: Final = re.compile("[\u2e80-\u2fdf]")
_BY_SCRIPT: Final = re.compile("[⼾\uf900-\ufaff\U0002f800-\U0002fa1f]")


def fold_characters(page: Page) -> Page:
    """Each radical and compatibility ideograph of the lines written as the ideograph that it stands for.

    A text layer spells `工` as `⼯` where the font draws both with one glyph. The Kangxi radicals (U+2F00-2FDF) and
    the compatibility ideographs (U+F900-FAFF, U+2F800-2FA1F) are folded by Unicode's decompositions, the CJK Radicals
    Supplement (U+2E80-2EFF) by its EquivalentUnifiedIdeograph property, and `⼾` to what the page's script writes:
    `户`, `戶` or `戸`. Japanese and Korean pages keep compatibility ideographs, which names and dictionaries there
    choose on purpose. Every fold is one character for one; lines without any come back as they are.

    >>> from layoutfix.page import Line
    >>> from layoutfix.text import Text
    >>> page = Page("⼯作", lines=(Line(Text.of("⼯作", 0, 2)),))
    >>> str(fold_characters(page).lines[0].text)
    '工作'
    """
    if not any(_FOLDABLE.search(line.text.value) for line in page.lines):
        return page
    script = page_script(page.dump) if _BY_SCRIPT.search(page.dump) else ""
    pattern = _RADICALS_ONLY if script in ("Jpan", "Kore") else _FOLDABLE
    table = _Folds(DOOR.get(script, DOOR["Hans"]))

    def fold(at: re.Match[str]) -> str:
        return table[at.group()]

    lines: list[Line] = []
    decisions = list(page.decisions)
    for line in page.lines:
        found = [at for at in pattern.finditer(line.text.value) if table[at.group()] != at.group()]
        if found:
            decisions.append(_decision(line.text, found, table))
            pieces = (piece._replace(text=pattern.sub(fold, piece.text)) for piece in line.text.pieces)
            line = replace(line, text=Text.from_pieces(pieces))
        lines.append(line)
    if len(decisions) == len(page.decisions):
        return page
    return page.with_(lines=tuple(lines), decisions=tuple(decisions))


def _decision(text: Text, found: list[re.Match[str]], table: Mapping[str, str]) -> Decision:
    folds = dict.fromkeys(at.group() for at in found)
    action = ", ".join(f"{c} -> {table[c]}" for c in folds)
    spans = text.spans_of(at.span() for at in found)
    return Decision("fold-characters", action, spans, "written with radicals or compatibility ideographs")


class _Folds(dict[str, str]):
    """The ideograph of each character asked for; one that has none stands for itself."""

    def __init__(self, door: str) -> None:
        super().__init__(SUPPLEMENT)
        self["⼾"] = door

    def __missing__(self, c: str) -> str:
        folded = self[c] = normalize("NFKC", c)
        return folded
