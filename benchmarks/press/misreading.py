"""A dump as OCR might have given it: characters misread, lines broken, blocks parted, woven and moved.

OCR of a page takes ten times as long as its printing; this makes more of what it does to seams and blocks from a dump
that has every block by itself, as MuPDF's has. How much of each a page suffers is drawn at random.
"""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from numpy.random import Generator

from ..learn.furniture import one

Lines = list[str]

_NARROW: Final = {
    "，": ", ", "：": ": ", "；": "; ", "？": "? ", "！": "! ", "（": " (", "）": ") ", "”": "” ",
}  # fmt: skip
"""Marks as OCR gives them where it takes them for Latin ones."""
_SPECKS: Final = "。，.、·’`”*一,"
"""What it sees at the ends of lines where there is nothing."""
SHORTEST: Final = 8
"""A line of fewer characters is not parted."""


@dataclass(frozen=True, slots=True)
class _Harm:
    """The chances that a page suffers each: for a character to be another, to be lost, to be followed by a space; for
    all marks of a kind to be narrow; for a line to be lost, to lose an end, to gain a speck, to stand apart; for a
    block to be parted, to be woven into the next, to be moved."""

    other: float
    lost: float
    spaced: float
    narrow: float
    line_lost: float
    line_cut: float
    speck: float
    apart: float
    parted: float
    woven: float
    moved: float


def misread(dump: str, random: Generator) -> str:
    """A dump with blank lines between its blocks, as OCR might have given the same page."""
    harm = _draw_harm(random)
    blocks = [block.splitlines() for block in dump.split("\n\n") if block.strip()]
    blocks = _woven([part for block in blocks for part in _parted(block, harm, random)], harm, random)
    narrow = {mark: latin for mark, latin in _NARROW.items() if random.random() < harm.narrow}
    alphabet = [c for c in dump if not c.isspace()]
    kept = [[line for line in block if random.random() >= harm.line_lost] for block in _moved(blocks, harm, random)]
    found = [[_line(line, harm, narrow, alphabet, random) for line in block] for block in kept if block]
    return "\n\n".join("\n".join(_spread(block, harm, random)) for block in found) + "\n"


def _draw_harm(random: Generator) -> _Harm:
    def rate(most: float) -> float:
        return float(most * random.random() ** 2)

    return _Harm(
        other=rate(0.06), lost=rate(0.05), spaced=rate(0.03), narrow=float(random.random()), line_lost=rate(0.06),
        line_cut=rate(0.15), speck=rate(0.1), apart=rate(0.3), parted=rate(0.6), woven=rate(0.4), moved=rate(0.25),
    )  # fmt: skip


def _parted(block: Lines, harm: _Harm, random: Generator) -> list[Lines]:
    """The block, or what stands above some of its lines, their left ends, their right ends, and what stands below."""
    if random.random() >= harm.parted or max(map(len, block)) < SHORTEST:
        return [block]
    start = int(random.integers(len(block)))
    end = min(len(block), start + int(random.integers(1, 8)))
    place = int(max(map(len, block)) * random.uniform(0.25, 0.8))
    left, right = ([line[side].strip() for line in block[start:end]] for side in (slice(place), slice(place, None)))
    above, below = block[:start], block[end:]
    if random.random() < 0.5:
        above, left = above + left, []
    if random.random() < 0.5:
        right, below = [], right + below
    parts = [above, left, right, below]
    if random.random() < 0.2:
        parts = [above, right, left, below]
    return [kept for part in parts if (kept := [line for line in part if line])]


def _woven(blocks: list[Lines], harm: _Harm, random: Generator) -> list[Lines]:
    """Some blocks with the next beside them, line by line."""
    out: list[Lines] = []
    for block in blocks:
        if not out or len(block) < 3 or len(out[-1]) < 3 or random.random() >= harm.woven:
            out.append(block)
            continue
        gap = one(random, (" ", "  ", "     ", "。 ", "          "))
        late = [""] * int(random.integers(0, 2))
        rows = zip_longest(out[-1], late + block, fillvalue="")
        out[-1] = [(gap if all(row) else "").join(row) for row in rows if any(row)]
    return out


def _moved(blocks: list[Lines], harm: _Harm, random: Generator) -> list[Lines]:
    """Some blocks earlier or later than they stood, most of them by little."""
    places = [at + (random.normal(0, 6) if random.random() < harm.moved else 0) for at in range(len(blocks))]
    return [blocks[at] for at in sorted(range(len(blocks)), key=places.__getitem__)]


def _line(line: str, harm: _Harm, narrow: dict[str, str], alphabet: list[str], random: Generator) -> str:
    if random.random() < harm.line_cut and len(line) >= SHORTEST:
        rest = int(len(line) * random.uniform(0.5, 0.95))
        line = line[:rest] if random.random() < 0.5 else line[-rest:]
    chances = random.random((len(line), 3))
    out = []
    for character, (other, lost, spaced) in zip(line, chances.tolist(), strict=True):
        if lost < harm.lost:
            continue
        read = alphabet[int(random.integers(len(alphabet)))] if other < harm.other else character
        out.append(narrow.get(read, read) + (" " if spaced < harm.spaced else ""))
    speck = _SPECKS[int(random.integers(len(_SPECKS)))]
    text = "".join(out).strip()
    with_speck = one(random, (f"{text} {speck}", f"{speck} {text}", text + speck, speck + text))
    return with_speck if random.random() < harm.speck else text


def _spread(block: Lines, harm: _Harm, random: Generator) -> Lines:
    """The lines of a block, some with a blank line before them."""
    return [("\n" if at and random.random() < harm.apart else "") + line for at, line in enumerate(block) if line]
