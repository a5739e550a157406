"""Two lines of one title."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import HEADLINES
from layoutfix.evidence import phrases
from layoutfix.evidence.language import PageGrams
from layoutfix.evidence.phrases import BATCH, phrase_breaks, phrase_features
from layoutfix.evidence.weights import Floats
from strategies import any_text

solid = any_text.map(lambda text: "".join(text.split())).filter(bool)


@pytest.mark.parametrize("lines", [(), ("老灯塔换上太阳能灯",)])
def test_nothing_stands_between_fewer_than_two_lines(lines: tuple[str, ...]) -> None:
    assert phrase_breaks([lines]) == [[]]


@settings(max_examples=30)
@given(st.lists(solid, min_size=2, max_size=5))
def test_one_answer_for_each_two_neighbours(lines: list[str]) -> None:
    assert [len(ends) for ends in phrase_breaks([lines, ["甲"], lines])] == [len(lines) - 1, 0, len(lines) - 1]
    assert np.isfinite(phrase_features([lines])).all()


def test_many_lines_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def counted(titles: Sequence[Sequence[str]], grams: PageGrams | None = None) -> Floats:
        sizes.append(sum(map(len, titles)))
        return phrase_features(titles, grams)

    monkeypatch.setattr(phrases, "phrase_features", counted)
    long = [HEADLINES[at % len(HEADLINES)] for at in range(2 * BATCH + 7)]
    found = phrase_breaks([long, long[:3], long[:BATCH], long[:2]])
    assert [len(ends) for ends in found] == [2 * BATCH + 6, 2, BATCH - 1, 1]
    assert max(sizes) == BATCH and sum(sizes) == 3 * BATCH + 7 + 2 + 5


def test_a_divided_word_goes_on() -> None:
    cuts = [("消防员从烟", "囱里救出燕子"), ("修表匠免费教残疾青", "年手艺"), ("跨江索道月底恢", "复运营")]
    assert phrase_breaks(cuts) == [[False]] * 3


def test_spaces_inside_a_line_are_seen_but_are_no_part_of_its_words() -> None:
    spaced, solid = phrase_features([["老 灯 塔", HEADLINES[1]]]), phrase_features([["老灯塔", HEADLINES[1]]])
    assert (spaced != solid).sum() == 1
