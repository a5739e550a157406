"""The pages that are kept from the encoder, as it reads them: what later steps learn from."""

from typing import NamedTuple

from layoutfix.evidence.encoder import Reading, read_lines

from .pages import Sample, read_samples
from .store import Run


class Look(NamedTuple):
    """A page with the truth about it, and its reading by weights that were learned without it."""

    sample: Sample
    reading: Reading


def read_looks(run: Run) -> list[Look]:
    """All such pages; to be called, and used, where the weights of the run are read."""
    return [Look(sample, read_lines(sample.page.lines)) for sample in read_samples(run) if sample.is_kept]
