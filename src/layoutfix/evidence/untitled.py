"""Bodies that no titles were found for: most are what is left of an article whose titles stand over another part."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from .arrange import worth
from .chains import Chain, chains_of
from .ends import Ends
from .sheet import Ints
from .whole import article_worth, membership_worth

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
"""So often are joins weighed; a body without titles may go on in another, and that in an article."""


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


def join_untitled(following: Ints, ends: Ends, titled: set[int], characters: Ints) -> tuple[str, ...]:
    """Let each body without titles go on where it fits best in an article, if that is likelier than that it is one, and
    return what there is to say about a page that has too many of them.

    It goes where another article ends or between two parts of it, by the score of the hops, the kinship of its parts
    with those of the article, and what the titles there say of it. `following` is changed; `titled` are the lines of
    titles; bodies of less than `LEAST_BODY` characters stay as they are. The best joins are made first, of each article
    one, and then all are weighed again.
    """
    for _ in range(MOST_ROUNDS):
        articles = list(_articles(following, ends, titled))
        wanting = [
            at for at, (lines, _, _) in enumerate(articles)
            if titled.isdisjoint(lines) and lines[0] in ends.first and is_long(lines, characters)
        ]  # fmt: skip
        if len(wanting) > MOST_UNTITLED:
            return (f"{len(wanting)} bodies without titles are too many to look for articles that they go on in",)
        changed: set[int] = set()
        for _, body, home, tail in sorted(_joins(following, ends, articles, wanting), reverse=True):
            if changed.isdisjoint({body, home}):
                changed |= {body, home}
                after = following[tail]
                following[tail] = articles[body].lines[0]
                following[articles[body].lines[-1]] = after
        if not changed:
            break
    return ()


def is_long(lines: Chain, characters: Ints) -> bool:
    """Whether a body is long enough for an article."""
    return bool(characters[lines].sum() >= LEAST_BODY)


def _joins(following: Ints, ends: Ends, articles: list[_Article], wanting: list[int]) -> Iterator[_Join]:
    """The joins that are likelier than that a body is an article by itself."""
    parts, hops = ends.stories.parts, ends.hops
    home_of = {part: at for at, article in enumerate(articles) for part in article.parts}
    body_of = {articles[at].parts[0]: at for at in wanting}
    for (before, head), score in hops.items():
        if head not in body_of or before not in home_of or home_of[before] == body_of[head]:
            continue
        body, home = articles[body_of[head]], articles[home_of[before]]
        tail, next_line = body.parts[-1], int(following[parts[before][-1]])
        after = ends.first.get(next_line, -1)
        if next_line >= 0 and (after < 0 or body.lines[-1] not in ends.last):
            continue
        gain = score + worth(hops, tail, after) - worth(hops, before, after)
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
    apart = sum(article_worth(stories.kinship, parts) for parts in (body.parts, article.parts))
    kin = article_worth(stories.kinship, body.parts + article.parts) - apart
    if article.title < 0:
        return kin
    told = membership_worth(stories.membership[body.parts])
    return kin + float(told[:, article.title].sum() - told[:, -1].sum())
