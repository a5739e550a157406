"""How many articles of dumps could be used if all were known but the characters that a dump has wrong.

    python -m benchmarks.ceiling PAGES

PAGES holds dumps with known articles, `NAME.EXTRACTOR.txt` and `NAME.EXTRACTOR.gold.json`. Each line of a dump is
aligned with the articles: it goes on in one of them, and at its white space it may leap to any place of any. So lines
are cut where they should be, and each piece stands in its place, in its part of its article. What can be used then is
an upper bound for whatever repairs the page and mends no character. A line is printed for each extractor.
"""

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from layoutfix.io.read_text import read_page
from layoutfix.passes.fold_characters import fold_characters

from .learn.gold import GoldArticle, Spot, printed_strings
from .learn.pages import Dump, read_dumps
from .learn.usable import Told, is_usable, told_by

LEAP: Final = 0.9
"""What a leap costs, where a misread character costs 1,"""
SLIP: Final = 1.2
"""and one that is too many, or too few."""
BESIDE: Final = 3.0
"""What it costs to stand between two texts."""
LEAST_ALIKE: Final = 0.5
"""A piece with a smaller share of right characters is of no article."""

Text = NDArray[np.int32]


class Piece(NamedTuple):
    """A text, and the place of each of its characters among the known ones."""

    text: str
    places: NDArray[np.int64]


class Known(NamedTuple):
    """The texts of all articles, one after the other: the character at each place, what it costs to stand there, and of
    which part of which article it is."""

    text: Text
    cost: NDArray[np.float32]
    spots: list[Spot | None]


def main(folder: Path) -> None:
    """Print the table."""
    articles: Counter[str] = Counter()
    usable: Counter[str] = Counter()
    for dump in read_dumps(folder):
        articles[dump.extractor] += len(dump.articles)
        usable[dump.extractor] += sum(are_usable(dump))
    for extractor, count in sorted(articles.items()):
        print(f"{extractor:12}{usable[extractor]:6} of{count:6}{usable[extractor] / count:8.3f}")


def are_usable(dump: Dump) -> Iterator[bool]:
    """For each article of a dump whether its headline and its body can be made of pieces of the dump."""
    parts = _parts(dump.text, dump.articles)
    for number, article in enumerate(dump.articles):
        own = Told(parts[number, "headline"], parts[number, "body"])
        yield is_usable(own, told_by(article), dump.tolerance)


def _parts(dump: str, articles: list[GoldArticle]) -> dict[tuple[int, str], str]:
    """What the dump has of each part of each article."""
    known = _known(articles)
    lines = fold_characters(read_page(dump)).lines
    pieces = [piece for line in lines for piece in _pieces(line.text.value.split(), known)]
    found: dict[tuple[int, str], list[tuple[Spot, str]]] = defaultdict(list)
    for settled in _settled(pieces, known):
        for (article, part), group in groupby(settled, key=lambda one: one[0][:2]):
            spots, characters = zip(*group, strict=True)
            found[article, part].append((spots[0], "".join(characters)))
    parts = {part: "".join(text for _, text in sorted(own)) for part, own in found.items()}
    return defaultdict(str, parts)


def _known(articles: list[GoldArticle]) -> Known:
    texts: list[str] = []
    spots: list[Spot | None] = []
    for printed in printed_strings(articles):
        texts += [printed.text, "\0"]
        spots += [printed.spot(place) for place in range(len(printed.text) + 1)]
    cost = np.array([0.0 if spot else BESIDE for spot in spots], dtype=np.float32)
    return Known(_codes("".join(texts)), cost, spots)


def _codes(text: str) -> Text:
    """The characters as numbers; marks and digits of half and of full width are the same."""
    folded = (unicodedata.normalize("NFKC", character) for character in text)
    return np.array([ord(own[0]) for own in folded], dtype=np.int32)


def _pieces(tokens: list[str], known: Known) -> Iterator[Piece]:
    """The pieces of a line, each where it was found first."""
    text = "".join(tokens)
    if not text:
        return
    codes = _codes(text)
    places, leaps = _aligned(codes, np.cumsum([0, *map(len, tokens[:-1])]), known)
    for start, end in pairwise([*leaps, len(text)]):
        own = places[start:end]
        if (known.text[own] == codes[start:end]).mean() >= LEAST_ALIKE:
            yield Piece(text[start:end], own)


def _settled(pieces: list[Piece], known: Known) -> Iterator[list[tuple[Spot, str]]]:
    """The characters of each piece with their spots, the longest piece first: of places that have the same text it gets
    the one that others leave free, and none where they leave less than half of it."""
    whole = "".join(map(chr, known.text.tolist()))
    taken: set[Spot | None] = {None}
    for text, places in sorted(pieces, key=lambda piece: len(piece.text), reverse=True):
        first, last = int(places.min()), int(places.max())
        found = [match.start() for match in re.finditer(f"(?={re.escape(whole[first : last + 1])})", whole)]
        spots = [[known.spots[place] for place in (places - first + at).tolist()] for at in found]
        best = min(spots, key=lambda own: sum(spot in taken for spot in own))
        if 2 * sum(spot in taken for spot in best) < len(best):
            taken.update(best)
            yield [(spot, character) for spot, character in zip(best, text, strict=True) if spot]


def _aligned(codes: Text, starts: NDArray[np.int64], known: Known) -> tuple[NDArray[np.int64], list[int]]:
    """The place of each character of a line, and which characters begin a piece, at the least cost."""
    may_leap = np.isin(np.arange(len(codes)), starts)
    ways = np.zeros((len(codes), len(known.text)), dtype=np.int8)
    nearest = np.zeros(len(codes), dtype=np.int64)
    costs = np.full((4, len(known.text)), np.inf, dtype=np.float32)
    so_far = known.cost + (known.text != codes[0])
    for at in range(1, len(codes)):
        here = known.cost + (known.text != codes[at])
        nearest[at] = so_far.argmin()
        costs[0, 1:] = so_far[:-1] + here[1:]
        costs[1] = so_far + SLIP
        costs[2, 2:] = so_far[:-2] + here[2:] + SLIP
        costs[3] = so_far[nearest[at]] + LEAP + here if may_leap[at] else np.inf
        ways[at] = costs.argmin(axis=0)
        so_far = costs.min(axis=0)
    places = np.zeros(len(codes), dtype=np.int64)
    leaps = [0]
    place = int(so_far.argmin())
    for at in range(len(codes) - 1, 0, -1):
        places[at] = place
        way = ways[at, place]
        if way == 3:
            leaps.append(at)
        place = (place - 1, place, place - 2, int(nearest[at]))[way]
    places[0] = place
    return places, sorted(leaps)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
