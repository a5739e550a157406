"""Small networks and the functions that turn their scores into chances."""

import numpy as np

from layoutfix.evidence.weights import FARTHEST, Network, sigmoid, softmax


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)[:, None]


def test_a_network_scales_rectifies_and_adds() -> None:
    mean, scale = np.array([1.0], dtype=np.float32), np.array([0.5], dtype=np.float32)
    hidden = (np.array([[1.0, -1.0]], dtype=np.float32), np.zeros(2, dtype=np.float32))
    last = (np.array([[1.0], [10.0]], dtype=np.float32), np.array([3.0], dtype=np.float32))
    net = Network(mean, scale, (hidden, last))
    assert net.logits(column(5, -3)).tolist() == [[2 + 3], [10 * 2 + 3]]
    assert net.logits(column(1e9, -1e9)).tolist() == [[FARTHEST + 3], [10 * FARTHEST + 3]]
    assert net.logits(column()).shape == (0, 1)


def test_chances_of_large_scores() -> None:
    assert sigmoid(np.array([-1e4, 0, 1e4], dtype=np.float32)).tolist() == [0, 0.5, 1]
    assert softmax(np.array([[1e4, 0, -1e4], [5, 5, -1e4]], dtype=np.float32)).tolist() == [[1, 0, 0], [0.5, 0.5, 0]]
