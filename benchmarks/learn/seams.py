"""Seams: does a sentence go on from the end of one line at the beginning of another?"""

from typing import Final

from layoutfix.evidence.relations import likely_seams
from layoutfix.evidence.seam_scorer import seam_features
from layoutfix.evidence.sheet import sheet_of

from .networks import Choice, Plan, fit_choices
from .pages import Sample, read_samples
from .store import Run
from .targets import PARAGRAPH_LAST, UNKNOWN

PLAN: Final = Plan(hidden=64, epochs=40, batch=2, rate=2e-3, decay=5e-2, drop=0.1)
EXTRACTOR: Final = "mupdf"
"""All dumps of a page have nearly the same seams; this one's lines are the cleanest."""


def learn_seams(run: Run) -> None:
    """`seams.npy`: lines of the train pages choose among those that the towers prefer. Printed pages would not do:
    the towers and the counts were learned from their articles."""
    with run.weights():
        chosen = (s for s in read_samples(run) if s.extractor == EXTRACTOR and not (s.is_printed or s.is_kept))
        run.save("seams", fit_choices([seam_choice(sample) for sample in chosen], PLAN.within(run)))


def seam_choice(sample: Sample) -> Choice:
    """The pairs of lines of a page that the scorer is asked about; right are those inside of a paragraph, or of a part
    of the titles."""
    targets = sample.targets
    sheet = sheet_of(sample.page.lines)
    tails, heads = likely_seams(sheet.seen.vectors.tails @ sheet.seen.vectors.heads.T)
    inside = (targets.role[tails] == targets.role[heads]) & (targets.bounds[tails, PARAGRAPH_LAST] == 0)
    return Choice(
        tails,
        heads,
        seam_features(sheet.seen, tails, heads),
        right=(targets.following[tails] == heads) & inside,
        counts=targets.role != UNKNOWN,
    )
