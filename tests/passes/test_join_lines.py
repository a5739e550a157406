"""Lines become paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix.page import Line, Page, Role, Seam
from layoutfix.passes.join_lines import join_lines
from layoutfix.text import Text

DUMP = "甲乙丙丁戊己庚辛"
SEAMS = {"+": Seam.JOIN, "_": Seam.SPACE, "/": Seam.BREAK, ".": None}
ROLES = {"b": Role.BODY, "s": Role.SUBHEAD, "h": Role.HEADLINE, "f": Role.FOLIO, "y": Role.BYLINE, "-": None}


def page_of(pattern: str) -> Page:
    """A page with a line of one character for each two letters of the pattern: its role, and its seam."""
    lines = [
        Line(Text.of(DUMP, at, at + 1), role=ROLES[role], seam=SEAMS[seam], seam_score=1 - at / 10)
        for at, (role, seam) in enumerate(zip(pattern[::2], pattern[1::2], strict=True))
    ]
    return Page(DUMP, lines=tuple(lines))


CASES = [
    ("", []),
    ("b.", [("甲", "body", 0)]),
    ("b+b.", [("甲乙", "body", 0)]),
    ("b_b.", [("甲 乙", "body", 0)]),
    ("b+b_b+b.", [("甲乙 丙丁", "body", 0)]),
    ("b/b.", [("甲", "body", 0), ("乙", "body", 0)]),
    ("b.b.", [("甲", "body", 0), ("乙", "body", 1)]),
    ("b+b/b+b.b.", [("甲乙", "body", 0), ("丙丁", "body", 0), ("戊", "body", 1)]),
    ("h.b.", [("甲", "headline", 0), ("乙", "body", 1)]),
    ("f.y.", [("甲", "folio", 0), ("乙", "byline", 1)]),
    ("-.", [("甲", "body", 0)]),
    # lines that are one text are what the first is
    ("h+b.", [("甲乙", "headline", 0)]),
    ("h/b/h.", [("甲", "headline", 0), ("乙", "body", 0), ("丙", "headline", 0)]),
    ("b/s/b.", [("甲", "body", 0), ("乙", "subhead", 0), ("丙", "body", 0)]),
    ("b/f.h.", [("甲", "body", 0), ("乙", "folio", 0), ("丙", "headline", 1)]),
    # a last line with a seam that leads nowhere
    ("b+b+", [("甲乙", "body", 0)]),
]


@pytest.mark.parametrize(("pattern", "blocks"), CASES)
def test_cases(pattern: str, blocks: list[tuple[str, str, int]]) -> None:
    page = join_lines(page_of(pattern))
    assert [(str(block.text), block.role.value, block.flow) for block in page.blocks] == blocks
    assert page.lines == ()


def test_a_block_tells_how_it_was_joined() -> None:
    page = join_lines(page_of("b+b+b/b."))
    first, second = page.blocks
    assert (first.lines, first.score) == (3, pytest.approx(1 * 0.9 * 0.8))
    assert (second.lines, second.score) == (1, pytest.approx(0.7))
    (decision,) = page.decisions
    assert (decision.step, decision.score) == ("join-lines", first.score)
    assert [DUMP[start:end] for start, end in decision.spans] == ["甲乙丙"]


@given(st.lists(st.sampled_from([role + seam for role in ROLES for seam in SEAMS]), max_size=8).map("".join))
def test_every_line_stands_in_one_block_in_its_order(pattern: str) -> None:
    blocks = join_lines(page_of(pattern)).blocks
    count = len(pattern) // 2
    assert [piece.text for b in blocks for piece in b.text.pieces if piece.text != " "] == list(DUMP[:count])
    assert sum(block.lines for block in blocks) == count
    flows = [block.flow for block in blocks]
    assert flows == sorted(flows)
