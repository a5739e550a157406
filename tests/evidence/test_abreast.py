"""Titles that stand side by side: of two articles, or of one."""

import numpy as np

from bank import BODIES, HEADLINES
from layoutfix.evidence.abreast import abreast_chances, abreast_features, are_tied
from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.flows import tie_lines
from layoutfix.evidence.sheet import sheet_of
from layoutfix.evidence.weights import Floats
from layoutfix.io.read_text import read_page
from typeset import break_lines

TITLES = (HEADLINES[0], HEADLINES[3])
COLUMNS = ["\n".join(break_lines(f"　　本报讯 {BODIES[at]}", 16)) for at in (0, 1)]


def told(*titles: str, pieces: tuple[int, ...] = (0,), columns: int = 2) -> tuple[list[int], Floats]:
    """The places, and what speaks for each cut, of titles line after line above so many columns."""
    lines = read_page("\n\n".join(["\n".join(titles), *COLUMNS[:columns]])).lines
    reading = read_sheet(sheet_of(lines))
    places, features = abreast_features(reading, tie_lines(reading), np.array(pieces))
    return places.tolist(), features


def chance(features: Floats, gain: float = 0.0) -> float:
    (found,) = abreast_chances(np.column_stack([features, [gain]])).tolist()
    return float(found)


def test_titles_that_head_a_body_each_are_of_two_articles() -> None:
    places, features = told(*TITLES, pieces=(2, 0))
    assert places == [1]
    assert 0.5 < chance(features) <= 1


def test_they_are_rather_of_two_the_less_the_other_body_says_of_them() -> None:
    _, features = told(*TITLES)
    by_both, by_the_other = features.copy(), features.copy()
    by_both[:, -4:] = 1
    by_the_other[:, -4:] = 0, 1, 1, 0
    assert chance(features) > 0.9 > chance(by_both) > chance(by_the_other)


def test_two_lines_of_one_headline_are_tied_and_titles_of_two_articles_are_not() -> None:
    lines = read_page("\n\n".join(["\n".join(TITLES), *COLUMNS])).lines
    two_articles = are_tied(read_sheet(sheet_of(lines)), np.array([0]))
    halves = read_page("\n".join([HEADLINES[0][:6], HEADLINES[0][6:], "", COLUMNS[0]])).lines
    one_headline = are_tied(read_sheet(sheet_of(halves)), np.array([0]))
    assert not two_articles.any() and one_headline.all()


def test_where_one_has_no_body_there_is_nothing_to_tell() -> None:
    places, features = told(*TITLES, columns=1)
    assert not places and not len(features)


def test_the_likelier_the_page_is_then_the_likelier_they_are_of_two() -> None:
    _, features = told(*TITLES)
    assert chance(features, -20.0) < chance(features, 20.0)
