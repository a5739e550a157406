"""Which part of which article each line of a page is: the lines of a dump aligned with the page's known articles."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from .gold import Printed, Spot

MOST_PLACES: Final = 40
REACH: Final = 8
ROUNDS: Final = 3
LEAST_MISREAD: Final = 4
"""A line that OCR misread is looked for if it has so many characters,"""
LEAST_ALIKE: Final = 65
"""and found where so many in a hundred are alike."""


class Label(NamedTuple):
    """The first and the last character of a line."""

    first: Spot
    last: Spot

    def leads_to(self, other: "Label") -> bool:
        """Whether the other line begins, in the same part, just where this one ends."""
        return self.last._replace(offset=self.last.offset + 1) == other.first


def lines_of(labels: Sequence[Label | None], article: int, part: str) -> list[tuple[int, int]]:
    """The lines that hold nothing but a part of an article, in its order: where each begins there, and its number."""
    return sorted(
        (label.first.offset, line)
        for line, label in enumerate(labels)
        if label and label.first[:2] == (article, part) == label.last[:2]
    )


def label_lines(texts: Sequence[str], strings: list[Printed], *, misread: bool) -> list[Label | None]:
    """The label of each line (without white space), None for what is in no article.

    A line that stands in the articles once is told by that. One that stands there several times is where it goes on
    from its neighbours, or at least among them; no place is given twice. `misread` allows for OCR.
    """
    places = [_places(text, strings) for text in texts]
    if misread:
        places = [found or _misread_place(text, strings) for text, found in zip(texts, places, strict=True)]
    labels: list[Label | None] = [found[0] if len(found) == 1 else None for found in places]
    used = {label.first for label in labels if label}
    for turn in range(ROUNDS):
        for line, found in enumerate(places):
            free = [label for label in found if label.first not in used]
            if labels[line] is None and len(found) > 1 and free:
                best = max(free, key=lambda label: _support(line, label, labels))
                if turn == ROUNDS - 1 or _support(line, best, labels) >= 1:
                    labels[line] = best
                    used.add(best.first)
    return labels


def _places(text: str, strings: list[Printed]) -> list[Label]:
    """Where a text stands in the strings, each first character once."""
    found: list[tuple[Printed, int]] = []
    for printed in strings if text else ():
        at = printed.text.find(text)
        while at >= 0 and len(found) < MOST_PLACES:
            found.append((printed, at))
            at = printed.text.find(text, at + 1)
    return _labels(found, len(text))


def _misread_place(text: str, strings: list[Printed]) -> list[Label]:
    """Where a text stands that OCR misread: the place most like it."""
    if len(text) < LEAST_MISREAD:
        return []
    best: tuple[float, list[tuple[Printed, int]]] = (0.0, [])
    for printed in strings:
        if len(printed.text) >= 0.6 * len(text):
            found = fuzz.partial_ratio_alignment(text, printed.text, score_cutoff=LEAST_ALIKE)
            if found is not None and found.score > best[0]:
                best = (found.score, [(printed, found.dest_start)])
    return _labels(best[1], len(text))


def _labels(found: list[tuple[Printed, int]], length: int) -> list[Label]:
    labels: dict[Spot, Label] = {}
    for printed, at in found:
        first, last = printed.spot(at), printed.spot(at + length - 1)
        if first and last:
            labels.setdefault(first, Label(first, last))
    return list(labels.values())


def _support(line: int, label: Label, labels: list[Label | None]) -> float:
    """What the lines nearby say for a label: they lead to it or go on from it, or are of the same article."""
    support = 0.0
    for distance in range(1, REACH + 1):
        for near in (line - distance, line + distance):
            other = labels[near] if 0 <= near < len(labels) else None
            if other is None:
                continue
            leads = other.leads_to(label) if near < line else label.leads_to(other)
            support += 10 * leads + (other.first.article == label.first.article) / distance
    return support
