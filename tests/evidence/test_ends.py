"""The open ends of a page."""

import numpy as np

from bank import STORIES
from documents import ArticleText
from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.ends import open_ends
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from typeset import Layout, typeset

ARTICLES = [ArticleText(headline, paragraphs=("".join(sentences),)) for headline, sentences in STORIES[:3]]


def test_hops_are_the_open_pairs_of_parts() -> None:
    page = read_page(typeset(ARTICLES, Layout("woven", columns=2, measure=14)))
    ends = open_ends(read_sheet(sheet_of(page.lines)))
    parts = ends.stories.parts
    scores = dict(zip(zip(ends.pairs.tails.tolist(), ends.pairs.heads.tolist(), strict=True), ends.score, strict=True))
    hops = ends.hops
    assert hops and np.isfinite(ends.score).all()
    assert all(scores[parts[a][-1], parts[b][0]] == score for (a, b), score in hops.items())
