"""Where one page ends and the next begins in a dump that does not say so."""

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import documents
from bank import SENTENCES
from layoutfix import repair
from layoutfix.evidence.encoder import Reading, read_sheet
from layoutfix.evidence.page_ends import LEAST, LEAST_BARE, NEAR, TOGETHER, page_ends
from layoutfix.evidence.roles import FURNITURE, OUTPUTS, TITLES
from layoutfix.evidence.sheet import Ints, sheet_of
from layoutfix.io.read_text import read_page


def reading_of(rows: list[str], furniture: Collection[int] = (), titles: Collection[int] = ()) -> Reading:
    """The reading of a page of these rows of which these lines are furniture and titles."""
    reading = read_sheet(sheet_of(read_page("\n".join(rows)).lines))
    roles = np.zeros((len(reading.sheet), OUTPUTS), dtype=np.float32)
    roles[list(titles), TITLES[0]] = 1
    roles[list(furniture), FURNITURE] = 1
    return reading._replace(roles=roles)


def rows_of(count: int) -> list[str]:
    return [f"{SENTENCES[at % len(SENTENCES)][:9]}{at}" for at in range(count)]


def followed(count: int, *ends: int) -> Ints:
    """Each line followed by the next, but for those before these ends."""
    following = np.append(np.arange(1, count), -1)
    following[[end - 1 for end in ends]] = -1
    return following


FIRST, COUNT = 2 * LEAST, 5 * LEAST


@pytest.mark.parametrize("furniture", [FIRST - NEAR, FIRST - 1, FIRST, FIRST + NEAR - 1])
def test_a_page_ends_beside_furniture_where_no_line_goes_on(furniture: int) -> None:
    reading = reading_of(rows_of(COUNT), [furniture])
    assert page_ends(reading, followed(COUNT, FIRST), several=False) == [FIRST]
    assert page_ends(reading, followed(COUNT), several=False) == []


@pytest.mark.parametrize("furniture", [FIRST - NEAR - 1, FIRST + NEAR])
def test_furniture_that_stands_farther_off_ends_no_page(furniture: int) -> None:
    assert page_ends(reading_of(rows_of(COUNT), [furniture]), followed(COUNT, FIRST), several=False) == []


@pytest.mark.parametrize(("tail", "head"), [(3, COUNT - 3), (COUNT - 3, 3)], ids=["ahead", "back"])
def test_no_page_ends_where_any_line_goes_on_on_the_other_side(tail: int, head: int) -> None:
    following = followed(COUNT, FIRST)
    following[tail] = head
    assert page_ends(reading_of(rows_of(COUNT), [FIRST]), following, several=False) == []


@pytest.mark.parametrize("end", [LEAST - 1, COUNT - LEAST + 1])
def test_no_page_is_shorter_than_the_least(end: int) -> None:
    assert page_ends(reading_of(rows_of(COUNT), [end]), followed(COUNT, end), several=False) == []


def test_no_page_ends_within_a_row() -> None:
    rows = rows_of(COUNT)
    page = read_page("\n".join(rows))
    lines = [line if at != FIRST else replace(line, row=FIRST - 1) for at, line in enumerate(page.lines)]
    reading = reading_of(rows, [FIRST])._replace(sheet=sheet_of(lines))
    assert page_ends(reading, followed(COUNT, FIRST), several=False) == []


def test_of_places_close_together_the_one_with_most_blank_rows_counts() -> None:
    rows = rows_of(COUNT)
    rows[FIRST + 2] = "\n\n" + rows[FIRST + 2]
    rows[FIRST + TOGETHER] = "\n\n\n" + rows[FIRST + TOGETHER]
    places = [FIRST, FIRST + 2, FIRST + 5, FIRST + TOGETHER]
    assert page_ends(reading_of(rows, places), followed(COUNT, *places), several=False) == [FIRST + 2]


def test_a_long_part_of_several_pages_ends_before_a_title() -> None:
    count, titles = LEAST_BARE + 3 * LEAST, [LEAST, LEAST_BARE + LEAST]
    reading, following = reading_of(rows_of(count), titles=titles), followed(count, LEAST_BARE, *titles)
    assert page_ends(reading, following, several=False) == []
    assert page_ends(reading, following, several=True) == [LEAST_BARE + LEAST]


@given(st.data(), st.booleans())
def test_pages_are_long_enough_and_nothing_is_tied_across_their_ends(data: st.DataObject, several: bool) -> None:
    count = data.draw(st.integers(1, LEAST_BARE + 100))
    at = st.integers(0, count - 1)
    following = np.full(count, -1)
    for tail, head in data.draw(st.lists(st.tuples(at, at), max_size=3)):
        following[tail] = head if head != tail else -1
    places = st.sets(at, max_size=9)
    reading = reading_of(["栈道"] * count, data.draw(places), data.draw(places))
    bounds = [0, *page_ends(reading, following, several=several), count]
    assert all(end - start >= LEAST for start, end in pairwise(bounds)) or len(bounds) == 2
    page = np.searchsorted(bounds, np.arange(count), side="right")
    tails = np.flatnonzero(following >= 0)
    assert (page[tails] == page[following[tails]]).all()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("briefs", "radicals"),
        ("headline-after", "photos"),
        ("list-and-jump", "ocr"),
        ("ocr", "spaced"),
        ("photos", "radicals"),
        ("side-by-side", "spaced"),
        ("spaced", "columns-moved"),
        ("titles-last", "headline-before"),
    ],
)
def test_pages_without_a_form_feed_between_them_come_out_as_apart(first: str, second: str) -> None:
    dumps = [documents.load(name)[0].rstrip("\n") for name in (first, second)]
    apart = [article for dump in dumps for article in documents.page_parts(repair(dump))]
    together = documents.page_parts(repair("\n".join(dumps)))
    assert [article for article in apart if article not in together] == []
