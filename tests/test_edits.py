"""Edits turn a dump into its repaired text and back."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from fuzz.laws import check_edits
from layoutfix import NEWSPAPER, Edit, EditError, Page, Pipeline, Span, Text, apply, edits, fix, revert
from layoutfix.edits import edits_between
from layoutfix.passes.convert_script import convert_script
from proportion import grows_in_proportion
from strategies import any_text, dump_like_text, typeset_pages

any_dump = any_text | dump_like_text | typeset_pages
subsets = st.sets(st.sampled_from(NEWSPAPER.names)).map(lambda names: NEWSPAPER.without(*names))


@settings(max_examples=60)
@given(any_dump, subsets)
def test_edits_replay_and_revert(dump: str, pipeline: Pipeline) -> None:
    check_edits(dump, pipeline)


@pytest.mark.parametrize("name", documents.names())
def test_edits_of_fixtures(name: str) -> None:
    dump = documents.load(name)[0]
    dump = f"{dump}\f{dump}"
    made = edits(dump)
    assert made
    assert apply(made, dump) == fix(dump)
    assert revert(made, fix(dump)) == dump


DUMP = "甲乙丙丁戊己"
WHOLE = Text.of(DUMP, 0, 6)
CASES = [
    (WHOLE, []),
    (Text("", ()), [(DUMP, "")]),
    (WHOLE.substitute([(1, 2, "")]), [("乙", "")]),
    (WHOLE.substitute([(1, 2, "一"), (2, 3, "二"), (4, 5, "五")]), [("乙", "一"), ("丙", "二"), ("戊", "五")]),
    (WHOLE.substitute([(1, 3, "一二三")]), [("乙丙", "一二三")]),
    # what was moved is taken out in one place and put in in another
    (WHOLE.cut(2) + WHOLE.cut(0, 2), [("", "丙丁戊己"), ("丙丁戊己", "")]),
    (WHOLE.cut(0, 1) + WHOLE.cut(3, 4) + WHOLE.cut(1, 3) + WHOLE.cut(4), [("", "丁"), ("丁", "")]),
    (Text.join([WHOLE.cut(0, 3), WHOLE.cut(3)], " "), [("", " ")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_cases(text: Text, expected: list[tuple[str, str]]) -> None:
    made = edits_between(Page(DUMP), text)
    assert sorted((edit.before, edit.after) for edit in made) == sorted(expected)
    assert apply(made, DUMP) == text.value
    assert revert(made, text.value) == DUMP


def test_each_edit_names_its_pass() -> None:
    body = "　　湖 边 栈 道 将 在 本 月 底 完 工，票 价 不\n变，市民可以在这里散步、看水、等待日\n落的时候。"
    dump = f"湖边栈道完⼯\n\n{body}"
    steps = {edit.before: edit.step for edit in edits(dump)}
    assert steps["⼯"] == "fold-characters"
    assert steps[" "] == "close-spaces"
    assert steps["\n"] == "join-lines"


def test_a_conversion_is_an_edit() -> None:
    pipeline = Pipeline((convert_script("s2twp"),))
    made = edits("换内存。", pipeline)
    assert apply(made, "换内存。") == fix("换内存。", pipeline) == "換記憶體。"
    assert {edit.step for edit in made} == {"convert-script"}


def test_edits_of_another_text_are_refused() -> None:
    made = [Edit(Span(1, 2), "乙", "", "cut", "a test")]
    with pytest.raises(EditError, match="the text at 1 is not '乙'"):
        apply(made, "甲丙")
    with pytest.raises(EditError):
        apply([*made, *made], DUMP)
    assert revert(made, "甲丙") == "甲乙丙"


def test_time_grows_in_proportion_to_the_pieces() -> None:
    def replayed(count: int) -> Callable[[], str]:
        dump = "甲乙" * count
        text = Text.join(Text.of(dump, at, at + 1) for at in (*range(0, 2 * count, 2), *range(1, 2 * count, 2)))
        return lambda: apply(edits_between(Page(dump), text), dump)

    assert replayed(3)() == "甲甲甲乙乙乙"
    grows_in_proportion(replayed, 8_000)
