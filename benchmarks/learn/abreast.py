"""Titles that stand in one row: whether they are of two articles, or phrases of one headline.

Rows that two articles share are rare, and rarer where the press sets large type with wide gutters. So of some pages
titles of two articles are set in one row, as extractors set them: the one of them goes where the other stands.
"""

from dataclasses import replace
from typing import Final
from zlib import crc32

import numpy as np
from numpy.random import Generator

from layoutfix.evidence.abreast import NAME
from layoutfix.evidence.readings import read_stretches
from layoutfix.page import Line
from layoutfix.passes.cut_titles import Trial, try_titles
from layoutfix.text import Text

from .gold import TITLES, bare, printed_strings
from .labels import label_lines, lines_of
from .looks import over_kept
from .networks import Plan, Rows, fit_yes_no
from .pages import Sample, is_misread
from .store import Run
from .unseen import unseen_seams

PLAN: Final = Plan(hidden=48, epochs=30, batch=128, rate=3e-3, decay=3e-2, drop_in=0.1, drop=0.3)
COPIES: Final = 16
"""So often is learned from the pages as they are."""
NEAREST: Final = 3
"""The other title is of one of so many articles that are nearest in the dump."""
HEADLINES: Final = 0.6
"""Share of the rows that begin with two headlines, not with any two titles."""
SINGLE: Final = 0.7
"""Share of the pairs of articles that share a row, not several."""


def learn_abreast(run: Run) -> None:
    """`abreast.npy`: yes where the titles are of two articles."""
    with run.weights():
        found = over_kept(run, _page_rows)
    rows = [page for own, set_together in found for page in (*[own] * COPIES, set_together)]
    run.save(NAME, fit_yes_no(rows, PLAN.within(run)))


def _page_rows(run: Run, sample: Sample) -> tuple[Rows, Rows]:
    """The titles of a page as it is, and as it is when those of two articles are set in one row."""
    lines = sample.page.lines
    random = np.random.default_rng(crc32(sample.name.encode()))
    with unseen_seams(sample.name):
        own, set_together = (_rows(sample, _trial(some)) for some in (lines, _set_together(sample, random)))
    return own, set_together


def _trial(lines: tuple[Line, ...]) -> Trial | None:
    """The trial of a page, which is of one stretch; None where it has no lines."""
    return next((try_titles(lines, reading, ties) for _, reading, ties in read_stretches(lines)), None)


def _rows(sample: Sample, trial: Trial | None) -> Rows:
    """What speaks for each cut, and whether it parts two articles; only where both titles are known."""
    if trial is None:
        return Rows(np.zeros((0, 0), dtype=np.float32), np.zeros(0, dtype=bool))
    texts = [bare(piece.text.value) for piece in trial.pieces]
    labels = label_lines(texts, printed_strings(sample.articles), misread=is_misread(sample))
    known, answers = [], []
    for at, piece in enumerate(trial.before):
        one, other = labels[piece : piece + 2]
        if one and other and {one.last.part, other.first.part} <= set(TITLES):
            known.append(at)
            answers.append(one.last.article != other.first.article)
    return Rows(trial.features[known], np.array(answers, dtype=bool))


def _set_together(sample: Sample, random: Generator) -> tuple[Line, ...]:
    """The lines of a page with titles of two of its articles in one row, or in several; some pages have none."""
    lines = list(sample.page.lines)
    titles = {number: found for number in range(len(sample.articles)) if (found := _titles(sample, number))}
    if len(titles) < 2:
        return ()
    one = int(random.choice(list(titles)))
    nearest = sorted(titles.keys() - {one}, key=lambda other: abs(titles[other][0] - titles[one][0]))[:NEAREST]
    pair = [_from_some(sample, titles[article], random) for article in (one, int(random.choice(nearest)))]
    gone = set()
    for sides in list(zip(*pair, strict=False))[: 1 if random.random() < SINGLE else None]:
        left, right = random.permutation(sides).tolist()
        stays, goes = random.permutation(sides).tolist()
        row = f"{lines[left].text} {lines[right].text}"
        lines[stays] = replace(lines[stays], text=Text.of(row, 0, len(row)))
        gone.add(goes)
    return tuple(line for at, line in enumerate(lines) if at not in gone)


def _titles(sample: Sample, article: int) -> list[int]:
    """The lines of the titles of an article, in the order in which print has them."""
    return [line for part in TITLES for _, line in lines_of(sample.labels, article, part)]


def _from_some(sample: Sample, titles: list[int], random: Generator) -> list[int]:
    """The titles from the headline on, or from any of them."""
    parts = [label.first.part for line in titles if (label := sample.labels[line])]
    if "headline" in parts and random.random() < HEADLINES:
        return titles[parts.index("headline") :]
    return titles[int(random.integers(len(titles))) :]
