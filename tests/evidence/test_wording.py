"""What the words of a line say about its role."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import HEADLINES
from layoutfix.evidence.wording import CLASSES, HASH_BITS, gram_rows, wording_scores
from strategies import any_text

solid = any_text.map(lambda text: "".join(text.split())).filter(bool)


@settings(max_examples=40)
@given(st.lists(solid, min_size=1, max_size=5))
def test_every_gram_belongs_to_one_text(texts: list[str]) -> None:
    rows, owners = gram_rows(texts)
    counts = np.bincount(owners, minlength=len(texts)).tolist()
    assert counts == [3 * len(text) + 3 for text in texts]
    assert ((rows >= 0) & (rows < 1 << HASH_BITS)).all()


def test_a_text_scores_the_same_alone_and_among_others() -> None:
    together = wording_scores(HEADLINES)
    assert together.shape == (len(HEADLINES), len(CLASSES))
    assert np.allclose(together[5], wording_scores([HEADLINES[5]])[0], atol=1e-4)
    assert wording_scores([]).shape == (0, len(CLASSES))


def test_set_phrases_are_known() -> None:
    texts = ["（本报记者田禾）", "责编：田禾美编：沈若水校对：于洋"]
    assert [CLASSES[at] for at in wording_scores(texts).argmax(axis=1)] == ["byline", "furniture"]
