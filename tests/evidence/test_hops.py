"""A second look at what is open."""

import numpy as np
from hypothesis import given, settings

from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.fragments import firm_fragments, open_pairs
from layoutfix.evidence.hops import hop_features, hop_scores
from layoutfix.evidence.sheet import sheet_of
from layoutfix.evidence.stories import find_stories
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_every_open_pair_has_a_score(dump: str) -> None:
    reading = read_sheet(sheet_of(read_page(dump).lines))
    fragments = firm_fragments(reading)
    pairs = open_pairs(reading, fragments)
    stories = find_stories(reading, fragments)
    scores = hop_scores(reading, stories, pairs)
    assert len(scores) == len(pairs.tails) and np.isfinite(scores).all()
    if len(pairs.tails):
        apart = stories._replace(subjects=None, titles=[], parts=[], membership=np.zeros((0, 1), dtype=np.float32))
        for known in (stories, apart):
            assert np.isfinite(hop_features(reading, known, pairs)).all()
