"""Parts of bodies tied to articles: what the best choice of hops leaves wrong where the page is looked at as a whole.

Hops are chosen by their ends alone. Here whole articles count, too (`whole.Whole`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Final, NamedTuple

from .chains import chains_of
from .weights import Floats
from .whole import Change, Stretches, Whole, Worths

Hops = dict[tuple[int, int], float]
"""The scores of the pairs of parts that may follow each other."""

LEAST_HOP: Final = -7.0
"""Hops that are less likely than this are not tried."""
DEAREST: Final = 6.0
"""What a change may cost in hops at most, so that the whole may make up for it."""
SPARED: Final = 4.0
"""So much more may it cost where it leaves one article fewer."""
LEAST_GAIN: Final = 0.05
IMPOSSIBLE: Final = -100.0
MOST_ROUNDS: Final = 12
"""So often is every hop looked at; printed pages are settled after two to six."""


def arrange(
    after: Sequence[int], hops: Hops, opened: Sequence[float], membership: Floats, kinship: Floats
) -> tuple[list[int], bool]:
    """What follows each part (-1: nothing) after all changes that make the whole likelier, tried one after the other,
    the likeliest hops first, until none does; and whether it came to that.

    `after` is what follows each part before; `opened` is the score of what precedes each part and is no part, 0 for
    nothing. `membership` and `kinship` are those of `Stories`.
    """
    if not hops:
        return list(after), True
    whole = Whole(Worths.of(membership, kinship), chains_of(after))
    open_ = _Open.of(hops, opened)
    likely = sorted((pair for pair, score in hops.items() if score > LEAST_HOP), key=hops.__getitem__, reverse=True)
    in_vain = 0
    for a, b in islice(cycle(likely), MOST_ROUNDS * len(likely)):
        in_vain += 1
        for change in _changes(whole, a, b, open_):
            least = whole.value + LEAST_GAIN - change.gain
            if whole.most(change) > least and whole.value_after(change) > least:
                whole, in_vain = whole.changed(change), 0
                break
        if in_vain == len(likely):
            break
    return whole.after(), in_vain == len(likely)


class _Open(NamedTuple):
    """What hops are worth, the scores of what precedes parts and is no part, and the parts that may follow, and
    precede, each."""

    worth: list[list[float]]
    opened: Sequence[float]
    after: dict[int, list[int]]
    before: dict[int, list[int]]

    @classmethod
    def of(cls, hops: Hops, opened: Sequence[float]) -> "_Open":
        after, before = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
        for a, b in hops:
            after[a].append(b)
            before[b].append(a)
        return cls(worth_of(hops, len(opened)), opened, after, before)


def _changes(whole: Whole, a: int, b: int, open_: _Open) -> Iterator[Change]:
    """The changes of a hop that are worth a trial: it is cut; or it is made, and what its ends were tied to is set
    free, or tied in turn; or a whole article goes between two parts; or, where the hop leads back, two stretches of an
    article change places."""
    worth = open_.worth
    row, left, right = whole.row, whole.home[a], whole.home[b]
    (start, stop), (first, end) = whole.extents[left], whole.extents[right]
    cut, to = whole.place[a] + 1, whole.place[b]
    next_, last = row[cut] if cut < stop else -1, row[to - 1] if to > first else -1
    if next_ == b:
        if worth[a][b] < DEAREST:
            yield Change(-worth[a][b], (left,), (((start, to),), ((to, stop),)))
        return
    gain = worth[a][b] - worth[a][next_] - (worth[last][b] if last >= 0 else open_.opened[b])
    if left == right and to < cut:
        for at in _turns(whole, to, cut, last, next_, open_):
            x, y = row[at - 1], row[at]
            turned = gain + worth[last][y] + worth[x][next_] - worth[x][y]
            if turned > LEAST_GAIN:
                yield _change(turned, (left,), ((start, to), (at, cut), (to, at), (cut, stop)))
        return
    if gain > -DEAREST - SPARED * (next_ < 0 or last < 0):
        if left == right:
            yield _change(gain, (left,), ((start, cut), (to, stop)), ((cut, to),))
        else:
            yield _change(gain, (left, right), ((start, cut), (to, end)), ((cut, stop),), ((first, to),))
    if min(last, next_) >= 0 and left != right:
        crossed = gain + worth[last][next_]
        if crossed > -DEAREST:
            yield _change(crossed, (left, right), ((start, cut), (to, end)), ((first, to), (cut, stop)))
    if last < 0 <= next_ or next_ < 0 <= last:
        x, y = (row[end - 1], next_) if last < 0 else (last, row[start])
        inserted = gain + worth[x][y]
        if inserted > -DEAREST - SPARED:
            joined = ((start, cut), (first, end), (cut, stop)) if last < 0 else ((first, to), (start, stop), (to, end))
            yield _change(inserted, (left, right), joined)


def _turns(whole: Whole, to: int, cut: int, last: int, next_: int, open_: _Open) -> Sequence[int]:
    """The places between two others where a stretch may be divided, its parts changing places, so that what stands
    before it and after it goes on in hops that are known."""
    if last >= 0:
        places = [whole.place[part] for part in open_.after.get(last, ())]
    elif next_ >= 0:
        places = [whole.place[part] + 1 for part in open_.before.get(next_, ())]
    else:
        return range(to + 1, cut)
    return sorted(at for at in places if to < at < cut)


def _change(gain: float, gone: tuple[int, ...], *come: Stretches) -> Change:
    """A change, without the articles and the stretches in which no part would be."""
    filled = (tuple((start, stop) for start, stop in article if start < stop) for article in come)
    return Change(gain, gone, tuple(article for article in filled if article))


def worth_of(hops: Hops, count: int) -> list[list[float]]:
    """The score of a hop from each of so many parts (a row) to each: `IMPOSSIBLE` where it is not known, and 0 where
    one side is missing, in the last row and the last column, which are those at -1.

    >>> worth_of({(0, 1): 2.5}, 2)
    [[-100.0, 2.5, 0.0], [-100.0, -100.0, 0.0], [0.0, 0.0, 0.0]]
    """
    table = [[*[IMPOSSIBLE] * count, 0.0] for _ in range(count)] + [[0.0] * (count + 1)]
    for (a, b), score in hops.items():
        table[a][b] = score
    return table
