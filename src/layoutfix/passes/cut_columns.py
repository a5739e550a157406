"""Cut rows that several columns share into the pieces of each column."""

import re

from ..evidence.cut_lines import share_rows
from ..evidence.gutters import Gap, Token, gutter_chances
from ..evidence.language import page_grams
from ..evidence.page_script import has_sentences, is_chinese
from ..evidence.spacing import is_table_row
from ..page import Line, Page
from .with_cuts import Cut, with_cuts

LEAST_ROWS = 8
LEAST_CUT = 4
SURE = 0.9
"""Fewer rows than `LEAST_CUT` are no columns side by side: there only cuts surer than this are made, as where
`pdftotext` sets the last line of a column and a line of the next in one row."""
SLACK = 2
_TOKEN = re.compile(r"\S+")
_HALF_MARKS = frozenset(",;:?!)")
_LIST_MARK = re.compile(r"(?:[A-Z]|\d{1,3})[.．、)]|\[\d{1,3}\]|[!-~]+\.")
"""What has more of its own text after a single space."""


def cut_columns(page: Page) -> Page:
    """Each printed row divided at its gutters, so that a line of the page is a line of one column.

    `pdftotext` sets columns side by side, with gutters that may shrink to a single space; whether a gap is a gutter
    is learned from its width, the widths of the texts beside it and how common they are on the page, the rows above
    and below, and how well the texts read on across it. Dumps without a sentence, pages in other languages, those that
    have been cut and those whose lines need not be moved come back as they are.
    """
    if page.untouched or share_rows(page.lines):
        return page
    tokens, gaps, rows = _tokens(page.lines)
    gaps = _plausible(tokens, gaps, rows)
    if not gaps or not is_chinese(page.dump) or not has_sentences(page.dump):
        return page
    chances = gutter_chances(tokens, gaps, rows, page_grams([token.text for token in tokens]))
    cuts: dict[int, list[Cut]] = {}
    values = [line.text.value for line in page.lines]
    tables = {row: is_table_row(row, values) for row in {gap.row for gap in gaps}}
    for gap, p in zip(gaps, chances, strict=True):
        if p > 0.5 and not tables[gap.row]:
            offset = page.lines[gap.row].column
            before, after = tokens[gap.before], tokens[gap.before + 1]
            cuts.setdefault(gap.row, []).append((before.end - offset, after.start - offset, p))
    if len(cuts) < LEAST_CUT:
        cuts = {row: sure for row, own in cuts.items() if (sure := [cut for cut in own if cut[2] > SURE])}
        if not cuts:
            return page
    return with_cuts(page, cuts, "cut-columns", "{} columns share the row")


def _tokens(lines: tuple[Line, ...]) -> tuple[list[Token], list[Gap], list[range]]:
    """The tokens of each line at their cells, the gaps between them, and the tokens of each line as a range."""
    tokens: list[Token] = []
    gaps: list[Gap] = []
    rows: list[range] = []
    for row, line in enumerate(lines):
        first = len(tokens)
        for match in _TOKEN.finditer(line.text.value):
            start, end = match.start() + line.column, match.end() + line.column
            if len(tokens) > first:
                gaps.append(Gap(row, len(tokens) - 1, start - tokens[-1].end))
            tokens.append(Token(row, start, end, match.group()))
        rows.append(range(first, len(tokens)))
    return tokens, gaps, rows


def _plausible(tokens: list[Token], gaps: list[Gap], rows: list[range]) -> list[Gap]:
    """The gaps that may be gutters: wide ones, and single spaces in rows wider than narrow rows without a space. A gap
    is none before a half-width mark, as OCR sets them apart; nor is a single space after one, or after that of a list.
    Full-width marks do begin lines where print squeezes them."""
    gaps = [gap for gap in gaps if _parts_lines(tokens[gap.before].text, tokens[gap.before + 1].text, gap.width)]
    plain = sorted(_cells(tokens, row) for row in rows if len(row) == 1)
    wide_rows = {gap.row for gap in gaps if gap.width > 1}
    if len(plain) < LEAST_ROWS <= len(rows):
        return gaps
    if len(plain) < LEAST_ROWS:
        return [gap for gap in gaps if gap.row in wide_rows]
    narrow = plain[len(plain) // 4]
    return [gap for gap in gaps if gap.row in wide_rows or _cells(tokens, rows[gap.row]) > narrow + SLACK]


def _parts_lines(before: str, after: str, width: int) -> bool:
    """Whether the first text may end a line of a column, and the second begin one."""
    if after[0] in _HALF_MARKS:
        return False
    return width > 1 or not (before[-1] in _HALF_MARKS or _LIST_MARK.fullmatch(before))


def _cells(tokens: list[Token], row: range) -> int:
    return tokens[row.stop - 1].end - tokens[row.start].start
