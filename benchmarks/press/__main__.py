"""Print pages and dump them: python -m benchmarks.press --bench BENCH --out FOLDER --pages N."""

import argparse
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from ..learn.extractors import MISREAD
from . import BROWSER
from .dumps import EXTRACTORS, USUAL
from .misreading import misread
from .printing import open_sheet, print_page
from .setting import set_briefs, set_page
from .stories import Story, as_report, brief, gold_of, read_stories, rubrics, under_rubric, varied
from .style import Style, draw_style
from .typed import typed

Bools = NDArray[np.bool_]
PAPERS = ("people-daily-2026", "people-daily-2026", "people-daily-2026", "news-broadcast-2022-2026", "chinese-t")
TRADITIONAL = ("hong-kong-2017-2021", "taiwan-2013-2016")
KICKED = 4.0
"""How much likelier a story with a kicker is chosen: train pages print more of them than the corpus holds."""
MOST_BRIEFS = 12
GAPS = (0.3, 0.6, 1.0)
"""Between paragraphs, in em, on a page that sets them apart."""
NARROW = (0.7, 1.2)
"""How wide a narrow gutter is, in em; OCR often reads across it."""


def main() -> None:
    """Print and dump the pages asked for."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    stories = read_stories(options.bench)
    kickers = rubrics(stories)
    set_stories = set_page if options.briefs is None else set_briefs
    with open_sheet(options.browser) as sheet, tempfile.TemporaryDirectory() as work:
        for number in range(*options.pages):
            random = np.random.default_rng((7, number))
            style, chosen = _drawn(stories, kickers, options, np.random.default_rng((9, number)), random)
            path = Path(work) / f"{number}{'t' if chosen[0].traditional else ''}.pdf"
            print_page(sheet, set_stories(chosen, style, random), style, path)
            dumps = {name: EXTRACTORS[name](path) for name in options.extractors}
            if options.misread:
                clean = dumps.get("mupdf") or EXTRACTORS["mupdf"](path)
                dumps["misread"] = misread(clean, np.random.default_rng((8, number)))
            if options.typed:
                dumps["typed"] = typed(chosen, np.random.default_rng((6, number)))
            for name, text in dumps.items():
                target = options.out / f"s{number:05}.{name}.txt"
                target.write_text(text, encoding="utf-8")
                gold = json.dumps(gold_of(chosen, misread=name in MISREAD), ensure_ascii=False)
                target.with_suffix(".gold.json").write_text(gold, encoding="utf-8")
            path.unlink()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.press", description="Set, print and dump pages.")
    add = parser.add_argument
    add("--bench", type=Path, required=True, help="folder that holds train/ and corpus/")
    add("--out", type=Path, required=True, help="folder for the dumps")
    add("--pages", type=int, nargs=2, required=True, metavar=("FROM", "TO"), help="numbers of the pages")
    add("--browser", default=BROWSER, help="the browser that prints")
    add("--extractors", nargs="+", choices=EXTRACTORS, default=USUAL, help="what dumps the pages")
    add(
        "--briefs",
        type=float,
        nargs="?",
        const=1.0,
        metavar="SHARE",
        help="set articles one above the other; this share of them, by default all, are cut short",
    )
    add("--reports", type=float, default=0, metavar="SHARE", help="share of headlines that name a report")
    add("--kickers", type=float, default=0, metavar="SHARE", help="share of articles under a kicker that may head any")
    add("--gaps", type=float, default=0, metavar="SHARE", help="share of pages with paragraphs set apart")
    add("--narrow", type=float, default=0, metavar="SHARE", help="share of pages with narrow gutters")
    add("--misread", action="store_true", help="write a dump that OCR might have made, too")
    add("--typed", action="store_true", help="write the articles as plain text with columns, too")
    return parser.parse_args()


def _drawn(
    stories: dict[str, list[Story]],
    kickers: list[str],
    options: argparse.Namespace,
    by_options: Generator,
    random: Generator,
) -> tuple[Style, list[Story]]:
    """The style and the stories of a page, which `kickers` may head; what only options ask for is drawn from numbers of
    its own, so that a page is the same without them."""
    style = draw_style(random)
    if by_options.random() < options.gaps:
        style = replace(style, paragraph_gap=float(by_options.choice(GAPS)))
    if options.briefs is None:
        chosen = choose(stories, style, random)
    else:
        chosen = choose_briefs(stories, style, by_options.random(MOST_BRIEFS) < options.briefs, random)
    chosen = _changed(chosen, options.reports, by_options, lambda story: as_report(story, random))
    if by_options.random() < options.narrow:
        style = replace(style, gap=round(style.size * by_options.uniform(*NARROW)), rule=False)
    chosen = _changed(chosen, options.kickers, by_options, lambda story: under_rubric(story, kickers, random))
    return style, chosen


def _changed(
    stories: list[Story], share: float, by_options: Generator, change: Callable[[Story], Story]
) -> list[Story]:
    """The stories, this share of them changed."""
    return [change(story) if by_options.random() < share else story for story in stories]


def choose(stories: dict[str, list[Story]], style: Style, random: Generator) -> list[Story]:
    """Stories for one page: from one paper, mostly neighbours, so that some are about the same thing."""
    all_stories = stories[_paper(stories, random)]
    count = int(random.choice((3, 4, 5, 6, 7, 8), p=(0.2, 0.27, 0.2, 0.18, 0.1, 0.05)))
    if random.random() < 0.7:
        at = int(random.integers(len(all_stories) - 2 * count))
        near = all_stories[at : at + 2 * count]
        share = np.array([KICKED if story.kicker else 1.0 for story in near])
        chosen = [near[i] for i in sorted(random.choice(len(near), count, replace=False, p=share / share.sum()))]
    else:
        chosen = [all_stories[i] for i in random.integers(len(all_stories), size=count)]
    return [varied(story, style.bylines, random) for story in chosen]


def choose_briefs(stories: dict[str, list[Story]], style: Style, is_brief: Bools, random: Generator) -> list[Story]:
    """Stories for a page of briefs: some that follow each other in one paper, those of `is_brief` cut short."""
    all_stories = stories[_paper(stories, random)]
    count = int(random.integers(5, MOST_BRIEFS + 1))
    at = int(random.integers(len(all_stories) - count))
    return [
        varied(brief(story, random) if cut else story, style.bylines, random)
        for story, cut in zip(all_stories[at : at + count], is_brief, strict=False)
    ]


def _paper(stories: dict[str, list[Story]], random: Generator) -> str:
    paper = str(random.choice(PAPERS))
    return paper if paper in stories else str(random.choice(TRADITIONAL, p=(0.85, 0.15)))


if __name__ == "__main__":
    main()
