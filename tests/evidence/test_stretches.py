"""Long pages in stretches."""

from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence.sheet import LONGEST
from layoutfix.evidence.stretches import MOST_CHARACTERS, MOST_LINES, stretch_limits, stretches_of
from layoutfix.io.read_text import read_page
from layoutfix.page import Line
from layoutfix.text import Text


def lines_of(count: int, text: str = "栈道") -> list[Line]:
    """So many lines in rows of their own."""
    return [Line(Text.of(text, 0, len(text)), row=at) for at in range(count)]


def no_ends(_: range) -> list[int]:
    return []


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40), st.integers(1, 3 * MOST_LINES))
def test_stretches_are_all_lines_in_order(blanks: list[int], count: int) -> None:
    lines = [Line(Text.of("栈道", 0, 2), row=at // 3, blank=blanks[at % len(blanks)]) for at in range(count)]
    stretches = list(stretches_of(lines, no_ends))
    assert [at for stretch in stretches for at in stretch] == list(range(count))
    assert all(len(stretch) <= MOST_LINES for stretch in stretches)
    assert all(2 * len(stretch) >= MOST_LINES for stretch in stretches[:-1])


@given(st.lists(st.sets(st.integers(1, MOST_LINES - 1), max_size=4), min_size=1), st.integers(1, 4 * MOST_LINES))
def test_stretches_end_where_pages_do_and_no_line_is_asked_about_more_than_twice(
    ends: list[set[int]], count: int
) -> None:
    asked: list[range] = []
    told: set[int] = set()

    def ends_in(longest: range) -> list[int]:
        here = sorted(end for end in ends[len(asked) % len(ends)] if end < len(longest))
        asked.append(longest)
        told.update(longest.start + end for end in here)
        return here

    stretches = list(stretches_of(lines_of(count), ends_in))
    assert [at for stretch in stretches for at in stretch] == list(range(count))
    assert told <= {stretch.stop for stretch in stretches}
    assert sum(map(len, asked)) <= 2 * count + MOST_LINES


def test_a_printed_page_is_one_stretch_and_there_is_nothing_to_say() -> None:
    lines = lines_of(MOST_LINES, "城东湖边的木栈道")
    assert list(stretches_of(lines, no_ends)) == [range(MOST_LINES)]
    assert list(stretch_limits(lines, [range(MOST_LINES)])) == []


def test_a_stretch_ends_where_most_blank_lines_follow() -> None:
    lines = lines_of(MOST_LINES + 100)
    gap = MOST_LINES - 200
    lines[gap] = Line(Text.of("栈道", 0, 2), row=gap, blank=2)
    assert list(stretches_of(lines, no_ends)) == [range(gap), range(gap, MOST_LINES + 100)]


def test_a_row_is_not_divided() -> None:
    lines = [Line(Text.of("栈道", 0, 2), row=at // 7) for at in range(MOST_LINES + 100)]
    (_, second) = stretches_of(lines, no_ends)
    assert second.start % 7 == 0


def test_long_lines_make_short_stretches() -> None:
    most = MOST_CHARACTERS // LONGEST
    stretches = list(stretches_of(lines_of(3 * most, "栈" * 2 * LONGEST), no_ends))
    assert all(len(stretch) <= most for stretch in stretches) and len(stretches) >= 3


def test_what_is_said_of_a_long_page() -> None:
    lines = read_page("栈道\n" * (MOST_LINES + 1)).lines
    (limit,) = stretch_limits(lines, list(stretches_of(lines, no_ends)))
    assert f"{MOST_LINES + 1} lines" in limit and "2 stretches" in limit
