"""The train pages: their lines as the package has them before it decides anything, and what each line is."""

import json
from dataclasses import dataclass
from typing import NamedTuple

from layoutfix.evidence.sheet import Sheet, sheet_of
from layoutfix.io.read_text import read_page
from layoutfix.page import Page
from layoutfix.passes.close_spaces import close_spaces
from layoutfix.passes.cut_columns import cut_columns
from layoutfix.passes.fold_characters import fold_characters

from .gold import GoldArticle, bare, printed_strings
from .labels import Label, label_lines
from .store import Run, fold_of
from .targets import Targets, targets_of


class Dump(NamedTuple):
    """A dump of a train page and the articles that the page holds."""

    extractor: str
    fold: int
    text: str
    articles: list[GoldArticle]

    @property
    def misread(self) -> bool:
        """Whether OCR made it."""
        return self.extractor == "tesseract"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page cut into lines, with the truth about each."""

    fold: int
    page: Page
    sheet: Sheet
    labels: list[Label | None]
    targets: Targets


def read_dumps(run: Run) -> list[Dump]:
    """The dumps of `train/`, by name; in a trial every so manieth."""
    paths = sorted((run.bench / "train").glob("*.txt"))
    step = max(1, len(paths) // run.limit) if run.limit else 1
    dumps = []
    for path in paths[::step]:
        page, extractor, _ = path.name.split(".")
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        with open(path, encoding="utf-8", newline="") as file:
            dumps.append(Dump(extractor, fold_of(page), file.read(), gold["articles"]))
    return dumps


def read_samples(run: Run) -> list[Sample]:
    """All train pages, each cut at its gutters by weights that were learned without it."""
    return run.out_of_fold(read_dumps(run), _sample)


def _sample(dump: Dump) -> Sample:
    page = close_spaces(cut_columns(fold_characters(read_page(dump.text))))
    texts = [bare(line.text.value) for line in page.lines]
    labels = label_lines(texts, printed_strings(dump.articles), misread=dump.misread)
    targets = targets_of(texts, labels, dump.articles, misread=dump.misread)
    return Sample(dump.fold, page, sheet_of(page.lines), labels, targets)
