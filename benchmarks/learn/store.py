"""Where learning reads and writes, and which weights the package reads meanwhile."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from layoutfix.evidence import encoder, language, weights

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
        """Write `NAME.npz` of the package."""
        np.savez(self.out / f"{name}.npz", **arrays)

    @property
    def first(self) -> Path:
        """The folder of the encoder that has seen only part of the pages."""
        folder = self.work / "first"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @contextmanager
    def weights(self, first: bool = False) -> Iterator[None]:
        """Let the package read the weights of this run in place of its own; with `first`, the first encoder."""
        before = weights.DATA
        folder = self.first if first else self.out
        if first:
            for path in self.out.glob("*.npz"):
                if path.stem != "encoder":
                    shutil.copyfile(path, folder / path.name)
        _read_from(folder)
        try:
            yield
        finally:
            _read_from(before)


def _read_from(folder: Path) -> None:
    """Turn the package to another folder of weights, and let it forget what it read before."""
    weights.DATA = folder
    for cached in (weights.load, weights.network, language._rows, language.vectors_of, encoder._read):
        cached.cache_clear()
