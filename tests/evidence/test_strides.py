"""The stride at which columns take turns."""

from itertools import count

import numpy as np
import pytest

from layoutfix.evidence.sheet import Ints, Sheet, sheet_of
from layoutfix.evidence.strides import FARTHEST, LOW, Strides, stride_columns, strides_of
from layoutfix.io.read_text import read_page

LENGTH = 12
GOOD, BAD = 6.0, -3.0


def woven(columns: int, height: int) -> tuple[Sheet, Strides, Ints, Ints]:
    """A page on which blocks of `height` lines of each column come in turn, and its strides; lines of one column read
    on well, others badly."""
    mark = count()
    blocks = [(column, at) for at in range(LENGTH) for column in range(columns)]
    dump = "\n\n".join("\n".join(f"第{column}栏{next(mark)}行" for _ in range(height)) for column, _ in blocks)
    sheet = sheet_of(read_page(dump).lines)
    column = np.repeat([column for column, _ in blocks], height)
    last_at: dict[int, int] = {}
    following = {}
    for at, c in enumerate(column.tolist()):
        if c in last_at:
            following[last_at[c]] = at
        last_at[c] = at
    n = len(sheet)
    pairs = [(a, b) for a in range(n) for b in range(a + 1, min(n, a + 20))]
    tails, heads = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    score = np.array([GOOD if following.get(a) == b else BAD for a, b in pairs], dtype=np.float32)
    return sheet, strides_of(sheet, np.ones(n, dtype=bool), tails, heads, score), tails, heads


@pytest.mark.parametrize(("columns", "height"), [(1, 1), (2, 1), (3, 1), (5, 1), (2, 3), (3, 2)])
def test_the_stride_of_a_woven_page_is_found(columns: int, height: int) -> None:
    _, strides, _, _ = woven(columns, height)
    usual = strides.by_block[: -columns - 1].argmax(axis=1) + 1
    assert set(usual.tolist()) == {columns}
    if height == 1:
        assert set((strides.by_line[: -columns - 1].argmax(axis=1) + 1).tolist()) == {columns}


def test_pairs_at_the_stride_stand_out() -> None:
    _, strides, tails, heads = woven(3, 1)
    _, margin, inside, *_ = stride_columns(strides, tails, heads).T
    at_stride = heads - tails == 3
    assert (margin[at_stride] > 0).all() and (margin[~at_stride & (inside > 0)] < 0).all()
    assert (inside == (heads - tails <= FARTHEST)).all()


def test_only_ends_of_blocks_have_a_stride_by_block() -> None:
    sheet, strides, tails, heads = woven(2, 3)
    here, _, inside, *_ = stride_columns(strides, tails, heads).T
    edge = (tails % 3 == 2) & (heads % 3 == 0)
    assert not inside[~edge].any() and (here[~edge] == LOW).all()
    assert strides.block.tolist() == [at // 3 for at in range(len(sheet))]


def test_lines_that_are_no_body_are_passed_over() -> None:
    sheet = sheet_of(read_page("标题\n\n正文\n正文\n\n标题\n\n正文").lines)
    flow = np.array([False, True, True, False, True])
    none = np.zeros(0, dtype=np.int64)
    strides = strides_of(sheet, flow, none, none, np.zeros(0, dtype=np.float32))
    assert strides.line.tolist() == [-1, 0, 1, -1, 2]
    assert strides.block.tolist() == [-1, 0, 0, -1, 1]
    assert (strides.by_line == LOW).all()
