"""Mark the articles that a person should look at, on request."""

from dataclasses import replace

from ..page import Page
from ..pipeline import Pass


def mark_doubtful(least: float) -> Pass:
    """A pass that marks every article whose score, the chance in [0, 1] that headline and body are right, is below
    `least`; it stands last in a pipeline.

    Raises `ValueError` for a `least` outside of [0, 1].

    >>> from layoutfix.page import Article
    >>> page = Page("", articles=(Article(score=0.4), Article(score=0.95)))
    >>> [article.doubtful for article in mark_doubtful(0.9)(page).articles]
    [True, False]
    """
    if not 0 <= least <= 1:
        raise ValueError(f"a score lies between 0 and 1, not at {least}")

    def mark_doubtful(page: Page) -> Page:
        return page.with_(articles=tuple(replace(one, doubtful=one.score < least) for one in page.articles))

    return mark_doubtful
