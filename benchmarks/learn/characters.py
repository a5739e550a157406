"""The vocabulary: which characters news text is made of, and which of them count as one."""

import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Final

import numpy as np
import opencc
from numpy.typing import NDArray

from layoutfix.evidence.characters import CODE_POINTS
from layoutfix.evidence.language import UNKNOWN
from layoutfix.script import is_han

from .corpus import read_articles
from .store import Run

PLANES: Final = 0x30000
"""Code points from here on are unknown characters."""
LEAST_COUNT: Final = 5
_SURROGATES: Final = range(0xD800, 0xE000)
_QUOTES: Final = dict(zip("「」『』﹁﹂", "“”‘’“”", strict=True))


def learn_characters(run: Run) -> None:
    """`characters.npy`: the row of each code point whose folded form stands at least `LEAST_COUNT` times in the corpus.

    Rows are given by falling count, from 2 on; 0 pads, 1 is any other character.
    """
    folds = fold_table()
    seen: Counter[str] = Counter()
    for article in read_articles(run):
        for paragraph in article.paragraphs:
            seen.update(paragraph)
    folded: Counter[int] = Counter()
    for character, count in seen.items():
        folded[int(folds[ord(character)]) if ord(character) < PLANES else 0] += count
    vocabulary = [point for point, count in folded.most_common() if count >= LEAST_COUNT]
    row_of = np.full(CODE_POINTS, UNKNOWN, dtype=np.uint16)
    row_of[vocabulary] = np.arange(2, 2 + len(vocabulary))
    rows = row_of[folds]
    points = np.flatnonzero(rows != UNKNOWN)
    run.save("characters", {"points": points.astype(np.uint32), "rows": rows[points]})
    print(f"{len(vocabulary)} kinds of characters, {len(points)} code points")


def fold_table() -> NDArray[np.uint32]:
    """What each code point counts as: width and radicals folded (NFKC), Traditional as Simplified (OpenCC `t2s`), and
    corner brackets as the mainland's quotes."""
    to_simplified = opencc.OpenCC("t2s").convert
    table = np.arange(PLANES, dtype=np.uint32)
    for point in range(0x20, PLANES):
        if point not in _SURROGATES:
            table[point] = ord(_folded(chr(point), to_simplified))
    return table


def _folded(character: str, to_simplified: Callable[[str], str]) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    plain = unicodedata.normalize("NFKC", character)
    plain = plain if len(plain) == 1 else character
    simple = to_simplified(plain) if is_han(plain) else plain
    return simple if len(simple) == 1 else plain
