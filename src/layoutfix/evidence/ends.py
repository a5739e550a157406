"""The open ends of a page: which lines may follow which beyond what the encoder is sure of, and how likely each is."""

from dataclasses import dataclass
from functools import cached_property

from .arrange import Hops
from .encoder import Reading
from .fragments import firm_fragments, open_pairs
from .hops import hop_features, hop_scores
from .relations import Pairs
from .sheet import Ints
from .stories import Stories, find_stories
from .weights import Floats


@dataclass(frozen=True)
class OpenEnds:
    """The parts and the titles of a page, the pairs of lines that are open, what was told of each, and its score."""

    stories: Stories
    pairs: Pairs
    told: Floats
    score: Floats

    @cached_property
    def first(self) -> dict[int, int]:
        """The part that begins with each line."""
        return {part[0]: at for at, part in enumerate(self.stories.parts)}

    @cached_property
    def last(self) -> dict[int, int]:
        """The part that ends with each line."""
        return {part[-1]: at for at, part in enumerate(self.stories.parts)}

    @cached_property
    def steps(self) -> dict[tuple[int, int], int]:
        """The numbers of those pairs where a part of a body would go on in another."""
        first, last = self.first, self.last
        pairs = enumerate(zip(self.pairs.tails.tolist(), self.pairs.heads.tolist(), strict=True))
        return {(last[tail], first[head]): at for at, (tail, head) in pairs if tail in last and head in first}

    @cached_property
    def hops(self) -> Hops:
        """The scores of these."""
        score = self.score.tolist()
        return {step: score[at] for step, at in self.steps.items()}

    def parts_after(self, following: Ints) -> list[int]:
        """The part that each part goes on in where lines follow each other so; -1 for none."""
        lines = following[[part[-1] for part in self.stories.parts]].tolist()
        return [self.first.get(line, -1) for line in lines]


def open_ends(reading: Reading) -> OpenEnds:
    """What is open on a page as the encoder reads it."""
    fragments = firm_fragments(reading)
    stories = find_stories(reading, fragments)
    pairs = open_pairs(reading, fragments)
    told = hop_features(reading, stories, pairs)
    return OpenEnds(stories, pairs, told, hop_scores(told, in_turns=reading.in_turns))
