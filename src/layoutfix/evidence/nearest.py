"""What stands nearest to a place, while ever more of what stands there is taken out."""

from bisect import bisect_left
from collections.abc import Iterable


class Nearest:
    """Owners of places; an owner may have several.

    Takes time in proportion to the places, however many are looked for and taken out: one that is gone is skipped, and
    so are all that were skipped before on the way to it (union-find with path halving).

    >>> owners = Nearest([(10, 0), (20, 1), (24, 2)])
    >>> owners.of(21)
    1
    >>> owners.take_out(1)
    >>> owners.of(19), owners.of(1)
    (2, 0)
    """

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        """Of pairs of a place and the number of its owner."""
        self._places = sorted(places)
        self._gone: set[int] = set()
        # One more at either end, which nobody owns: entry i stands for place i - 1.
        self._down = list(range(len(self._places) + 2))
        self._up = list(range(len(self._places) + 2))

    def take_out(self, owner: int) -> None:
        """The places of this owner count no more."""
        self._gone.add(owner)

    def of(self, place: int) -> int | None:
        """The owner with the place nearest to this one, None where all are gone: of two as near on either side the
        lesser, of several at one place the last where it lies before, and the first where it lies after."""
        after = bisect_left(self._places, (place, 0)) + 1
        below, above = self._walk(self._down, after - 1, -1), self._walk(self._up, after, 1)
        found = [self._places[at - 1] for at in (below, above) if 0 < at <= len(self._places)]
        return min(((abs(other - place), owner) for other, owner in found), default=(0, None))[1]

    def _walk(self, links: list[int], at: int, step: int) -> int:
        """The first place from `at` on whose owner is not gone."""
        while 0 < at <= len(self._places):
            if links[at] == at:
                if self._places[at - 1][1] not in self._gone:
                    return at
                links[at] = at + step
            links[at] = links[links[at]]
            at = links[at]
        return at
