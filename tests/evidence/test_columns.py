"""What a line gains by going on in a column."""

import pytest

from bank import BODIES
from layoutfix.evidence.columns import LEAST, LIKELIEST, TOO_WIDE, Column, Gains, Prices
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from typeset import break_lines

PRICES = Prices(any_text=-5.0, too_narrow=1.5, skipped_row=0.5)
FIRST, SECOND = break_lines(BODIES[0], 16)[:2]


def gains_of(*texts: str) -> Gains:
    sheet = sheet_of(read_page("\n".join(texts)).lines)
    pairs = [(tail, head) for head in range(len(texts)) for tail in range(head)]
    return Gains(sheet.width, sheet.last_kind, sheet.seen, pairs, PRICES)


def test_a_line_goes_on_where_its_sentence_does() -> None:
    gains = gains_of(FIRST, "湖边的栈道今天开放。", SECOND)
    column, ended = gains.begun(0, 0), gains.begun(1, 1)
    assert LEAST <= gains.gain(ended, 2, 2) < gains.gain(column, 2, 1) <= LIKELIEST


def test_below_the_end_of_a_sentence_any_text_may_stand() -> None:
    gains = gains_of("湖边的栈道今天开放。", SECOND)
    assert gains.gain(gains.begun(0, 0), 1, 1) >= PRICES.any_text


@pytest.mark.parametrize(
    ("measure", "lines", "row", "cost"),
    [
        (16.0, 2, 1, 0.0),
        (16.0, 2, 3, 2 * PRICES.skipped_row),
        (12.0, 2, 1, TOO_WIDE),
        (17.5, 2, 1, 0.0),
        (18.0, 1, 1, 0.0),
    ],
    ids=["next row", "rows later", "wider than the column", "hardly narrower", "not much narrower"],
)
def test_width_and_skipped_rows_cost(measure: float, lines: int, row: int, cost: float) -> None:
    gains = gains_of(FIRST, SECOND)
    best = gains.gain(Column(0, 0, 16.0, 2), 1, 1)
    assert gains.gain(Column(0, 0, measure, lines), 1, row) == pytest.approx(best - cost)


def test_a_column_grows_by_its_widest_line() -> None:
    gains = gains_of(FIRST, SECOND[:5])
    assert gains.grown(gains.begun(0, 0), 1, 4) == Column(1, 4, gains.begun(0, 0).measure, 2)
