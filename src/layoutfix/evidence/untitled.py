"""Bodies that no titles were found for: most are what is left of an article whose titles stand over another part."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from .arrange import IMPOSSIBLE, KIN, LEAST_MEMBER, MOST_KIN, TITLED, Hops
from .chains import Chain, chains_of
from .ends import Ends
from .sheet import Ints

LEAST_BODY: Final = 63
"""A body has at least so many characters: of 657 articles of 137 pages none has less."""
ALONE: Final = 4.0
"""What it costs to leave a body without titles: of 238 that were left so, on pages that were not learned from, seven
were right."""
DEAREST: Final = 10.0
"""What a hop may cost at most, so that the rest may make up for it."""

MOST_UNTITLED: Final = 24
"""On a page with more bodies without titles than this they stay, so that time stays in proportion to it."""
MOST_ROUNDS: Final = 4


class _Article(NamedTuple):
    """The lines of an article, its parts in order, and the number of its titles (-1: none that are known)."""

    lines: Chain
    parts: list[int]
    title: int


class _Join(NamedTuple):
    """A body that would go on from the last line of a part, in the article `home`, and what that would gain."""

    gain: float
    body: int
    home: int
    tail: int


def join_untitled(following: Ints, ends: Ends, titled: set[int], characters: Ints) -> Iterator[str]:
    """Let each body without titles go on where it fits best in an article, if that is likelier than that it is one.

    It goes where another article ends or between two parts of it, by the score of the hops, the kinship of its parts
    with those of the article, and what the titles there say of it. `following` is changed; `titled` are the lines of
    titles; bodies of less than `LEAST_BODY` characters stay as they are. The best joins are made first, of each article
    one, and then all are weighed again, `MOST_ROUNDS` times at most. What comes out is what there is to say about a
    page that has too many of them.
    """
    hops = ends.hops()
    for _ in range(MOST_ROUNDS):
        articles = list(_articles(following, ends, titled))
        wanting = [
            at for at, (lines, parts, _) in enumerate(articles)
            if parts and titled.isdisjoint(lines) and lines[0] == ends.stories.parts[parts[0]][0]
            and characters[lines].sum() >= LEAST_BODY
        ]  # fmt: skip
        if len(wanting) > MOST_UNTITLED:
            yield f"{len(wanting)} bodies without titles are too many to look for articles that they go on in"
            return
        joins = sorted(_joins(following, ends, hops, articles, wanting), reverse=True)
        if not joins:
            return
        changed: set[int] = set()
        for _, body, home, tail in joins:
            if changed.isdisjoint({body, home}):
                changed |= {body, home}
                after = following[tail]
                following[tail] = articles[body].lines[0]
                following[articles[body].lines[-1]] = after


def _joins(following: Ints, ends: Ends, hops: Hops, articles: list[_Article], wanting: list[int]) -> Iterator[_Join]:
    """The joins that are likelier than that a body is an article by itself."""
    parts = ends.stories.parts
    first = {part[0]: at for at, part in enumerate(parts)}
    home_of = {part: at for at, article in enumerate(articles) for part in article.parts}
    body_of = {articles[at].parts[0]: at for at in wanting}
    for (before, head), score in hops.items():
        if head not in body_of or before not in home_of or home_of[before] == body_of[head]:
            continue
        body, home = articles[body_of[head]], articles[home_of[before]]
        tail, after = body.parts[-1], int(following[parts[before][-1]])
        gain = score
        if after >= 0:
            if after not in first or body.lines[-1] != parts[tail][-1]:
                continue
            gain += hops.get((tail, first[after]), IMPOSSIBLE) - hops.get((before, first[after]), IMPOSSIBLE)
        if gain > -DEAREST and gain + (agreement := _agreement(ends, body, home)) > -ALONE:
            yield _Join(gain + agreement, body_of[head], home_of[before], parts[before][-1])


def _articles(following: Ints, ends: Ends, titled: set[int]) -> Iterator[_Article]:
    """The articles as lines follow each other now."""
    part_of = {line: at for at, part in enumerate(ends.stories.parts) for line in part}
    title_of = {line: at for at, chain in enumerate(ends.stories.titles) for line in chain if line in titled}
    for chain in chains_of(following.tolist()):
        parts = list(dict.fromkeys(part_of[line] for line in chain if line in part_of))
        yield _Article(chain, parts, next((title_of[line] for line in chain if line in title_of), -1))


def _agreement(ends: Ends, body: _Article, article: _Article) -> float:
    """How much speaks for it that a body is of an article: its kinship, and what the titles say."""
    stories = ends.stories
    kin = KIN * float(stories.kinship[np.ix_(body.parts, article.parts)].clip(-MOST_KIN, MOST_KIN).sum())
    if article.title < 0:
        return kin
    told = np.maximum(stories.membership[body.parts], LEAST_MEMBER)
    return kin + TITLED * float(told[:, article.title].sum() - told[:, -1].sum())
