"""Where learning reads and writes, and which weights the package reads meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from layoutfix.evidence import language, weights
from layoutfix.evidence.readings import forget_readings

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: the bench folder, that of the pages printed for it, where weights go, where what later
    steps need lies, and, where it is only to show that everything works, about how many pages to look at."""

    bench: Path
    press: Path
    out: Path
    work: Path
    limit: int | None = None

    def epochs(self, usual: int) -> int:
        """How often to go through the data."""
        return 1 if self.limit else usual

    def save(self, name: str, arrays: Arrays) -> None:
        """Write `NAME.npy` of the package: one record whose fields are the arrays, so that it can be read in place."""
        fields = [(key, array.dtype, array.shape) for key, array in arrays.items()]
        record = np.zeros((), dtype=np.dtype(fields, align=True))
        for key, array in arrays.items():
            record[key] = array
        np.save(self.out / f"{name}.npy", record)

    @contextmanager
    def weights(self) -> Iterator[None]:
        """Let the package read the weights of this run in place of its own."""
        before = weights.DATA
        read_from(self.out)
        try:
            yield
        finally:
            read_from(before)


def read_from(folder: Path) -> None:
    """Turn the package to another folder of weights, and let it forget what it read before."""
    weights.DATA = folder
    for cached in (weights.load, weights.network, language._rows):
        cached.cache_clear()
    forget_readings()
