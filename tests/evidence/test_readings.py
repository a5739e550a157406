"""The readings of the stretches of a page, found once."""

import time
from collections.abc import Callable

import numpy as np
import pytest

from bank import SENTENCES
from layoutfix.evidence import readings, stretches
from layoutfix.evidence.encoder import MOST_PAIRS, Reading, read_tied
from layoutfix.evidence.flows import Flows, tie_lines
from layoutfix.evidence.readings import forget_readings, read_stretches
from layoutfix.evidence.sheet import Sheet, sheet_of
from layoutfix.evidence.stretches import MOST_LINES
from layoutfix.io.read_text import read_page


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of lines of the sheets that have been read since."""
    sizes: list[int] = []

    def counted(sheet: Sheet, tie: Callable[[Reading], Flows]) -> tuple[Reading, Flows]:
        sizes.append(len(sheet))
        return read_tied(sheet, tie)

    monkeypatch.setattr(readings, "read_tied", counted)
    forget_readings()
    return sizes


def test_the_same_lines_are_read_once(read: list[int]) -> None:
    for _ in range(2):
        ((stretch, reading, _),) = read_stretches(read_page("\n".join(SENTENCES[:3])).lines)
        assert (stretch, len(reading.sheet)) == (range(3), 3)
    assert read == [3]


def test_each_stretch_is_read_once_and_as_if_it_were_alone(read: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    most = 300
    monkeypatch.setattr(stretches, "MOST_LINES", most)
    lines = read_page("".join(f"{SENTENCES[at % 7][:9]}{at}\n" for at in range(3 * most))).lines
    once, again = (list(read_stretches(lines)) for _ in range(2))
    assert [len(stretch) for stretch, _, _ in once] == read
    assert len(read) > 2 and sum(read) == 3 * most
    alone, tied = read_tied(sheet_of(lines[once[1].lines.start : once[1].lines.stop]), tie_lines)
    for _, found, ties in (once[1], again[1]):
        assert np.array_equal(found.roles, alone.roles)
        assert found.sheet.texts == alone.sheet.texts
        assert np.array_equal(ties.following, tied.following)


def test_a_page_without_lines_has_no_readings() -> None:
    assert list(read_stretches(())) == []


def test_time_and_pairs_grow_with_the_page_not_with_its_square() -> None:
    def cost(count: int) -> tuple[float, int]:
        lines = read_page("守塔人卢阿水把拆下来的煤油灯\n" * count).lines
        forget_readings()
        start = time.process_time()
        pairs = sum(len(reading.pairs.tails) for _, reading, _ in read_stretches(lines))
        return time.process_time() - start, pairs

    cost(MOST_LINES)
    (short, few), (long, many) = cost(MOST_LINES), cost(4 * MOST_LINES)
    assert many < 5 * few and many <= 4 * MOST_LINES * 2 * MOST_PAIRS
    assert long < 10 * short
