"""What the whole page says of each line."""

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import example, given, settings

from bank import SENTENCES
from layoutfix.evidence.encoder import DOUBT, MOST_PAIRS, MOST_READINGS, Reading, read_sheet, read_tied
from layoutfix.evidence.roles import OUTPUTS, ROLES
from layoutfix.evidence.sheet import Ints, sheet_of
from layoutfix.evidence.stretches import MOST_LINES
from layoutfix.io.read_text import read_page
from strategies import any_text, dump_like_text, typeset_pages


class Tied(NamedTuple):
    following: Ints
    chance: float
    weakest: float = 0.0


def reading_of(dump: str) -> Reading:
    return read_sheet(sheet_of(read_page(dump).lines))


@settings(max_examples=25)
@given((any_text | dump_like_text | typeset_pages).filter(str.strip))
@example("一")
def test_chances_of_every_line(dump: str) -> None:
    reading = reading_of(dump)
    n = len(reading.sheet)
    assert reading.roles.shape == (n, OUTPUTS)
    assert np.allclose(reading.roles[:, : len(ROLES)].sum(axis=1), 1, atol=1e-4)
    assert (reading.roles >= 0).all() and (reading.roles <= 1).all()
    tails, heads = reading.pairs
    assert (tails != heads).all() and len(set(zip(tails.tolist(), heads.tolist(), strict=True))) == len(tails)
    for logs, owner, none in ((reading.ahead, tails, reading.stops), (reading.back, heads, reading.opens)):
        shares = np.exp(none) + np.bincount(owner, np.exp(logs), n)
        assert (shares <= 1 + 1e-3).all() and (np.exp(none) >= 0).all()


@pytest.mark.parametrize("count", [40, 700])
def test_what_was_tied_by_the_first_reading_is_likelier_in_the_second(count: int) -> None:
    sheet = sheet_of(read_page("\n".join(f"{SENTENCES[at % 19][:14]}{at}" for at in range(count))).lines)
    first = read_sheet(sheet)
    following = np.append(np.arange(7, count), np.full(7, -1))
    given: list[Reading] = []
    second, _ = read_tied(sheet, lambda reading: given.append(reading) or Tied(following, 0.0))
    assert [np.array_equal(reading.ahead, first.ahead) for reading in given] == [True, False]

    def likely(reading: Reading) -> float:
        """The mean of the logs of the chances of these ties."""
        tails, heads = reading.pairs
        return float(reading.ahead[following[tails] == heads].mean())

    assert likely(second) > likely(first) + 0.5


def test_a_first_reading_that_ties_nothing_leaves_every_line_a_place() -> None:
    sheet = sheet_of(read_page("\n".join(SENTENCES[:12])).lines)
    reading, _ = read_tied(sheet, lambda first: Tied(np.full(len(first.sheet), -1), 0.0))
    assert reading.roles.shape == (12, OUTPUTS) and len(reading.pairs.tails)


@pytest.mark.parametrize(
    ("ties", "chances", "read", "chosen"),
    [
        ([7, 7], [-1, -9], 2, 1),
        ([7, 8, 8], [-1, -2, -9], 3, 2),
        ([7, 8, 7], [-1, -2, -9], 3, 1),
        ([7, 8, 7], [-1, -9, -2], 3, 2),
        ([7, 8, 9], [0, -3, -2], MOST_READINGS, 2),
        ([7, 8, 9], [0, -2, -3], MOST_READINGS, 1),
    ],
    ids=["settled at once", "settled later", "back and forth", "the later surer", "never settled", "an earlier surer"],
)
def test_a_page_is_read_until_its_ties_stay_or_else_the_surest_reading_counts(
    ties: list[int], chances: list[float], read: int, chosen: int
) -> None:
    sheet = sheet_of(read_page("\n".join(SENTENCES[:12])).lines)
    given: list[tuple[Reading, Tied]] = []

    def tie(reading: Reading) -> Tied:
        step, chance = ties[len(given)], chances[len(given)]
        given.append((reading, Tied(np.where(np.arange(12) + step < 12, np.arange(12) + step, -1), chance)))
        return given[-1][1]

    reading, tied = read_tied(sheet, tie)
    assert len(given) == read
    assert reading is given[chosen][0] and tied is given[chosen][1]


@pytest.mark.parametrize("weakest", [[0.9], [DOUBT, 0.9]], ids=["at once", "later"])
def test_a_page_is_not_read_again_once_no_tie_is_in_doubt(weakest: list[float]) -> None:
    sheet = sheet_of(read_page("\n".join(SENTENCES[:12])).lines)
    given: list[Reading] = []

    def tie(reading: Reading) -> Tied:
        given.append(reading)
        after = np.arange(12) + len(given)
        return Tied(np.where(after < 12, after, -1), 0.0, weakest[len(given) - 1])

    assert read_tied(sheet, tie)[0] is given[-1]
    assert len(given) == len(weakest)


def test_an_empty_page_has_an_empty_reading() -> None:
    reading = reading_of("")
    assert len(reading.roles) == len(reading.pairs.tails) == len(reading.stops) == 0


def test_of_each_line_the_likeliest_pairs_are_kept() -> None:
    count = MOST_LINES
    reading = reading_of("\n".join(f"{SENTENCES[at % len(SENTENCES)][:14]}{at}" for at in range(count)))
    tails, _ = reading.pairs
    assert set(tails.tolist()) == set(range(count))
    assert len(tails) <= count * 2 * MOST_PAIRS
