"""A second look at what is open."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given, settings

from bank import BODIES
from layoutfix.evidence.encoder import read_sheet, read_tied
from layoutfix.evidence.flows import tie_lines
from layoutfix.evidence.fragments import firm_fragments, open_pairs
from layoutfix.evidence.hops import COMMON, IN_TURNS, hop_features, hop_scores
from layoutfix.evidence.relations import Pairs
from layoutfix.evidence.sheet import sheet_of
from layoutfix.evidence.stories import find_stories
from layoutfix.evidence.weights import network
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages
from typeset import break_lines

COLUMNS = [break_lines(body, 16) for body in BODIES[:3]]


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_every_open_pair_has_a_score(dump: str) -> None:
    reading = read_sheet(sheet_of(read_page(dump).lines))
    fragments = firm_fragments(reading)
    pairs = open_pairs(reading, fragments)
    stories = find_stories(reading, fragments)
    apart = stories._replace(subjects=None, titles=[], parts=[], membership=np.zeros((0, 1), dtype=np.float32))
    for known in (stories, apart):
        features = hop_features(reading, known, pairs)
        scores = hop_scores(features, in_turns=reading.in_turns)
        assert len(scores) == len(pairs.tails)
        assert np.isfinite(features).all() and np.isfinite(scores).all()


@pytest.mark.parametrize(
    ("lines", "known_by"),
    [(chain(*COLUMNS), COMMON), (chain(*zip(*COLUMNS, strict=False)), IN_TURNS)],
    ids=["one after the other", "in turns"],
)
def test_columns_that_take_turns_have_a_network_of_their_own(lines: chain[str], known_by: str) -> None:
    sheet = sheet_of(read_page("\n".join(lines)).lines)
    for reading in (read_sheet(sheet), read_tied(sheet, tie_lines)[0]):
        stories = find_stories(reading, firm_fragments(reading))
        every = np.arange(len(sheet) - 1)
        pairs = Pairs(every, every + 1)
        features = hop_features(reading, stories, pairs)
        scores = {name: network(name).logits(features) for name in (COMMON, IN_TURNS)}
        assert not np.allclose(scores[COMMON], scores[IN_TURNS])
        assert np.array_equal(hop_scores(features, in_turns=reading.in_turns), scores[known_by])
