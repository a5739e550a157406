"""Titles that stand side by side: of two articles, or of one."""

import numpy as np

from bank import BODIES, HEADLINES
from layoutfix.evidence.abreast import abreast_chances, abreast_features
from layoutfix.evidence.encoder import Reading, read_sheet
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from typeset import break_lines

TITLES = (HEADLINES[0], HEADLINES[3])
COLUMNS = ["\n".join(break_lines(f"　　本报讯 {BODIES[at]}", 16)) for at in (0, 1)]


def read(*blocks: str) -> Reading:
    return read_sheet(sheet_of(read_page("\n\n".join(blocks)).lines))


def test_titles_that_head_a_body_each_are_of_two_articles() -> None:
    reading = read("\n".join(TITLES), *COLUMNS)
    places, features = abreast_features(reading, np.array([2, 0]), gain=0.0)
    assert places.tolist() == [1]
    (chance,) = abreast_chances(features)
    assert 0.5 < chance <= 1


def test_they_are_rather_of_two_the_less_the_other_body_says_of_them() -> None:
    one, other = (
        abreast_features(read("\n".join(titles), *COLUMNS), np.array([0]), gain=0.0)[1]
        for titles in (TITLES, TITLES[::-1])
    )
    assert abreast_chances(one) > abreast_chances(other)


def test_where_one_has_no_body_there_is_nothing_to_tell() -> None:
    places, features = abreast_features(read("\n".join(TITLES), COLUMNS[0]), np.array([0]), gain=0.0)
    assert not len(places) and not len(features)


def test_the_likelier_the_page_is_then_the_likelier_they_are_of_two() -> None:
    reading = read("\n".join(TITLES), *COLUMNS)
    unlikely, likely = (
        float(abreast_chances(abreast_features(reading, np.array([0]), gain)[1])[0]) for gain in (-20.0, 20.0)
    )
    assert unlikely < likely
