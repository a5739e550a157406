"""The open ends of a page: which lines may follow which beyond what the encoder is sure of, and how likely each is."""

from typing import NamedTuple

from .arrange import Hops
from .encoder import Reading
from .fragments import firm_fragments, open_pairs
from .hops import hop_scores
from .relations import Pairs
from .stories import Stories, find_stories
from .weights import Floats


class Ends(NamedTuple):
    """The parts and the titles of a page, the pairs of lines that are open, and the score of each."""

    stories: Stories
    pairs: Pairs
    score: Floats

    def hops(self) -> Hops:
        """The scores of those pairs where a part of a body would go on in another."""
        first = {part[0]: at for at, part in enumerate(self.stories.parts)}
        last = {part[-1]: at for at, part in enumerate(self.stories.parts)}
        pairs = zip(self.pairs.tails.tolist(), self.pairs.heads.tolist(), self.score.tolist(), strict=True)
        return {(last[tail], first[head]): value for tail, head, value in pairs if tail in last and head in first}


def open_ends(reading: Reading) -> Ends:
    """What is open on a page as the encoder reads it."""
    fragments = firm_fragments(reading)
    stories = find_stories(reading, fragments)
    pairs = open_pairs(reading, fragments)
    return Ends(stories, pairs, hop_scores(reading, stories, pairs))
