"""Spaces that justification put in are removed, those of print stay: counted over generated pages."""

from dataclasses import replace

from hypothesis import Phase, given, settings

from documents import ArticleText
from layoutfix import CHARACTERS, fix
from strategies import article_lists, layouts
from typeset import Layout, typeset

ASKED = 0.999
IN_ROWS = ("abreast", "side-by-side", "squeezed")


def test_precision_and_recall_of_removed_spaces() -> None:
    kept: list[bool] = []
    closed: list[bool] = []

    # Rows of several columns are cut first, by a pass that this preset does not have.
    @settings(max_examples=700, derandomize=True, database=None, phases=[Phase.generate])
    @given(article_lists(), layouts.filter(lambda layout: layout.order not in IN_ROWS))
    def count(page: list[ArticleText], layout: Layout) -> None:
        printed = typeset(page, replace(layout, spaced=False)).split("\n")
        dump = typeset(page, replace(layout, spaced=True))
        mended = fix(dump, CHARACTERS).split("\n")
        for line, stretched, found in zip(printed, dump.split("\n"), mended, strict=True):
            if line == stretched:
                kept.extend([line.count(" ") == found.count(" ")] * line.count(" "))
            else:
                # What print set apart in a line that was stretched throughout cannot be told from the rest.
                false = stretched.count(" ") - line.count(" ")
                left = max(0, found.count(" ") - line.count(" "))
                closed.extend([True] * (false - left) + [False] * left)

    count()
    assert len(closed) > 5_000
    assert sum(closed) >= ASKED * len(closed)
    assert len(kept) > 100
    assert sum(kept) >= ASKED * len(kept)

