"""Which line may continue which."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings

from layoutfix.evidence.edges import Pairs, candidate_pairs, flowing, pair_features
from layoutfix.evidence.roles import OUTPUTS, ROLES
from layoutfix.evidence.sheet import sheet_of
from layoutfix.evidence.weights import Floats
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


def sure_of(*names: str) -> Floats:
    rows = np.zeros((len(names), OUTPUTS), dtype=np.float32)
    rows[np.arange(len(names)), [ROLES.index(name) for name in names]] = 1
    return rows


def test_titles_captions_and_furniture_do_not_flow() -> None:
    names = ("body", "subhead", "byline", "headline", "kicker", "deck", "caption", "furniture")
    assert flowing(sure_of(*names)).tolist() == [True] * 3 + [False] * 5


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_pairs_are_of_two_lines_each_once_and_hold_all_neighbours(dump: str) -> None:
    sheet = sheet_of(read_page(dump).lines)
    n = len(sheet)
    roles = sure_of(*["body"] * n)
    pairs = candidate_pairs(sheet, roles)
    found = set(zip(pairs.tails.tolist(), pairs.heads.tolist(), strict=True))
    assert len(found) == len(pairs.tails) == len(pairs.product)
    assert all(a != b for a, b in found)
    walk = sheet.walk.tolist()
    assert found >= set(pairwise(walk))
    features = pair_features(sheet, roles, pairs)
    assert len(features) == len(found) and np.isfinite(features).all()


def test_a_title_is_in_no_pair() -> None:
    sheet = sheet_of(read_page("老灯塔换灯\n守塔人卢阿水把拆下来的煤\n油灯擦了三遍").lines)
    pairs = candidate_pairs(sheet, sure_of("headline", "body", "body"))
    assert set(pairs.tails.tolist()) | set(pairs.heads.tolist()) == {1, 2}


def test_no_pairs_on_a_page_of_one_line() -> None:
    sheet = sheet_of(read_page("老灯塔换灯").lines)
    assert isinstance(candidate_pairs(sheet, sure_of("body")), Pairs)
    assert not len(candidate_pairs(sheet, sure_of("body")).tails)


def test_pairs_grow_with_the_page_not_with_its_square() -> None:
    def pairs_a_line(count: int) -> float:
        sheet = sheet_of(read_page("守塔人卢阿水把拆下来的煤油灯\n" * count).lines)
        return len(candidate_pairs(sheet, sure_of(*["body"] * count)).tails) / count

    assert pairs_a_line(1_500) < 1.3 * pairs_a_line(300)
