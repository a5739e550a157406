"""What texts share: rare pairs of characters count, everyday ones do not."""

import math
from collections import Counter
from itertools import pairwise, permutations
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.evidence import topics
from layoutfix.evidence.language import EVERYDAY, encode, gram_keys, rarity
from layoutfix.evidence.topics import common_topics, shared_topics

LAMP = "石鼻岬的灯塔换上了一盏太阳能灯"
LAMP_IN_TRADITIONAL = "石鼻岬的燈塔換上了一盞太陽能燈"
LAMP_AGAIN = "守塔人说，新灯比石鼻岬的旧灯亮得多"
MATCH = "城东足球队的前锋进了一个球"

texts = st.lists(st.text(alphabet="湖边的栈道中国发展太阳xy", max_size=12), min_size=1, max_size=5)


def rare(pair: str) -> float:
    return float(rarity(gram_keys(encode(pair)[np.newaxis]))[0])


def pairs(text: str) -> Counter[str]:
    return Counter("".join(pair) for pair in pairwise(text) if (encode("".join(pair)) > 1).all())


def test_names_tell_and_everyday_words_do_not() -> None:
    near = common_topics([LAMP, LAMP_AGAIN, MATCH])
    assert near[0, 1] > 3 * max(near[0, 2], near[1, 2])


def test_a_pair_counts_as_much_as_it_is_rare() -> None:
    assert rare("石鼻") > rare("灯塔") > rare("太阳") > rare("发展") >= 0
    assert rare("石鼻") == pytest.approx(math.log(EVERYDAY))


def test_scripts_are_folded() -> None:
    same, other = shared_topics([LAMP_IN_TRADITIONAL], [LAMP], [MATCH])
    assert same.item() > 0.9 > 10 * other.item()


def test_texts_without_a_pair_share_nothing() -> None:
    assert not common_topics(["", "湖", "x", LAMP])[:3].any()
    assert [table.shape for table in shared_topics([], [LAMP], [])] == [(0, 1), (0, 0)]
    assert not shared_topics(["", "湖"], [LAMP])[0].any()


@pytest.mark.parametrize("block", [1, 3, 4096])
@given(texts)
def test_each_is_the_cosine_of_weighted_counts(block: int, some: list[str]) -> None:
    with patch.object(topics, "BLOCK", block):
        near = common_topics(some)
    weights = [{pair: math.log1p(n) * rare(pair) for pair, n in pairs(text).items()} for text in some]
    length = [math.sqrt(sum(weight**2 for weight in own.values()) + topics.LEAST) for own in weights]
    for one, other in permutations(range(len(some)), 2):
        product = sum(weight * weights[other].get(pair, 0) for pair, weight in weights[one].items())
        assert near[one, other] == pytest.approx(product / (length[one] * length[other]), abs=1e-4)


@given(texts, texts, texts)
def test_each_is_the_share_of_weights_that_a_body_holds(titles: list[str], some: list[str], others: list[str]) -> None:
    for bodies, shared in zip((some, others), shared_topics(titles, some, others), strict=True):
        assert shared.shape == (len(titles), len(bodies))
        for title, row in zip(titles, shared, strict=True):
            own = {pair: rare(pair) for pair in pairs(title)}
            total = sum(own.values()) + topics.LEAST
            expected = [sum(weight for pair, weight in own.items() if pair in pairs(body)) / total for body in bodies]
            assert row == pytest.approx(expected, abs=1e-4)
