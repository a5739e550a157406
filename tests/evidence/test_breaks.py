"""Where one line follows another: the same paragraph, or a new one?"""

import numpy as np

from bank import STORIES
from layoutfix.evidence.breaks import break_scores
from layoutfix.evidence.encoder import read_sheet
from layoutfix.evidence.sheet import sheet_of
from layoutfix.io.read_text import read_page
from typeset import break_lines

PARAGRAPHS = ["".join(sentences) for _, sentences in STORIES[:6]]


def test_indented_lines_open_a_paragraph_and_full_ones_do_not_close_one() -> None:
    lines = [line for text in PARAGRAPHS for line in break_lines("　　" + text, 16)]
    sheet = sheet_of(read_page("\n".join(lines)).lines)
    n = len(sheet)
    scores = break_scores(sheet, read_sheet(sheet).roles, np.arange(n - 1), np.arange(1, n))
    assert scores.shape == (n - 1,) and (scores >= 0).all() and (scores <= 1).all()
    opens = np.array([line.startswith("　　") for line in lines[1:]])
    assert opens.sum() == len(PARAGRAPHS) - 1
    assert scores[opens].min() > 0.5 > scores[~opens].max()


def test_no_pairs() -> None:
    sheet = sheet_of(read_page("湖边的木栈道\n今天修好").lines)
    none = np.zeros(0, dtype=np.int64)
    assert break_scores(sheet, read_sheet(sheet).roles, none, none).shape == (0,)
