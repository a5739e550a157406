"""Whether two titles that stand side by side in a row are of two articles, or two phrases of one headline.

Neither the space between them nor the words beside it tell. What they are once the page is read with the row divided
does, and which body says what either of them says.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .bodies import is_long
from .chains import Chain, chains_of
from .encoder import NEVER, Reading
from .flows import Flows, find_flows
from .roles import BODY, TITLES, is_any_of
from .sheet import Ints
from .topics import shared_topics
from .weights import Floats, network, sigmoid

NAME: Final = "abreast"
LIKELY: Final = float(np.log(0.5))


class _Article(NamedTuple):
    """The lines of an article, how many of them are titles, and the text of its body."""

    lines: Chain
    titles: int
    body: str


def abreast_chances(features: Floats) -> Floats:
    """The chances that two titles are of two articles, by what speaks for it: the columns of `abreast_features`, and
    how much likelier all ties of the page are with its titles divided than they were before, as a logarithm."""
    return sigmoid(network(NAME).logits(features))


def are_tied(reading: Reading, pieces: Ints) -> NDArray[np.bool_]:
    """Whether the line after each of the pieces is likelier to follow it than not, from either side: then the two head
    no body each."""
    likely: NDArray[np.bool_] = _next_in_dump(reading)[pieces, :2].min(axis=1) > LIKELY
    return likely


def abreast_features(reading: Reading, ties: Flows, pieces: Ints) -> tuple[Ints, Floats]:
    """The places among `pieces` of those that head a body when the page is read so, while the line after them heads
    another; and what speaks for it that the two are titles of two articles.

    `pieces` are lines that stood in one with the line after them; `ties` are those of the reading.
    """
    articles = list(_articles(reading, ties))
    owner = np.full(len(reading.sheet), -1)
    for number, article in enumerate(articles):
        owner[article.lines] = number
    before, after = owner[pieces], owner[pieces + 1]
    places = np.flatnonzero((before != after) & (before >= 0) & (after >= 0))
    left, own = pieces[places], np.stack([before, after], axis=1)[places]
    sides = np.stack([left, left + 1], axis=1)
    count = np.array([article.titles for article in articles], dtype=np.int64)
    roles, widths, told = reading.roles[:, TITLES], reading.sheet.width, _told(reading, articles, sides, own)
    columns = [*roles[sides.T], _next_in_dump(reading)[left], widths[sides], count[own], told]
    return places, np.concatenate(columns, axis=1, dtype=np.float32)


def _articles(reading: Reading, ties: Flows) -> Iterator[_Article]:
    """The articles that have a body of some length."""
    texts, characters = reading.sheet.texts, reading.sheet.characters
    is_title, is_body = (is_any_of(reading.roles, kinds).tolist() for kinds in (TITLES, BODY))
    for chain in chains_of(find_flows(reading, ties, reading.roles).following.tolist()):
        body = [line for line in chain if is_body[line]]
        if is_long(body, characters):
            yield _Article(chain, sum(is_title[line] for line in chain), "".join(texts[line] for line in body))


def _next_in_dump(reading: Reading) -> Floats:
    """How likely it is that what follows each line is the next one of the dump: among all that may follow it, among all
    that this may follow, and rather than nothing; logarithms."""
    told = np.full((len(reading.sheet), 3), NEVER, dtype=np.float32)
    tails, heads = reading.pairs
    is_next = heads == tails + 1
    told[tails[is_next]] = np.stack([reading.ahead, reading.back, reading.gain], axis=1)[is_next]
    return told


def _told(reading: Reading, articles: list[_Article], sides: Ints, owners: Ints) -> Floats:
    """The share of the words of the title on each side that the body of each side has; `sides` and `owners` are the
    lines, and the numbers of the articles, of both."""
    texts = reading.sheet.texts
    (shared,) = shared_topics([texts[line] for line in sides.flat], [article.body for article in articles])
    own = np.take_along_axis(shared.reshape(*sides.shape, len(articles)), owners[:, np.newaxis], axis=2)
    return own.reshape(len(sides), 4)
