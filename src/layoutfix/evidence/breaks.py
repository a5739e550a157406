"""Where one line follows another: does the paragraph go on, or does a new one begin?"""

from typing import Final

import numpy as np
import regex

from .characters import ends_sentence
from .relations import Pairs
from .roles import PARAGRAPH_FIRST
from .seams import pair_features
from .sheet import Ints, Sheet
from .weights import Floats, network, sigmoid

INDENT: Final = 1.5
_ITEM: Final = regex.compile(
    r"(?:\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|[●■◆▲★])"
)
CLEAR: Final = 2.0
HABIT: Final = 0.75


def break_scores(sheet: Sheet, roles: Floats, tails: Ints, heads: Ints) -> Floats:
    """For each pair of lines that follow each other the chance in [0, 1] that a paragraph ends between them.

    Where a page sets its paragraphs apart, by a blank line, an indent or a number, one without needs stronger evidence.
    """
    if not len(tails):
        return np.zeros(0, dtype=np.float32)
    logits = network("breaks").logits(break_features(sheet, roles, tails, heads))
    items = np.array([_ITEM.match(sheet.texts[head]) is not None for head in heads])
    marked = items | (sheet.blank[heads] > 0) | (sheet.indent[heads] >= INDENT)
    clear = logits > CLEAR
    if clear.any() and marked[clear].mean() > HABIT:
        logits = np.where(marked, logits, logits - CLEAR)
    return sigmoid(logits)


def break_features(sheet: Sheet, roles: Floats, tails: Ints, heads: Ints) -> Floats:
    """What speaks for a break: the features of the pair, whether a sentence stops open (GB/T 15834: one ends with a
    mark), and how the lines compare with the widest of their blocks."""
    pair = pair_features(sheet, roles, Pairs(tails, heads))
    closed = ends_sentence(sheet.last_kind[tails])
    widest = np.zeros(int(sheet.block.max()) + 1, dtype=np.float32)
    np.maximum.at(widest, sheet.block, sheet.width)
    columns = [
        (sheet.pauses[tails] > 0) & ~closed,
        (widest[sheet.block[tails]] - sheet.width[tails]).clip(0, 40),
        (widest[sheet.block[heads]] - sheet.width[heads]).clip(0, 40),
        sheet.block[tails] == sheet.block[heads],
        _share_of_blocks_opening(sheet, roles),
    ]
    own = np.stack([np.broadcast_to(np.asarray(c, dtype=np.float32), len(tails)) for c in columns], axis=1)
    return np.concatenate([pair, own], axis=1)


def _share_of_blocks_opening(sheet: Sheet, roles: Floats) -> float:
    """The habit of the page: of the lines that follow a blank line, the share that look like a paragraph's first."""
    after_blank = sheet.blank > 0
    return float(roles[after_blank, PARAGRAPH_FIRST].mean()) if after_blank.any() else 0.0
