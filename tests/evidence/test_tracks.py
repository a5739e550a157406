"""Columns told by text, where the lines of several columns take turns."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank import BODIES
from layoutfix.evidence import tracks
from layoutfix.evidence.sheet import Sheet, sheet_of
from layoutfix.evidence.tracks import above_in_turns, track_of
from layoutfix.page import Line
from layoutfix.text import Text
from typeset import break_lines
from weaving import share_below_their_own

MEASURE = 16


def alone(texts: Sequence[str]) -> list[Line]:
    """Lines that each have a row of their own."""
    return [Line(Text.of(text, 0, len(text)), row=row) for row, text in enumerate(texts)]


def woven(columns: list[list[str]]) -> tuple[list[Line], list[int]]:
    """The lines of columns in turn, each in a row of its own; and the column of each."""
    cells = [(text, owner) for row in zip_longest(*columns, fillvalue="") for owner, text in enumerate(row) if text]
    return alone([text for text, _ in cells]), [owner for _, owner in cells]


@pytest.mark.parametrize(("count", "least"), [(2, 0.75), (3, 0.9), (4, 0.9)])
def test_columns_that_take_turns_are_told_by_what_they_say(count: int, least: float) -> None:
    lines, owners = woven([break_lines(body, MEASURE) for body in BODIES[:count]])
    track = track_of(sheet_of(lines))
    assert track is not None
    assert share_below_their_own(track, owners) > least


@pytest.mark.parametrize("measure", [10, MEASURE, 24])
def test_lines_that_go_on_in_the_next_stay_where_they_are(measure: int) -> None:
    lines = alone([line for body in BODIES for line in break_lines(body, measure)])
    assert track_of(sheet_of(lines)) is None


def test_headlines_do_not_take_turns() -> None:
    lines = alone([body[:9] for body in BODIES] * 4)
    assert track_of(sheet_of(lines)) is None


def test_lines_that_end_sentences_do_not_take_turns() -> None:
    lines = alone(["湖边的栈道今天开放。", "灯塔换上了一盏新灯。"] * 15)
    assert track_of(sheet_of(lines)) is None


def test_lines_of_a_block_stand_below_each_other() -> None:
    columns = [break_lines(body, MEASURE) for body in BODIES[:3]]
    blocks = [[column[at : at + 2] for at in range(0, len(column), 2)] for column in columns]
    turns = [block for row in zip_longest(*blocks, fillvalue=[]) for block in row if block]
    lines = alone([text for block in turns for text in block])
    starts = {0, *np.cumsum([len(block) for block in turns]).tolist()}
    rows = np.cumsum([1 + (at in starts) for at in range(len(lines))]).tolist()
    lines = [replace(line, row=row) for line, row in zip(lines, rows, strict=True)]
    track = track_of(sheet_of(lines))
    assert track is not None
    assert all(track[at] == track[at - 1] + 1 for at in range(len(lines)) if at not in starts)
    assert not all(track[at] == track[at - 1] + 1 for at in starts if 0 < at < len(lines))


texts = st.sampled_from(list(chain.from_iterable(break_lines(body, MEASURE) for body in BODIES[:4])))
rows_of_texts = st.lists(st.lists(texts, min_size=1, max_size=3), min_size=1, max_size=8)


def sheet_in_rows(cells: list[list[str]]) -> Sheet:
    """The sheet of these rows of texts."""
    return sheet_of([Line(Text.of(text, 0, len(text)), row=row) for row, own in enumerate(cells) for text in own])


@given(rows_of_texts)
def test_columns_run_down_and_never_cross_in_a_row(cells: list[list[str]]) -> None:
    sheet = sheet_in_rows(cells)
    row, above = sheet.row.tolist(), above_in_turns(sheet).tolist()
    over = [line for line in above if line >= 0]
    assert len(set(over)) == len(over)
    assert all(upper < 0 or row[upper] < row[line] for line, upper in enumerate(above))
    columns: list[int] = []
    for line, upper in enumerate(above):
        columns.append(line if upper < 0 else columns[upper])
    last = {column: row[line] for line, column in enumerate(columns)}
    for number in range(len(cells) - 1):
        here, below = ([c for c, r in zip(columns, row, strict=True) if r == at] for at in (number, number + 1))
        both = [column for column in here if column in below and last[column] > number]
        assert both == [column for column in below if column in both]


@given(st.lists(st.lists(texts, min_size=1, max_size=2), min_size=2, max_size=3))
def test_no_way_to_give_out_the_lines_scores_more(cells: list[list[str]]) -> None:
    sheet = sheet_in_rows(cells)
    lines = tracks._Lines(sheet)
    ways = [tracks._Way(0.0, (), 0, 0, None)]
    for line in range(len(sheet)):
        ways = [lines.taken(step, line) for way in ways for step in lines.steps(way, line)]
    with patch.object(tracks, "MOST_WAYS", len(ways)):
        above = above_in_turns(sheet).tolist()
    found = max(way.score for way in ways if tracks._traced(way, len(sheet)).tolist() == above)
    assert found == pytest.approx(max(way.score for way in ways))
