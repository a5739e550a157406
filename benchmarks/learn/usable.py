"""Whether an article can be used as it is: its headline is right, and nearly all of its body."""

from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from .gold import GoldArticle, bare

MOST_WRONG: Final = 0.02
"""The share of a body that may be wrong in an article that can be used."""


class Told(NamedTuple):
    """What an article says, without white space."""

    headline: str
    body: str


def told_by(article: GoldArticle) -> Told:
    """What a known article says."""
    return Told(bare(article["headline"]), bare("".join(article["paragraphs"])))


def is_usable(own: Told, true: Told, slack: float) -> bool:
    """Whether an article is near enough to the true one; `slack` is the share of headline and body that may be wrong
    besides."""
    if Levenshtein.normalized_distance(own.headline, true.headline) > slack:
        return False
    most = MOST_WRONG + slack
    return Levenshtein.normalized_distance(own.body, true.body, score_cutoff=most) <= most
