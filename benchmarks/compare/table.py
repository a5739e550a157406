"""The table in Markdown."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Final, NamedTuple

HEAD: Final = (
    "", "MB a second", "layoutfix takes, warm", "layoutfix takes, whole process",
    "MB held, loaded", "MB held, at most", "layoutfix holds at most",
)  # fmt: skip


class Pair(NamedTuple):
    """What one run of layoutfix took, and the run of the other after it, in seconds."""

    own: float
    other: float


class Memory(NamedTuple):
    """MB that a process held once it had loaded what it is about, and at most."""

    loaded: float
    most: float


class Row(NamedTuple):
    """What was measured of one contender, and of layoutfix in turn with it; `size` is MB of dumps a warm run."""

    title: str
    dumps: str
    size: float
    warm: Sequence[Pair]
    whole: Sequence[Pair]
    own: Memory
    other: Memory


def table(rows: Sequence[Row]) -> str:
    """A row for layoutfix on the dumps of each extractor, then one for each contender."""
    lines = [HEAD, ("---",) * len(HEAD), *_own_rows(rows), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _own_rows(rows: Sequence[Row]) -> Iterable[Sequence[str]]:
    for dumps in dict.fromkeys(row.dumps for row in rows):
        same = [row for row in rows if row.dumps == dumps]
        seconds = median(pair.own for row in same for pair in row.warm)
        loaded, most = (median(row.own[at] for row in same) for at in range(2))
        yield f"layoutfix, dumps of {dumps}", _speed(same[0].size / seconds), "", "", f"{loaded:.0f}", f"{most:.0f}", ""


def _cells(row: Row) -> Sequence[str]:
    speed = row.size / median(pair.other for pair in row.warm)
    memory = (f"{row.other.loaded:.0f}", f"{row.other.most:.0f}", f"{row.own.most / row.other.most:.1f}×")
    return row.title, _speed(speed), times(row.warm), times(row.whole), *memory


def _speed(value: float) -> str:
    return f"{value:.3g}"


def times(pairs: Sequence[Pair]) -> str:
    """How many times as long layoutfix takes: the median of the ratios of the pairs, and their range.

    >>> times([Pair(2, 1), Pair(3, 1), Pair(4, 1)])
    '3.0× (2.0–4.0)'
    """
    ratios = sorted(pair.own / pair.other for pair in pairs)
    digits = 2 if median(ratios) < 1 else 1 if median(ratios) < 100 else 0
    return f"{median(ratios):.{digits}f}× ({ratios[0]:.{digits}f}–{ratios[-1]:.{digits}f})"
