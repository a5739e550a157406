"""Pages with known articles: their lines as the package has them before it decides anything, and what each line is."""

import json
import pickle
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from layoutfix.io.read_text import read_page
from layoutfix.page import Page
from layoutfix.passes.close_spaces import close_spaces
from layoutfix.passes.cut_columns import cut_columns
from layoutfix.passes.fold_characters import fold_characters

from .extractors import MISREAD
from .gold import GoldArticle, bare, printed_strings
from .labels import Label, label_lines
from .store import Run, read_from
from .targets import Targets, targets_of

PRINTED: Final = "s"
"""How the names of printed pages begin."""
KEPT_TRAIN: Final = 5
"""One train page in so many is kept from the encoder."""
KEPT_PRINTED: Final = (*range(3000, 4000), *range(5200, 6000), *range(36000, 44000))
"""The numbers of the printed pages that are kept from it."""
_NUMBER: Final = re.compile(r"(s?)\D*(\d+)$")


class Dump(NamedTuple):
    """A dump of a page and the articles that the page holds; `tolerance` is the share of them that the dump itself may
    have wrong."""

    page: str
    extractor: str
    text: str
    articles: list[GoldArticle]
    tolerance: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A dump cut into lines, with the truth about each."""

    name: str
    extractor: str
    articles: list[GoldArticle]
    page: Page
    labels: list[Label | None]
    targets: Targets

    @property
    def titles(self) -> list[str | None]:
        """The headlines of the articles."""
        return [article["headline"] for article in self.articles]

    @property
    def is_printed(self) -> bool:
        """Whether the page was set and printed for learning."""
        return self.name.startswith(PRINTED)

    @property
    def is_kept(self) -> bool:
        """Whether the page is kept from the encoder, so that later steps see how it reads what it does not know."""
        return _is_kept(self.name)


def is_misread(dump: Dump | Sample) -> bool:
    """Whether OCR made a dump, or might have."""
    return dump.extractor in MISREAD


def _is_kept(page: str) -> bool:
    found = _NUMBER.search(page)
    assert found is not None
    number = int(found[2])
    return number in KEPT_PRINTED if found[1] else number % KEPT_TRAIN == 0


def read_dumps(folder: Path, limit: int | None = None) -> Iterator[Dump]:
    """The dumps of a folder, by name; in a trial every so manieth."""
    paths = sorted(folder.glob("*.txt"))
    for path in paths[:: max(1, len(paths) // limit) if limit else 1]:
        yield _read(path)


def _read(path: Path) -> Dump:
    page, extractor, _ = path.name.split(".")
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    with open(path, encoding="utf-8", newline="") as file:
        return Dump(page, extractor, file.read(), gold["articles"], gold.get("tolerance", 0.0))


def write_samples(run: Run) -> None:
    """Cut and label the train pages and the printed pages once, for all later steps."""
    folder = _folder(run)
    folder.mkdir(parents=True, exist_ok=True)
    for source in (run.bench / "train", run.press):
        paths = sorted(source.glob("*.txt"))
        chosen = paths[:: max(1, len(paths) // run.limit) if run.limit else 1]
        with ProcessPoolExecutor(initializer=read_from, initargs=(run.out,)) as workers:
            for _ in workers.map(partial(_write_sample, folder), chosen, chunksize=16):
                pass


def _write_sample(folder: Path, path: Path) -> None:
    sample = _sample(_read(path))
    if len(sample.page.lines) > 1:
        (folder / f"{path.stem}.pickle").write_bytes(pickle.dumps(sample))


def read_samples(run: Run) -> Iterator[Sample]:
    """What `write_samples` left, by name."""
    return (read_sample(run, name) for name in _names(run))


def read_sample(run: Run, name: str) -> Sample:
    """The sample of a dump, which is named `PAGE.EXTRACTOR`."""
    sample: Sample = pickle.loads((_folder(run) / f"{name}.pickle").read_bytes())
    return sample


def kept_names(run: Run) -> list[str]:
    """The names of the dumps of kept pages."""
    return [name for name in _names(run) if _is_kept(name.partition(".")[0])]


def _names(run: Run) -> list[str]:
    return sorted(path.stem for path in _folder(run).glob("*.pickle"))


def _folder(run: Run) -> Path:
    return run.work / "samples"


def _sample(dump: Dump) -> Sample:
    page = close_spaces(cut_columns(fold_characters(read_page(dump.text))))
    texts = [bare(line.text.value) for line in page.lines]
    labels = label_lines(texts, printed_strings(dump.articles), misread=is_misread(dump))
    targets = targets_of(texts, labels, dump.articles, misread=is_misread(dump))
    return Sample(dump.page, dump.extractor, dump.articles, page, labels, targets)
