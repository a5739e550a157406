"""What a line may be, and what it shows of that by itself and beside its neighbours.

`ROLES` are what a line is; `BOUNDS` say whether it is the first or last line of a paragraph or of an article.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from .characters import KINDS, Kind
from .cues import cue_columns
from .language import seam_gain, seam_products
from .sheet import Sheet
from .weights import Floats

ROLES: Final = ("body", "subhead", "headline", "kicker", "deck", "byline", "caption", "furniture", "jump")
BOUNDS: Final = ("paragraph first", "paragraph last", "article first", "article last")
OUTPUTS: Final = len(ROLES) + len(BOUNDS)
TITLES: Final = [ROLES.index(role) for role in ("headline", "kicker", "deck")]
HEADLINE, KICKER, DECK = TITLES
BODY: Final = [ROLES.index(role) for role in ("body", "subhead")]
CREDIT: Final = ROLES.index("byline")
FURNITURE: Final = ROLES.index("furniture")
PARAGRAPH_FIRST, PARAGRAPH_LAST, ARTICLE_FIRST, ARTICLE_LAST = range(len(ROLES), OUTPUTS)
"""Places among the outputs of a line: what makes a title, each kind of it, a body, a credit and furniture, and whether
a paragraph or an article begins or ends with it."""


def is_any_of(chances: Floats, kinds: list[int]) -> NDArray[np.bool_]:
    """Which lines are likelier of one of these roles than not."""
    found: NDArray[np.bool_] = chances[:, kinds].sum(axis=1) > 0.5
    return found


def line_features(sheet: Sheet, wording: Floats) -> Floats:
    """What a line shows by itself and beside its neighbours in the column."""
    one_hot = np.eye(KINDS, dtype=np.float32)
    near = sheet.measure
    product, gain = _walk_seams(sheet)
    own = np.concatenate(
        [
            np.stack(_own_columns(sheet, near), axis=1, dtype=np.float32),
            one_hot[sheet.first_kind],
            one_hot[sheet.last_kind],
            cue_columns(sheet.texts),
            wording,
            np.stack([product, gain], axis=1),
            sheet.seen.vectors.tails,
            sheet.seen.vectors.heads,
        ],
        axis=1,
    )
    shared = np.stack(
        [
            (sheet.width - near).clip(-20, 20),
            sheet.indent,
            np.minimum(sheet.blank, 8),
            np.minimum(sheet.width, 60),
            sheet.last_kind == Kind.TERMINAL,
            product,
            gain,
        ],
        axis=1,
    ).astype(np.float32)
    beside = np.concatenate([shared, wording], axis=1)
    around = [shifted(sheet, beside, step) for step in (-3, -2, -1, 1, 2, 3)]
    return np.concatenate([own, *around], axis=1)


def _own_columns(sheet: Sheet, near: Floats) -> list[np.ndarray]:
    """Width, indent, marks and place of each line, beside the measure near it, its block and the page."""
    usual = _commonness(sheet.width)
    size, index = _block_places(sheet)
    block_measure = np.zeros(sheet.block.max() + 1, dtype=np.float32)
    np.maximum.at(block_measure, sheet.block, sheet.width)
    n = np.maximum(sheet.characters, 1)
    return [
        np.minimum(sheet.width, 60),
        sheet.indent,
        np.minimum(sheet.blank, 8),
        sheet.pauses / n,
        sheet.digits / n,
        np.minimum(sheet.spaces, 10),
        sheet.in_row > 0,
        np.minimum(sheet.in_row, 6),
        np.minimum(sheet.from_row_end, 6),
        np.minimum(near, 60),
        (near - sheet.width).clip(-20, 40),
        (near - sheet.width - sheet.indent).clip(-20, 40),
        (block_measure[sheet.block] - sheet.width).clip(0, 40),
        (sheet.width / np.maximum(near, 1)).clip(0, 3),
        usual[0],
        usual[1],
        np.minimum(size, 30),
        np.minimum(index, 10),
        np.minimum(size - 1 - index, 10),
        np.full(len(sheet), np.float32(np.log1p(len(sheet)))),
        np.full(len(sheet), np.float32((sheet.blank > 0).mean())),
        np.full(len(sheet), np.float32((sheet.in_row > 0).mean())),
        np.full(len(sheet), np.float32((sheet.indent >= 1.5).mean())),
        sheet.place / len(sheet),
    ]


def shifted(sheet: Sheet, values: Floats, step: int) -> Floats:
    """For each line the values of the line `step` places further along the walk; 0 beyond the page."""
    walked = values[sheet.walk]
    moved = np.zeros_like(walked)
    if step > 0:
        moved[:-step] = walked[step:]
    else:
        moved[-step:] = walked[:step]
    return moved[sheet.place]


def _commonness(width: Floats) -> tuple[Floats, Floats]:
    """The share of the page's lines as wide as each to within one em, and the log of their number."""
    at = np.clip(np.rint(width), 0, 200).astype(np.int64)
    counts = np.bincount(at, minlength=203).astype(np.float32)
    near = (counts + np.roll(counts, 1) + np.roll(counts, -1))[at]
    return (near / len(width)).astype(np.float32), np.log1p(near)


def _block_places(sheet: Sheet) -> tuple[Floats, Floats]:
    """Lines in the block of each line, and how many of them stand before it."""
    walked = sheet.block[sheet.walk]
    size = np.bincount(sheet.block)
    first = np.searchsorted(walked, np.arange(len(size)))
    return size[sheet.block].astype(np.float32), (sheet.place - first[sheet.block]).astype(np.float32)


def _walk_seams(sheet: Sheet) -> tuple[Floats, Floats]:
    """How well the next line of the walk continues each line: by the towers, and by counts."""
    a, b = sheet.walk[:-1], sheet.walk[1:]
    product = np.zeros(len(sheet), dtype=np.float32)
    gain = np.zeros(len(sheet), dtype=np.float32)
    if len(a):
        product[a] = seam_products(sheet.seen.vectors, a, b)
        gain[a] = seam_gain(sheet.seen.ends, a, b, sheet.seen.grams)
    return product, gain
