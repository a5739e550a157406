"""The order of the parts of an article."""

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank import BODIES, STORIES
from layoutfix.evidence import sequence
from layoutfix.evidence.chains import chains_of
from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.ends import OpenEnds, open_ends
from layoutfix.evidence.flows import tie_lines
from layoutfix.evidence.matching import Doubles
from layoutfix.evidence.sequence import MOST_PARTS, best_path, likeliest_order, put_in_sequence, steps_of
from layoutfix.evidence.sheet import Sheet, sheet_of
from layoutfix.io.read_text import read_page
from typeset import break_lines

LINES = [line for body in BODIES[:4] for line in break_lines(body, 16)]


@pytest.fixture(scope="module")
def shuffled() -> tuple[Sheet, OpenEnds]:
    """A page of lines out of order, nearly all of which the encoder leaves open."""
    order = np.random.default_rng(0).permutation(len(LINES))
    sheet = sheet_of(read_page("\n".join(LINES[at] for at in order)).lines)
    return sheet, open_ends(read_sheet(sheet))


def total(worth: Doubles, order: list[int]) -> float:
    return sum(float(worth[a, b]) for a, b in pairwise(order))


@given(st.integers(1, 6), st.integers(0, 10**6))
def test_no_order_is_worth_more_than_the_best(count: int, seed: int) -> None:
    worth = np.random.default_rng(seed).normal(0, 3, (count, count))
    order = best_path(worth)
    assert sorted(order) == list(range(count))
    assert total(worth, order) == pytest.approx(max(total(worth, list(other)) for other in permutations(range(count))))


def test_an_order_of_as_many_parts_as_are_weighed() -> None:
    hidden = np.random.default_rng(1).permutation(MOST_PARTS).tolist()
    worth = np.zeros((MOST_PARTS, MOST_PARTS))
    worth[hidden[:-1], hidden[1:]] = 1
    assert best_path(worth) == hidden


def test_articles_keep_their_parts(shuffled: tuple[Sheet, OpenEnds]) -> None:
    sheet, ends = shuffled
    assert len(ends.stories.parts) > MOST_PARTS
    articles = [list(range(1, MOST_PARTS))[::-1], [0], []]
    ordered = [likeliest_order(sheet, ends, article) for article in articles]
    assert [sorted(article) for article in ordered] == [sorted(article) for article in articles]


def test_every_open_step_between_parts_is_told_of(shuffled: tuple[Sheet, OpenEnds]) -> None:
    sheet, ends = shuffled
    article = list(range(MOST_PARTS))
    a, b, features = steps_of(sheet, ends, article)
    known = {(article[x], article[y]) for x, y in zip(a.tolist(), b.tolist(), strict=True)}
    assert known == {step for step in ends.steps if set(step) <= set(article)}
    assert len(features) == len(known) and np.isfinite(features).all()


def test_parts_are_told_the_same_in_whatever_order_they_come(shuffled: tuple[Sheet, OpenEnds]) -> None:
    sheet, ends = shuffled
    article = list(range(6))

    def told(order: list[int]) -> dict[tuple[int, int], list[float]]:
        a, b, features = steps_of(sheet, ends, order)
        return {(order[x], order[y]): row for x, y, row in zip(a.tolist(), b.tolist(), features.tolist(), strict=True)}

    assert told(article) == told(article[::-1])


def test_what_has_too_many_parts_stays_as_it_is(
    shuffled: tuple[Sheet, OpenEnds], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, ends = shuffled
    parts = ends.stories.parts
    following = np.full(len(sheet), -1)
    following[[parts[2][-1], parts[0][-1]]] = parts[0][0], parts[1][0]
    tied = following.tolist()
    monkeypatch.setattr(sequence, "MOST_PARTS", 2)
    (limit,) = put_in_sequence(following, ends, sheet)
    assert following.tolist() == tied and "the parts of 1 articles of more than 2 stay" in limit


def test_an_order_stands_where_no_other_is_likelier_by_far(
    shuffled: tuple[Sheet, OpenEnds], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, ends = shuffled
    article = list(range(6))[::-1]
    monkeypatch.setattr(sequence, "LEAST_GAIN", 0.0)
    likeliest = likeliest_order(sheet, ends, article)
    assert likeliest != article and likeliest_order(sheet, ends, likeliest) == likeliest
    monkeypatch.setattr(sequence, "LEAST_GAIN", 1000.0)
    assert likeliest_order(sheet, ends, article) == article


def test_titles_lead_to_the_part_that_is_first_once_parts_are_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "".join("\n".join([headline, "", *sentences, "", ""]) for headline, sentences in STORIES[:3])
    reading = read_sheet(sheet_of(read_page(page).lines))
    ends = open_ends(reading)
    titles = {line for title in ends.stories.titles for line in title}
    parts = [[at] for at in range(len(reading.sheet)) if at not in titles]
    apart = replace(ends, stories=ends.stories._replace(parts=parts))
    following = tie_lines(reading).following
    monkeypatch.setattr(sequence, "likeliest_order", lambda _sheet, _ends, article: article[::-1])
    turned = following.copy()
    limits = put_in_sequence(turned, apart, reading.sheet)
    was, now = chains_of(following.tolist()), chains_of(turned.tolist())
    assert any(len(chain) > 3 for chain in was) and limits == ()
    for before, after in zip(was, now, strict=True):
        head = [line for line in before if line in titles]
        assert after == head + before[len(head) :][::-1]
