"""The seam scorer on sentences that were cut."""

import numpy as np

from bank import SENTENCES
from layoutfix.evidence.language import Seen
from layoutfix.evidence.seam_scorer import GAINS, LEAST_GAIN, MOST_GAIN, PRODUCT, seam_features, seam_scores
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page

CUT = [(sentence[: len(sentence) // 2], sentence[len(sentence) // 2 :]) for sentence in SENTENCES]
COUNT = len(CUT)
TAILS, HEADS = np.repeat(np.arange(COUNT), COUNT), COUNT + np.tile(np.arange(COUNT), COUNT)


def seen_halves() -> Seen:
    return sheet_of(read_page("\n".join(half for halves in zip(*CUT, strict=True) for half in halves)).lines).seen


def test_a_sentence_goes_on_in_its_other_half() -> None:
    scores = seam_scores(seen_halves(), TAILS, HEADS).reshape(COUNT, COUNT)
    assert (scores < np.diagonal(scores)[:, None]).mean() > 0.8


def test_it_knows_more_than_towers_or_counts_alone() -> None:
    features = seam_features(seen_halves(), TAILS, HEADS)
    scores = seam_scores(seen_halves(), TAILS, HEADS)

    def right(column: np.ndarray) -> float:
        return float((column.reshape(COUNT, COUNT).argmax(axis=1) == np.arange(COUNT)).mean())

    assert right(scores) > max(right(features[:, PRODUCT]), right(features[:, GAINS].sum(axis=1)))


def test_what_the_page_says_elsewhere_speaks_for_a_seam() -> None:
    alone = sheet_of(read_page("湖边新建了栈\n道两旁种着柳\n雨后的稻田里").lines)
    again = sheet_of(read_page("湖边新建了栈\n道两旁种着柳\n雨后的稻田里\n木栈道两头\n新栈道的灯").lines)
    pair = np.array([0]), np.array([1])
    assert seam_scores(again.seen, *pair)[0] > seam_scores(alone.seen, *pair)[0]


def test_features_are_bounded_and_one_row_a_pair() -> None:
    features = seam_features(seen_halves(), TAILS, HEADS)
    assert len(features) == COUNT * COUNT and np.isfinite(features).all()
    assert features[:, 4].min() >= LEAST_GAIN and features[:, 4].max() <= MOST_GAIN
    assert seam_scores(seen_halves(), TAILS[:0], HEADS[:0]).shape == (0,)
