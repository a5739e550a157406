"""The pages that are kept from the encoder, as it reads them: what later steps learn from."""

from typing import NamedTuple

from layoutfix.evidence.encoder import Reading, read_sheet

from .pages import Sample, read_samples
from .store import Run
from .unseen import unseen_sheet


class Look(NamedTuple):
    """A page with the truth about it, and its reading by weights that were learned without it."""

    sample: Sample
    reading: Reading


def read_looks(run: Run) -> list[Look]:
    """All such pages; to be called, and used, where the weights of the run are read."""
    return [_look(run, sample) for sample in read_samples(run) if sample.is_kept]


def _look(run: Run, sample: Sample) -> Look:
    with unseen_sheet(run, sample) as sheet:
        return Look(sample, read_sheet(sheet))
