"""Lines that a margin cut become paragraphs; line ends that are the author's stand."""

from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bank import SENTENCES
from layoutfix import PROSE, Page, edits, fix
from layoutfix.io.read_text import read_page
from layoutfix.passes.unwrap_lines import unwrap_lines
from proportion import grows_in_proportion
from strategies import any_text, dump_like_text, typeset_pages

FULL_WIDTH = [sentence for sentence in SENTENCES if not any(map(str.isascii, sentence))]


def set_paragraph(text: str, measure: int) -> str:
    """A paragraph with an indent of two em, at a measure."""
    lines = [text[: measure - 2], *(text[at : at + measure] for at in range(measure - 2, len(text), measure))]
    return "　　" + "\n".join(lines)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(FULL_WIDTH), min_size=6, max_size=14, unique=True), st.integers(16, 40), st.data())
def test_it_undoes_what_setting_did(sentences: list[str], measure: int, data: st.DataObject) -> None:
    cuts = [0, *sorted(data.draw(st.sets(st.integers(1, len(sentences) - 1), max_size=3))), len(sentences)]
    paragraphs = ["".join(sentences[a:b]) for a, b in pairwise(cuts)]
    set_page = "\n".join(set_paragraph(paragraph, measure) for paragraph in paragraphs)
    lines = [line for paragraph in paragraphs for line in set_paragraph(paragraph, measure).split("\n")[:-1]]
    if sum(line[-1].isalnum() for line in lines) < 2:
        return
    assert fix(set_page, PROSE) == "\n".join("　　" + paragraph for paragraph in paragraphs)


@given(any_text | dump_like_text | typeset_pages)
def test_once_is_enough(dump: str) -> None:
    page = unwrap_lines(read_page(dump))
    assert unwrap_lines(page) == page
    assert fix(fix(dump, PROSE), PROSE) == fix(dump, PROSE)


def test_each_join_says_why() -> None:
    dump = set_paragraph("".join(SENTENCES[:4]), 20)
    joins = [edit for edit in edits(dump, PROSE) if edit.before == "\n"]
    assert len(joins) == dump.count("\n")
    assert all(edit.step == "unwrap-lines" and "full lines" in edit.reason for edit in joins)


def test_time_grows_in_proportion_to_the_lines() -> None:
    paragraph = set_paragraph("".join(SENTENCES[:4]), 20) + "\n"

    def unwrapped(copies: int) -> Callable[[], Page]:
        return lambda: unwrap_lines(read_page(paragraph * copies))

    grows_in_proportion(unwrapped, 200)


def test_the_spaces_of_justification_are_not_set_where_lines_are_joined() -> None:
    dump = "。把 3 辆 退 役 公 6 家 医 院 区\n放架，读完用不了0\n读"
    assert fix(dump, PROSE) == "。把3辆退役公6家医院区放架，读完用不了0读"
