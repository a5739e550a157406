"""Learned numbers: where they lie, and the small networks that read them.

Every file in `data/` is made by a script under `benchmarks/learn/` from page dumps and articles whose texts are not
in the package; `data/README.md` says which. Files are loaded once, when first asked for.
"""

import os
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FARTHEST = 8.0

DATA: str | os.PathLike[str] = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


@cache
def load(name: str) -> dict[str, NDArray[Any]]:
    """The arrays of `data/NAME.npy` by name, the fields of its one record; half-precision ones are widened once here,
    for the sake of speed, and the others are read from the file where they are looked at. What is written to an array
    stays in memory."""
    record = np.load(os.path.join(DATA, f"{name}.npy"), mmap_mode="c")
    arrays = {key: np.asarray(record[key]) for key in record.dtype.names}
    return {k: a.astype(np.float32) if a.dtype == np.float16 else a for k, a in arrays.items()}


class Network(NamedTuple):
    """A multilayer perceptron: columns are brought to mean 0 and deviation 1 and kept
    within `FARTHEST` deviations, hidden layers are rectified, and one score comes out."""

    mean: Floats
    scale: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    def logits(self, features: Floats) -> Floats:
        """A score for each row of features; float32 in, float32 out."""
        x: Floats = np.subtract(features, self.mean, dtype=np.float32)
        x *= self.scale
        np.clip(x, -FARTHEST, FARTHEST, out=x)
        *hidden, (weight, bias) = self.layers
        for w, b in hidden:
            x = np.maximum(x @ w + b, 0)
        scores: Floats = x @ weight + bias
        return scores[:, 0]


@cache
def network(name: str) -> Network:
    """The network of `data/NAME.npy`."""
    return network_of(load(name))


def network_of(arrays: Mapping[str, NDArray[Any]]) -> Network:
    """The network that these arrays describe."""
    depth = sum(key.startswith("weight") for key in arrays)
    layers = tuple((arrays[f"weight{i}"], arrays[f"bias{i}"]) for i in range(depth))
    return Network(arrays["mean"], arrays["scale"], layers)


def sigmoid(x: Floats) -> Floats:
    """The logistic function, safe for large arguments."""
    y: Floats = 0.5 * (1 + np.tanh(0.5 * x))
    return y


def softmax(x: Floats) -> Floats:
    """Shares over the last axis."""
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    shares: Floats = e / e.sum(axis=-1, keepdims=True)
    return shares


def log_softmax(x: Floats) -> Floats:
    """The logs of the shares over the last axis."""
    logs: Floats = x - x.max(axis=-1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=-1, keepdims=True))
    return logs
