"""The pages that are kept from the encoder, as it reads them: what later steps learn from."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple, TypeVar

from layoutfix.evidence.encoder import Reading, read_sheet

from .pages import Sample, kept_names, read_sample
from .store import Run, read_from
from .unseen import unseen_sheet

T = TypeVar("T")


class Look(NamedTuple):
    """A page with the truth about it, and its reading by weights that were learned without it."""

    sample: Sample
    reading: Reading


def over_looks(run: Run, work: Callable[[Run, Look], T]) -> list[T]:
    """What `work` makes of the look of each such page, by the weights of the run."""
    return over_kept(run, partial(_look, work))


def over_kept(run: Run, work: Callable[[Run, Sample], T]) -> list[T]:
    """What `work` makes of each such page, by the weights of the run; every core has its share of the pages."""
    with ProcessPoolExecutor(initializer=read_from, initargs=(run.out,)) as workers:
        return list(workers.map(partial(_done, run, work), kept_names(run), chunksize=8))


def _done(run: Run, work: Callable[[Run, Sample], T], name: str) -> T:
    return work(run, read_sample(run, name))


def _look(work: Callable[[Run, Look], T], run: Run, sample: Sample) -> T:
    with unseen_sheet(run, sample) as sheet:
        look = Look(sample, read_sheet(sheet))
    return work(run, look)
