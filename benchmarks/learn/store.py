"""Where learning reads and writes, and which weights the package reads meanwhile.

Every step is cross-fitted by page: besides the weights learned on all pages, which are what the package ships, it
leaves the weights of each *fold*, learned without the pages of that fold. Later steps look at a page through the
weights that never saw it, so that they learn from outputs as good, and as bad, as those on a new page.
"""

import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from layoutfix.evidence import language, weights

Arrays = dict[str, NDArray[Any]]

FOLDS: Final = 5
COMMON: Final = ("characters", "grams", "towers")
"""What is learned from the corpus alone, without any page, and is the same for every fold."""


class Folded(Protocol):
    """Anything that belongs to a page, and so to a fold."""

    @property
    def fold(self) -> int: ...


Item = TypeVar("Item", bound=Folded)
Found = TypeVar("Found")


def fold_of(page: str) -> int:
    """The fold of a page, from its name, so that all dumps of a page fall into one.

    >>> fold_of("t000") in range(FOLDS)
    True
    """
    return zlib.crc32(page.encode()) % FOLDS


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: the bench folder, where weights go, where those of the folds go, and, where it is only to
    show that everything works, about how many dumps to look at."""

    bench: Path
    out: Path
    work: Path
    limit: int | None = None

    def epochs(self, usual: int) -> int:
        """How often to go through the data."""
        return 1 if self.limit else usual

    def save(self, name: str, arrays: Arrays, fold: int | None = None) -> None:
        """Write `NAME.npz` of a fold, or of the package where `fold` is None."""
        np.savez(self._folder(fold) / f"{name}.npz", **arrays)

    @contextmanager
    def weights(self, fold: int | None = None) -> Iterator[None]:
        """Let the package read the weights of a fold, or those of this run's output, in place of its own."""
        folder = self._folder(fold)
        if fold is not None:
            for name in COMMON:
                shutil.copyfile(self.out / f"{name}.npz", folder / f"{name}.npz")
        before = weights.DATA
        _read_from(folder)
        try:
            yield
        finally:
            _read_from(before)

    def out_of_fold(self, items: Sequence[Item], look: Callable[[Item], Found]) -> list[Found]:
        """What `look` makes of each item, seen through the weights of the item's fold."""
        found: dict[int, Found] = {}
        for fold in range(FOLDS):
            with self.weights(fold):
                found |= {at: look(item) for at, item in enumerate(items) if item.fold == fold}
        return [found[at] for at in range(len(items))]

    def cross_fit(self, examples: Sequence[Item], fit: Callable[[list[Item]], dict[str, Arrays]]) -> None:
        """Save what `fit` learns (arrays by file name) without each fold in turn, and from all examples."""
        for fold in (*range(FOLDS), None):
            learned = fit([example for example in examples if example.fold != fold])
            for name, arrays in learned.items():
                self.save(name, arrays, fold)

    def _folder(self, fold: int | None) -> Path:
        folder = self.out if fold is None else self.work / f"fold-{fold}"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _read_from(folder: Path) -> None:
    """Turn the package to another folder of weights, and let it forget what it read before."""
    weights.DATA = folder
    for cached in (weights.load, weights.network, language._rows, language.vectors_of):
        cached.cache_clear()
