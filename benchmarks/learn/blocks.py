"""The blocks of the train pages, as the package joins them, with the truth about their lines."""

from typing import NamedTuple

from layoutfix.page import Block
from layoutfix.passes.join_lines import join_lines
from layoutfix.passes.order_lines import order_lines
from layoutfix.passes.tag_roles import tag_roles

from .gold import TITLES, Spot
from .pages import Sample, read_samples
from .store import Run


class Blocks(NamedTuple):
    """The blocks of a page that was read by weights learned without it."""

    sample: Sample
    blocks: list[Block]
    line_at: dict[int, int]

    @property
    def fold(self) -> int:
        """The fold of the page."""
        return self.sample.fold

    def lines_of(self, block: Block) -> list[int]:
        """The lines of the page that a block is made of."""
        return [self.line_at[piece.start] for piece in block.text.pieces if piece.start in self.line_at]

    def title_spots(self, block: Block) -> list[Spot | None]:
        """For each line of a block where it begins in the title of an article; None for what is in no title."""
        labels = [self.sample.labels[line] for line in self.lines_of(block)]
        return [label.first if label and label.first.part in TITLES else None for label in labels]


def read_blocks(run: Run) -> list[Blocks]:
    """All train pages as blocks in reading order."""
    return run.out_of_fold(read_samples(run), _blocks)


def _blocks(sample: Sample) -> Blocks:
    page = join_lines(order_lines(tag_roles(sample.page)))
    line_at = {line.text.start: at for at, line in enumerate(sample.page.lines)}
    return Blocks(sample, list(page.blocks), line_at)
