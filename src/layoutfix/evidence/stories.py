"""Which article each fragment is in, before it is known what it follows: what titles say of it, and what fragments say
of each other."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from .chains import Chain, title_chains
from .encoder import Reading
from .fragments import Fragments
from .matching import best_matching, without_cycles
from .pairing import side_features
from .relations import Pairs, best_of_owner
from .roles import ARTICLE_FIRST, ARTICLE_LAST
from .sides import sides_of
from .subjects import MOST_SUBJECTS, Subjects, compare_fragments
from .weights import Floats, log_softmax, network

MOST_PAIRED: Final = 40_000
"""On a page of more titles times parts these are not brought together, so that time and memory stay in proportion."""
FARTHEST: Final = 10


class Stories(NamedTuple):
    """The fragments of a page and their subjects (None: too many to compare); its titles, and its parts, which are the
    lines of bodies of each fragment.

    `membership` holds the logs of the chances that a part (a row) is in the article of each of the titles (a column),
    and in the last column that it is in none of theirs. `kinship` holds for each two parts the logarithm of the odds
    that they are in one article, 0 for a part with itself. `limits` say where there were too many of them.
    """

    fragments: Fragments
    subjects: Subjects | None
    titles: list[Chain]
    parts: list[Chain]
    membership: Floats
    kinship: Floats
    limits: tuple[str, ...]


def find_stories(reading: Reading, fragments: Fragments) -> Stories:
    """The titles and the parts of a page, brought together; none where these are too many."""
    stories = gather_stories(reading, fragments)
    scores = np.zeros_like(stories.membership)
    told = membership_features(reading, stories)
    if len(told):
        scores[:, :-1] = network("membership").logits(told).reshape(len(stories.titles), -1).T
    kinship = stories.kinship.copy()
    kin = kinship_features(reading, stories)
    if len(kin):
        kinship[np.triu_indices(len(kinship), 1)] = network("kinship").logits(kin)
    return stories._replace(membership=log_softmax(scores), kinship=kinship + kinship.T)


def gather_stories(reading: Reading, fragments: Fragments) -> Stories:
    """The titles and the parts of a page, of which nothing is told yet."""
    subjects = compare_fragments(reading.sheet, fragments)
    titles, parts = _titles_and_parts(reading, fragments)
    limits = tuple(_limits(subjects, len(titles), len(parts)))
    if limits:
        titles, parts = [], []
    membership = np.zeros((len(parts), len(titles) + 1), dtype=np.float32)
    kinship = np.zeros((len(parts), len(parts)), dtype=np.float32)
    return Stories(fragments, subjects, titles, parts, membership, kinship, limits)


def _limits(subjects: Subjects | None, titles: int, parts: int) -> Iterator[str]:
    if subjects is None:
        yield f"the subjects of more than {MOST_SUBJECTS} fragments are not compared"
    elif titles * parts > MOST_PAIRED:
        yield f"{titles} titles and {parts} parts of bodies are too many to bring together"


def _titles_and_parts(reading: Reading, fragments: Fragments) -> tuple[list[Chain], list[Chain]]:
    """The titles as the encoder ties their lines, and the bodies of fragments."""
    tails, heads = reading.pairs
    free = (fragments.after[tails] < 0) & (fragments.before[heads] < 0)
    tied = best_matching(tails[free], heads[free], reading.gain[free], len(reading.sheet)).following
    following = without_cycles(np.where(fragments.after >= 0, fragments.after, tied), np.zeros(len(tied)).tolist())
    titles, _ = title_chains(following, reading.roles)
    _, parts = title_chains(fragments.after, reading.roles)
    return titles, parts


def membership_features(reading: Reading, stories: Stories) -> Floats:
    """One row for each of the titles with each part, titles in the outer loop: what would speak for a body."""
    if not stories.titles or not stories.parts:
        return np.zeros((0, 0), dtype=np.float32)
    return side_features(sides_of(reading, reading.roles, stories.titles, stories.parts))


def kinship_features(reading: Reading, stories: Stories) -> Floats:
    """One row for each two parts, in the order of the upper triangle of their table."""
    parts, subjects = stories.parts, stories.subjects
    if len(parts) < 2 or subjects is None:
        return np.zeros((0, 0), dtype=np.float32)
    sheet, roles = reading.sheet, reading.roles
    first, last = np.array([part[0] for part in parts]), np.array([part[-1] for part in parts])
    length = np.log1p([sheet.characters[part].sum() for part in parts])
    measure = np.array([sheet.width[part].max() for part in parts])
    own = stories.fragments.number[first]
    near = [table[np.ix_(own, own)].copy() for table in subjects]
    a, b = np.triu_indices(len(parts), 1)
    columns = [table[a, b] for table in near]
    for table in near:
        np.fill_diagonal(table, -np.inf)
        best = table.max(axis=1)
        columns += _both(table[a, b] - best[a], table[a, b] - best[b])
    after, before = sheet.place[first[b]] - sheet.place[last[a]], sheet.place[first[a]] - sheet.place[last[b]]
    columns += [
        *_both(length[a], length[b]),
        *_both(np.sign(after) * np.log1p(np.abs(after)), np.sign(before) * np.log1p(np.abs(before))),
        np.abs(measure[a] - measure[b]).clip(0, 20),
        np.minimum(b - a, FARTHEST),
        *_both(roles[first[a], ARTICLE_FIRST], roles[first[b], ARTICLE_FIRST]),
        *_both(roles[last[a], ARTICLE_LAST], roles[last[b], ARTICLE_LAST]),
        np.minimum(length[a], length[b]) * columns[0],
        np.full(len(a), len(parts)),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _both(one: Floats, other: Floats) -> list[Floats]:
    """A number of either of two parts, the same whichever comes first."""
    return [np.maximum(one, other), np.minimum(one, other)]


def agreement_features(stories: Stories, pairs: Pairs, count: int) -> Floats:
    """For pairs of `count` lines what their stories say: how likely two parts are in one article, by the titles alone,
    and how likely a part is in the article of the titles before it."""
    part_of, title_of = np.full((2, count), -1)
    for at, chain in enumerate(stories.parts):
        part_of[chain] = at
    for at, chain in enumerate(stories.titles):
        title_of[chain] = at
    tails, heads = pairs
    a, b, above = part_of[tails], part_of[heads], title_of[tails]
    together, opened = (a >= 0) & (b >= 0), (above >= 0) & (b >= 0)
    chance = np.exp(stories.membership[:, :-1])
    agreed, same, sure, own = np.zeros((4, len(tails)), dtype=np.float32)
    if stories.titles:
        agreed[together] = np.log((chance @ chance.T)[a[together], b[together]] + 1e-3)
        best, most = chance.argmax(axis=1), chance.max(axis=1)
        same[together] = best[a[together]] == best[b[together]]
        sure[together] = most[a[together]] * most[b[together]]
        own[opened] = np.log(chance[b[opened], above[opened]] + 1e-4)
    rivals = [agreed - best_of_owner(agreed, side, count) for side in pairs]
    return np.stack([agreed, same, sure, own, together.astype(np.float32), *rivals], axis=1)
