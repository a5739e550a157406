"""Which headline group belongs to which body."""

import numpy as np
import pytest

from bank import STORIES
from layoutfix.evidence.cues import CUES
from layoutfix.evidence.pairing import Side, pair_titles, pairing_features, shared_words

NAMES = [headline for headline, _ in STORIES[:4]]
TEXTS = ["".join(sentences) for _, sentences in STORIES[:4]]


def sides(texts: list[str], places: list[int]) -> list[Side]:
    return [Side(text, place, place, 0.5) for text, place in zip(texts, places, strict=True)]


def test_one_group_and_one_body_are_paired() -> None:
    for group, body in ((0, 1), (1, 0)):
        ((chosen, sure),) = pair_titles(sides(NAMES[:1], [group]), sides(TEXTS[:1], [body]))
        assert chosen == 0 and 0 <= sure <= 1


def test_empty_sides() -> None:
    assert pair_titles([], sides(TEXTS, [0, 1, 2, 3])) == []
    assert pair_titles(sides(NAMES[:2], [0, 1]), []) == [(-1, 0.0)] * 2


@pytest.mark.parametrize(("groups", "bodies"), [(4, 4), (2, 4), (4, 2), (1, 3)])
def test_as_many_as_can_be_are_paired_and_none_twice(groups: int, bodies: int) -> None:
    pairs = pair_titles(sides(NAMES[:groups], list(range(groups))), sides(TEXTS[:bodies], list(range(9, 9 + bodies))))
    chosen = [body for body, _ in pairs if body >= 0]
    assert len(pairs) == groups and len(chosen) == len(set(chosen)) == min(groups, bodies)
    assert all(0 <= sure <= 1 for _, sure in pairs)


def test_headlines_before_their_bodies() -> None:
    pairs = pair_titles(sides(NAMES, [0, 2, 4, 6]), sides(TEXTS, [1, 3, 5, 7]))
    assert [body for body, _ in pairs] == [0, 1, 2, 3]


def test_shared_words_are_a_share_of_the_title_and_fold_scripts() -> None:
    names = ["老灯塔换上太阳能灯", "老燈塔換上太陽能燈", "门前三尺泥"]
    whole, opening = shared_words(sides(names, [0, 1, 2]), sides([TEXTS[0], TEXTS[1]], [3, 4]))
    assert whole.shape == opening.shape == (3, 2)
    assert np.allclose(whole[0], whole[1], atol=1e-5)
    assert whole[0, 0] > 0.3 and whole[0, 1] < 0.1
    assert (whole <= 1 + 1e-6).all() and (opening <= whole + 1e-6).all()


def test_features_are_finite_and_in_the_order_of_groups() -> None:
    features = pairing_features(sides(NAMES[:3], [0, 1, 2]), sides(TEXTS[:2], [3, 4]))
    assert len(features) == 6 and np.isfinite(features).all()
    assert (features[:2, -len(CUES) :] == features[2:4, -len(CUES) :]).all()
