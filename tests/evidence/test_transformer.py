"""The network against the plain formula of what it computes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bank import SENTENCES
from layoutfix.evidence import transformer
from layoutfix.evidence.encoder import encoder_features
from layoutfix.evidence.relations import relations_of
from layoutfix.evidence.roles import OUTPUTS
from layoutfix.evidence.sheet import sheet_of
from layoutfix.evidence.transformer import (
    HEADS,
    LEAST_LOG,
    first_guess,
    log_chances,
    read_halfway,
    read_on,
    with_ties,
)
from layoutfix.io.read_text import read_page

WIDTH = 2 * HEADS


def looked(x: np.ndarray, mix: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """Attention as it is written down: softmax of the matches of each head, times what is offered."""
    query, key, value = np.split(x.astype(np.float64) @ mix, 3, axis=1)
    out = []
    for head, own in enumerate(bias.astype(np.float64)):
        part = slice(2 * head, 2 * head + 2)
        match = np.exp(query[:, part] @ key[:, part].T / 2**0.5 + own)
        out.append(match / match.sum(axis=1, keepdims=True) @ value[:, part])
    return np.concatenate(out, axis=1)


@settings(max_examples=30)
@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_each_line_gets_a_mean_of_what_the_others_offer(n: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.normal(size=(n, WIDTH)).astype(np.float32)
    mix = random.normal(size=(WIDTH, 3 * WIDTH), scale=0.3).astype(np.float32)
    bias = random.normal(size=(HEADS, n, n)).astype(np.float32)
    found = transformer._attend(x, mix, np.zeros(3 * WIDTH, dtype=np.float32), bias)
    assert np.allclose(found, looked(x, mix, bias), atol=1e-4)


@pytest.mark.parametrize("extreme", [1e4, -1e4])
def test_matches_beyond_measure_stay_finite(extreme: float) -> None:
    x = np.ones((3, WIDTH), dtype=np.float32)
    mix = np.ones((WIDTH, 3 * WIDTH), dtype=np.float32)
    bias = np.full((HEADS, 3, 3), extreme, dtype=np.float32)
    assert np.allclose(transformer._attend(x, mix, np.zeros(3 * WIDTH, dtype=np.float32), bias), WIDTH)


def test_scores_of_every_line_and_of_every_two() -> None:
    sheet = sheet_of(read_page("\n".join(sentence[:16] for sentence in SENTENCES[:9])).lines)
    half = read_halfway(encoder_features(sheet), relations_of(sheet, None))
    guess = first_guess(half)
    scores, (points, stops, opens) = read_on(half, guess)
    n = len(sheet)
    assert guess.shape == (n, n) and (guess >= LEAST_LOG).all() and (guess <= 0).all()
    assert scores.shape == (n, OUTPUTS)
    assert points.shape == (n, n) and len(stops) == len(opens) == n
    for logs in log_chances((points, stops, opens)):
        assert np.allclose(np.exp(logs).sum(axis=1), 1, atol=1e-4)
        assert (np.diagonal(logs) < -100).all()


def test_the_second_half_reads_as_often_as_it_is_asked_to() -> None:
    sheet = sheet_of(read_page("\n".join(sentence[:16] for sentence in SENTENCES[:9])).lines)
    half = read_halfway(encoder_features(sheet), relations_of(sheet, None))
    once, _, again = (read_on(half, follows)[0] for follows in (first_guess(half), 0 * half.bias[0], first_guess(half)))
    assert np.array_equal(once, again)


def test_what_is_tied_is_sure_and_of_all_else_the_guess_counts_half() -> None:
    guess = np.array([[-8, -1, -4], [-2, -8, -8], [-6, -3, -8]], dtype=np.float32)
    logs = with_ties(guess, np.array([2, -1, 1]))
    assert logs.tolist() == [[-8, -4.5, 0], [-5, -8, -8], [-7, 0, -8]]
    assert guess[0, 2] == -4


def test_columns_told_by_text_change_what_follows_what() -> None:
    sheet = sheet_of(read_page("\n".join(sentence[:16] for sentence in SENTENCES[:9])).lines)
    features, n = encoder_features(sheet), len(sheet)
    track = np.argsort(np.arange(n) % 3, kind="stable")
    plain, tracked = (read_halfway(features, relations_of(sheet, told)) for told in (None, track))
    net = transformer.load("encoder")
    added = tracked.bias - plain.bias
    assert np.allclose(added[:, 2, 5], net["near_tracks"][track[5] - track[2] + transformer.REACH], atol=1e-4)
    scores = transformer._normal(plain.x, net["late_norm"]) @ net["late_track"] + net["late_track_bias"]
    with_track, without = (
        transformer._points("late", plain.x, plain._replace(ahead=half.ahead, back=half.back))[0]
        for half in (tracked, plain)
    )
    kind = int(transformer.step_class(track[7] - track[4]))
    told = scores[4, kind] + scores[7, transformer.STEPS + kind]
    assert np.isclose(with_track[4, 7] - without[4, 7], told, atol=1e-4)
