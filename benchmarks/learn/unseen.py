"""Pages whose texts learning knows, seen as the package sees pages that it does not know.

The towers and the counts are learned from the corpus, and so are the printed pages: their seams would look surer than
those of other pages ever do. What is learned from them would trust seams too much.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from zlib import crc32

import numpy as np

from layoutfix.evidence import language
from layoutfix.evidence.language import Codes
from layoutfix.evidence.sheet import Sheet, sheet_of
from layoutfix.evidence.weights import Floats

from .pages import PRINTED, Sample
from .store import Run
from .wording import unseen_wording

BLANKED_PAIRS: Final = 0.55
"""So many pairs of characters are kept from the towers that they find the right one among thirty lines about as often
as in articles that they were not learned from."""


@contextmanager
def unseen_sheet(run: Run, sample: Sample) -> Iterator[Sheet]:
    """The sheet of a page; meanwhile the wording of each line is scored without its article."""
    with unseen_seams(sample.name):
        sheet = sheet_of(sample.page.lines)
        with unseen_wording(run, sample.titles, sample.targets.article.tolist(), sheet.texts):
            yield sheet


@contextmanager
def unseen_seams(page: str) -> Iterator[None]:
    """Let the towers and the counts know the texts of a printed page no better than others: some pairs are blanked, and
    each n-gram was seen once less."""
    if not page.startswith(PRINTED):
        yield
        return
    random = np.random.default_rng(crc32(page.encode()))
    pair_slots, gram_counts = language.pair_slots, language.gram_counts

    def blanked(codes: Codes) -> Codes:
        slots = pair_slots(codes)
        return np.where(random.random(slots.shape) < BLANKED_PAIRS, 0, slots)

    def once_less(keys: np.ndarray) -> Floats:
        return np.maximum(gram_counts(keys) - 1, 0)

    language.pair_slots, language.gram_counts = blanked, once_less
    try:
        yield
    finally:
        language.pair_slots, language.gram_counts = pair_slots, gram_counts
