"""How each line of a page stands to each other line."""

from itertools import pairwise
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import HEADLINES, SENTENCES, STORIES
from layoutfix.evidence.language import UNKNOWN, encode
from layoutfix.evidence.relations import (
    CHANNELS,
    LEAST_ECHO,
    LEAST_SCORE,
    MOST_LINES,
    MOST_SCORE,
    MOST_SCORED,
    SEAM_UNIT,
    STEPS,
    WINDOW,
    block_class,
    channel_tables,
    echo_table,
    likely_seams,
    relations_of,
    row_class,
    scored_table,
    step_class,
    window_sums,
)
from layoutfix.evidence.seam_scorer import seam_scores
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from strategies import dump_like_text, typeset_pages


def pairs(text: str) -> set[tuple[int, int]]:
    return {(a, b) for a, b in pairwise(encode(text).tolist()) if min(a, b) > UNKNOWN}


def plain_echo(texts: list[str]) -> np.ndarray:
    held = [pairs(text) for text in texts]
    every: set[tuple[int, int]] = set().union(*held)
    lines = {pair: sum(pair in own for own in held) for pair in every}
    weight = {pair: log(len(texts) / count) for pair, count in lines.items()}
    table = np.zeros((len(texts), len(texts)))
    for a, own in enumerate(held):
        for b, other in enumerate(held):
            shared = [pair for pair in own & other if lines[pair] <= MOST_LINES]
            if a != b:
                table[a, b] = sum(weight[pair] for pair in shared) / (sum(weight[pair] for pair in own) + LEAST_ECHO)
    return table


@settings(max_examples=30)
@given(st.lists(st.sampled_from(HEADLINES + SENTENCES), min_size=1, max_size=8))
def test_the_echo_is_the_share_of_rare_pairs(texts: list[str]) -> None:
    assert np.allclose(echo_table(texts), plain_echo(texts), atol=1e-4)


def test_a_headline_is_echoed_by_its_body() -> None:
    texts = [headline for headline, _ in STORIES] + ["".join(sentences) for _, sentences in STORIES]
    n = len(STORIES)
    echo = echo_table(texts)[:n, n:]
    assert (echo.argmax(axis=1) == np.arange(n)).mean() > 0.9


@given(st.integers(1, 30), st.integers(0, 1000))
def test_window_sums_look_ahead(n: int, seed: int) -> None:
    echo = np.random.default_rng(seed).random((n, n), dtype=np.float32) / 4
    for a in range(n):
        for b in range(n):
            assert window_sums(echo)[a, b] == pytest.approx(min(1, echo[a, b : b + WINDOW].sum()), abs=1e-5)


@given(st.integers(1, 40), st.integers(0, 1000))
def test_the_seams_that_the_towers_prefer_are_scored(n: int, seed: int) -> None:
    seam = np.random.default_rng(seed).permutation(n * n).reshape(n, n).astype(np.float32)
    chosen = set(zip(*(side.tolist() for side in likely_seams(seam)), strict=True))
    for a, b in np.ndindex(n, n):
        rank = min((seam[a] > seam[a, b]).sum(), (seam[:, b] > seam[a, b]).sum())
        assert ((a, b) in chosen) == (a != b and rank < MOST_SCORED)


@pytest.mark.parametrize("n", [1, 40, 400])
def test_few_seams_are_scored_of_lines_that_are_all_alike(n: int) -> None:
    assert len(likely_seams(np.zeros((n, n), dtype=np.float32)).tails) <= 2 * n * MOST_SCORED


def test_scores_stand_where_their_pairs_do() -> None:
    sheet = sheet_of(read_page("\n".join(sentence[:16] for sentence in SENTENCES[:30])).lines)
    seam = sheet.seen.vectors.tails[sheet.walk] @ sheet.seen.vectors.heads[sheet.walk].T
    table = scored_table(sheet, sheet.walk, seam)
    tails, heads = likely_seams(seam)
    told = seam_scores(sheet.seen, sheet.walk[tails], sheet.walk[heads]).clip(LEAST_SCORE, MOST_SCORE)
    assert np.allclose(table[tails, heads], (told - LEAST_SCORE) / SEAM_UNIT, atol=1e-5)
    assert np.count_nonzero(table) <= len(tails) and table.min() >= 0


@settings(max_examples=25)
@given((dump_like_text | typeset_pages).filter(str.strip))
def test_every_line_has_a_relation_to_every_line(dump: str) -> None:
    sheet = sheet_of(read_page(dump).lines)
    n = len(sheet)
    tables = channel_tables(relations_of(sheet, None))
    assert tables.shape == (CHANNELS, n, n) and np.isfinite(tables).all()
    assert (tables[CHANNELS // 2 :] == tables[: CHANNELS // 2].transpose(0, 2, 1)).all()


@pytest.mark.parametrize("class_of", [step_class, row_class, block_class])
def test_classes_are_few_and_near_ones_are_told_apart(class_of: object) -> None:
    distances = np.arange(-2000, 2001)
    classes = class_of(distances)  # type: ignore[operator]
    assert classes.min() == 0 and classes.max() == STEPS - 1
    assert len(set(classes[2000:2010].tolist())) == 10
