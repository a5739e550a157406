"""Mark the articles that a person should look at, on request."""

from dataclasses import dataclass, replace

from ..page import Page


@dataclass(frozen=True, slots=True)
class mark_doubtful:
    """Every article marked whose score is below `least`.

    The score is the chance in [0, 1] that headline and body are right. `mark_doubtful(least)` is a pass; it stands last
    in a pipeline.

    Raises `ValueError` for a `least` outside of [0, 1].

    >>> from layoutfix.page import Article
    >>> page = Page("", articles=(Article(score=0.4), Article(score=0.95)))
    >>> [article.doubtful for article in mark_doubtful(0.9)(page).articles]
    [True, False]
    """

    least: float

    def __post_init__(self) -> None:
        if not 0 <= self.least <= 1:
            raise ValueError(f"a score lies between 0 and 1, not at {self.least}")

    def __call__(self, page: Page) -> Page:
        return page.with_(articles=tuple(replace(one, doubtful=one.score < self.least) for one in page.articles))
