"""Phrases: whether print sets two phrases, one below the other, or a phrase goes on in the next line of a title."""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.random import Generator

from layoutfix.evidence.phrases import phrase_features

from .corpus import Article, headline_of, read_articles
from .gold import TITLES, bare
from .labels import lines_of
from .networks import Plan, Rows, fit_yes_no
from .pages import Sample, read_samples
from .store import Run

PLAN: Final = Plan(hidden=48, epochs=12, batch=1024, rate=3e-3, decay=1e-2, drop_in=0.2, drop=0.3)
EXTRACTORS: Final = ("mupdf", "layout")
"""Dumps whose lines of titles are whole."""
PAGE_COPIES: Final = 4
LEAST_LENGTH: Final = 10
KEPT: Final = 0.7
"""Share of the corpus's titles that are set, and of their spaces that a line ends at."""
MOST_LINES: Final = 5
EVEN: Final = 0.5
"""Share of the titles whose lines are as long as each other."""


def learn_phrases(run: Run) -> None:
    """`phrases.npy`: yes where the printed title has a space between two of its lines."""
    with run.weights():
        corpus = _corpus_rows(read_articles(run), np.random.default_rng(0))
        # The press ends lines of titles where its browser does, not where an editor would: train pages alone teach it.
        own = (sample for sample in read_samples(run) if not sample.is_printed and sample.extractor in EXTRACTORS)
        pages = [_page_rows(sample) for sample in own]
    run.save("phrases", fit_yes_no([corpus, *(pages * PAGE_COPIES)], PLAN.within(run)))


def _rows(titles: list[tuple[list[str], list[bool]]]) -> Rows:
    """Titles, each as its lines and whether a phrase ends between each two of them, as rows."""
    features = [phrase_features([lines]) for lines, _ in titles]
    width = phrase_features([["甲", "乙"]]).shape[1]
    answers = [answer for _, ends in titles for answer in ends]
    return Rows(np.concatenate([np.zeros((0, width), np.float32), *features]), np.array(answers, dtype=bool))


def _page_rows(sample: Sample) -> Rows:
    """The titles of a page that stand in several lines, all of them found."""
    titles = []
    for number, article in enumerate(sample.articles):
        for part in TITLES:
            places = lines_of(sample.labels, number, part)
            lines = [sample.page.lines[line].text.value for _, line in places]
            if len(lines) > 1 and "".join(map(bare, lines)) == bare(article[part]):
                spaces = spaces_in(article[part])
                titles.append((lines, [offset in spaces for offset, _ in places[1:]]))
    return _rows(titles)


def _corpus_rows(articles: list[Article], random: Generator) -> Rows:
    """Titles and decks of the corpus set in lines: most of their spaces end one, and what is still too long is divided
    at a random measure, evenly or so that all lines but the last are full."""
    titles = []
    for article in articles:
        for text in (headline_of(article), article.deck.strip()):
            if len(text) < LEAST_LENGTH or random.random() > KEPT:
                continue
            spaces = spaces_in(text)
            ends = [space for space in sorted(spaces) if random.random() < KEPT]
            measure, even = int(random.integers(5, 22)), bool(random.random() < EVEN)
            cuts = _cuts([*ends, len("".join(text.split()))], measure, even=even)
            if 2 < len(cuts) <= MOST_LINES + 1:
                titles.append((_cut(text, cuts), [cut in spaces for cut in cuts[1:-1]]))
    return _rows(titles)


def spaces_in(text: str) -> set[int]:
    """Before which of a text's characters, white space not counted, white space stands.

    >>> spaces_in("湖边栈道 今天开放")
    {4}
    """
    words = text.split()
    return set(np.cumsum([len(word) for word in words[:-1]]).tolist())


def _cuts(ends: list[int], measure: int, *, even: bool) -> list[int]:
    """Places from 0 to the last end: all ends, and between two of them as few more as the measure asks for, evenly or
    each a measure after the one before.

    >>> _cuts([5, 15], 6, even=True), _cuts([5, 15], 6, even=False)
    ([0, 5, 10, 15], [0, 5, 11, 15])
    """
    cuts = [0]
    for start, end in pairwise([0, *ends]):
        parts = -(-(end - start) // measure)
        step = (end - start) / parts if even else measure
        cuts += [min(end, start + round(k * step)) for k in range(1, parts + 1)]
    return cuts


def _cut(text: str, cuts: list[int]) -> list[str]:
    """The text, white space and all, cut before the characters at `cuts`, white space not counted."""
    place = [at for at, character in enumerate(text) if not character.isspace()]
    return [" ".join(text[place[a] : place[b - 1] + 1].split()) for a, b in pairwise(cuts)]
