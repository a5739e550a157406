"""Confidence: how often an article made by decisions of such scores can be used as it is."""

from typing import Final

import numpy as np

from layoutfix.evidence.confidence import confidence_features
from layoutfix.passes.group_articles import gather_articles
from layoutfix.passes.join_lines import join_lines
from layoutfix.passes.order_lines import order_lines
from layoutfix.passes.tag_roles import tag_roles

from .extractors import MOST_MISREAD
from .gold import bare
from .looks import over_kept
from .networks import Plan, Rows, fit_yes_no
from .pages import Sample, is_misread
from .store import Run
from .stories import unseen_stories
from .unseen import unseen_sheet
from .usable import Told, is_usable, told_by

PLAN: Final = Plan(hidden=24, epochs=60, batch=256, rate=4e-3, decay=1e-1)


def learn_confidence(run: Run) -> None:
    """`confidence.npy`: yes for an article whose headline and body are right."""
    with run.weights():
        pages = [rows for rows in over_kept(run, _rows) if rows is not None]
    run.save("confidence", fit_yes_no(pages, PLAN.within(run)))


def _rows(run: Run, sample: Sample) -> Rows | None:
    with unseen_sheet(run, sample), unseen_stories(run, sample.name):
        page = join_lines(order_lines(tag_roles(sample.page)))
    articles, _, scores = gather_articles(list(page.blocks))
    if not articles:
        return None
    slack = MOST_MISREAD if is_misread(sample) else 0.0
    truth = list(map(told_by, sample.articles))
    found = [Told(bare(str(one.headline or "")), bare("".join(map(str, one.paragraphs)))) for one in articles]
    answers = [any(is_usable(own, true, slack) for true in truth) for own in found]
    return Rows(confidence_features(articles, scores), np.array(answers, dtype=bool))
