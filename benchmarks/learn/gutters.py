"""Gutters: which gaps inside a printed row divide two columns."""

from collections import defaultdict
from itertools import chain
from typing import Final

import numpy as np

from layoutfix.evidence.gutters import SQUEEZED, gap_features, network_for
from layoutfix.evidence.language import page_grams
from layoutfix.io.read_text import read_page
from layoutfix.passes import cut_columns
from layoutfix.passes.fold_characters import fold_characters

from .extractors import OCR
from .gold import printed_strings
from .networks import Plan, Rows, fit_yes_no
from .pages import Dump, read_dumps
from .store import Run
from .unseen import unseen_seams

PLAN: Final = Plan(hidden=48, epochs=15, batch=2048, rate=4e-3, decay=1e-3)
SHARING: Final = ("layout", "poppler", "pdfplumber", *OCR)
"""Extractors whose rows several columns share."""
SQUEEZING: Final = "pdfplumber"
"""An extractor that makes a single space of every gutter; it tells nothing of those that do not."""
OWN_COPIES: Final = 2
"""How often the train pages count beside the printed ones."""
_BETWEEN: Final = "\0"


def learn_gutters(run: Run) -> None:
    """`gutters.npy` and `gutters_squeezed.npy`: yes for a gap where one column ends and the next begins."""
    known: dict[str, list[Rows]] = defaultdict(list)
    printed = ((dump, 1) for dump in read_dumps(run.press, run.limit) if dump.extractor in SHARING)
    own = ((dump, OWN_COPIES) for dump in read_dumps(run.bench / "train", run.limit))
    with run.weights():
        for dump, copies in chain(printed, own):
            found = _gaps(dump)
            if found is not None and (found[0] == SQUEEZED or dump.extractor != SQUEEZING):
                known[found[0]] += [found[1]] * copies
    for name, pages in known.items():
        run.save(name, fit_yes_no(pages, PLAN.within(run)))


def _gaps(dump: Dump) -> tuple[str, Rows] | None:
    """The network that is to know a dump, and the gaps in those of its rows that the articles account for; None where
    it has no gap."""
    tokens, gaps, rows = cut_columns._tokens(fold_characters(read_page(dump.text)).lines)
    if not gaps:
        return None
    with unseen_seams(dump.page):
        features = gap_features(tokens, gaps, rows, page_grams([token.text for token in tokens]))
    known = _BETWEEN.join(printed.text for printed in printed_strings(dump.articles))
    cuts = {row: fewest_cuts([tokens[t].text for t in rows[row]], known) for row in {gap.row for gap in gaps}}
    told: list[int] = []
    answers: list[bool] = []
    for at, gap in enumerate(gaps):
        cut = cuts[gap.row]
        if cut is not None:
            told.append(at)
            answers.append(gap.before + 1 - rows[gap.row].start in cut)
    return network_for(gaps, rows), Rows(features[told], np.array(answers, dtype=bool))


def fewest_cuts(texts: list[str], known: str) -> set[int] | None:
    """Before which texts a row is to be cut so that each piece stands in `known`, with as few cuts as may be; None
    where no cuts do.

    >>> fewest_cuts(["湖边", "栈道", "今天"], "湖边栈道完工 今天开放")
    {2}
    """
    fewest: list[int | None] = [0] + [None] * len(texts)
    came = [0] * (len(texts) + 1)
    for end in range(1, len(texts) + 1):
        for start in range(end - 1, -1, -1):
            before, now = fewest[start], fewest[end]
            better = before is not None and (now is None or before + 1 < now)
            if before is not None and better and "".join(texts[start:end]) in known:
                fewest[end], came[end] = before + 1, start
    if fewest[-1] is None:
        return None
    cuts = set()
    at = came[-1]
    while at:
        cuts.add(at)
        at = came[at]
    return cuts
