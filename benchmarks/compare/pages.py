"""The pages that all are measured on: articles of the fixtures, printed in columns as newspaper pages, and dumped.

    python -m benchmarks.compare.pages FOLDER BROWSER

leaves `N.pdf`, `N.pdfminer.txt` and `N.mupdf.txt` for each page N. A process of its own prints, since what this loads
would count as memory of every process started after it.
"""

import sys
from pathlib import Path
from typing import Final

import numpy as np

from ..press.dumps import EXTRACTORS
from ..press.printing import open_sheet, print_page
from ..press.setting import set_page
from ..press.stories import Story
from ..press.style import draw_style
from .runs import ROOT

sys.path.append(str(ROOT / "tests"))
import documents

PAGES: Final = 5
DUMPS: Final = ("pdfminer", "mupdf")


def make_pages(folder: Path, browser: str) -> None:
    """Print the articles of the fixtures in Simplified Chinese, in their order, on `PAGES` pages, and dump these."""
    names = [name for name in documents.names() if not name.startswith("traditional")]
    stories = [_story(article) for name in names for article in documents.load(name)[1].articles]
    with open_sheet(browser) as sheet:
        for number in range(PAGES):
            random = np.random.default_rng(number)
            style = draw_style(random)
            own = stories[len(stories) * number // PAGES : len(stories) * (number + 1) // PAGES]
            pdf = folder / f"{number}.pdf"
            print_page(sheet, set_page(own, style, random), style, pdf)
            for name in DUMPS:
                (folder / f"{number}.{name}.txt").write_text(EXTRACTORS[name](pdf), encoding="utf-8")


def _story(article: documents.ArticleText) -> Story:
    parts = article.parts()
    return Story(
        parts["headline"] or "",
        tuple(parts["paragraphs"]),
        **{name: parts[name] for name in documents.SINGLE},
        captions=tuple(parts["captions"]),
        opening=article.dateline is not None,
        closing=article.byline_last,
    )


if __name__ == "__main__":
    make_pages(Path(sys.argv[1]), sys.argv[2])
