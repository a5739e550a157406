"""Small networks and the functions that turn their scores into chances."""

from pathlib import Path

import numpy as np
import pytest

from layoutfix.evidence import weights
from layoutfix.evidence.weights import FARTHEST, Network, load, sigmoid, softmax


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)[:, None]


def test_a_network_scales_rectifies_and_adds() -> None:
    mean, scale = np.array([1.0], dtype=np.float32), np.array([0.5], dtype=np.float32)
    hidden = (np.array([[1.0, -1.0]], dtype=np.float32), np.zeros(2, dtype=np.float32))
    last = (np.array([[1.0], [10.0]], dtype=np.float32), np.array([3.0], dtype=np.float32))
    net = Network(mean, scale, (hidden, last))
    assert net.logits(column(5, -3)).tolist() == [2 + 3, 10 * 2 + 3]
    assert net.logits(column(1e9, -1e9)).tolist() == [FARTHEST + 3, 10 * FARTHEST + 3]
    assert net.logits(column()).shape == (0,)


def test_chances_of_large_scores() -> None:
    assert sigmoid(np.array([-1e4, 0, 1e4], dtype=np.float32)).tolist() == [0, 0.5, 1]
    assert softmax(np.array([[1e4, 0, -1e4], [5, 5, -1e4]], dtype=np.float32)).tolist() == [[1, 0, 0], [0.5, 0.5, 0]]


def test_arrays_are_the_fields_of_a_record_and_what_is_written_to_them_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = np.array(([1.5, 2], 3), dtype=[("half", np.float16, 2), ("byte", np.uint8)])
    np.save(tmp_path / "of a test.npy", record)
    monkeypatch.setattr(weights, "DATA", tmp_path)
    arrays = load("of a test")
    assert arrays["half"].dtype == np.float32 and arrays["half"].tolist() == [1.5, 2]
    arrays["byte"][...] = 7
    assert load("of a test")["byte"] == 7
    load.cache_clear()
    assert load("of a test")["byte"] == 3
    load.cache_clear()
