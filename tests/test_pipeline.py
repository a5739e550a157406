"""A pipeline is a tuple of functions that can be taken apart and put together."""

import pickle

import pytest

from layoutfix import NEWSPAPER, PRESETS, Decision, LayoutfixError, Page, Pipeline, UnknownPassError, repair
from layoutfix.pipeline import name_of


def first(page: Page) -> Page:
    return page.with_(decisions=(*page.decisions, Decision("first", "saw", (), "a pass of a test")))


def second(page: Page) -> Page:
    return page.with_(decisions=(*page.decisions, Decision("second", "saw", (), "a pass of a test")))


def third_step(page: Page) -> Page:
    return page


BOTH = Pipeline((first, second))


def test_passes_run_in_order() -> None:
    assert [decision.step for decision in BOTH(Page("")).decisions] == ["first", "second"]


def test_an_empty_pipeline_changes_nothing() -> None:
    assert Pipeline()(Page("纸")) == Page("纸")


def test_passes_are_put_in_before_and_after_one_of_that_name() -> None:
    assert BOTH.before("second", third_step).names == ("first", "third-step", "second")
    assert BOTH.after("second", third_step).names == ("first", "second", "third-step")


def test_a_pass_takes_the_place_of_another() -> None:
    assert BOTH.replace("first", third_step).names == ("third-step", "second")


def test_passes_are_left_out() -> None:
    assert BOTH.without("first").names == ("second",)
    assert BOTH.without("first", "second") == Pipeline()
    assert BOTH.without() == BOTH


def test_only_some_passes_are_kept_in_the_order_of_the_pipeline() -> None:
    assert BOTH.only("second", "first") == BOTH
    assert BOTH.only("second").names == ("second",)


def test_names_are_taken_with_hyphens_or_underscores() -> None:
    longer = BOTH.after("second", third_step)
    assert longer.without("third_step") == longer.without("third-step") == BOTH


@pytest.mark.parametrize("method", ["before", "after", "replace"])
def test_an_unknown_name_is_refused_where_a_pass_is_put_in(method: str) -> None:
    with pytest.raises(UnknownPassError, match="no pass named 'nothing'; there are: first, second"):
        getattr(BOTH, method)("nothing", third_step)


@pytest.mark.parametrize("method", ["without", "only"])
def test_an_unknown_name_is_refused_where_passes_are_chosen(method: str) -> None:
    with pytest.raises(LayoutfixError, match="no pass named 'nothing'"):
        getattr(BOTH, method)("first", "nothing")


def test_a_pipeline_is_not_changed_by_its_methods() -> None:
    before = NEWSPAPER.names
    NEWSPAPER.without(before[0]).after(before[1], first)
    assert NEWSPAPER.names == before


def test_a_pipeline_is_walked_counted_and_shown() -> None:
    assert list(BOTH) == [first, second]
    assert len(BOTH) == 2
    assert repr(BOTH) == "Pipeline(first, second)"


def test_a_pipeline_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(NEWSPAPER)) == NEWSPAPER


def test_the_preset_runs_every_pass_once() -> None:
    assert PRESETS["newspaper"] is NEWSPAPER
    assert len(set(NEWSPAPER.names)) == len(NEWSPAPER)


def test_a_function_of_the_user_is_a_pass() -> None:
    seen: list[int] = []

    def count_lines(page: Page) -> Page:
        seen.append(len(page.lines))
        return page

    page = repair("甲\n乙\n\n丙", NEWSPAPER.before(NEWSPAPER.names[0], count_lines))
    assert seen == [3]
    assert page == repair("甲\n乙\n\n丙")


@pytest.mark.parametrize("name", NEWSPAPER.names)
def test_each_pass_is_useful_alone_and_can_be_left_out(name: str) -> None:
    dump = "湖边栈道本月完工\n\n　　本报讯 城东湖边的⽊栈道将在\n本 月 底 完 工 。"
    for pipeline in (NEWSPAPER.only(name), NEWSPAPER.without(name)):
        page = repair(dump, pipeline)
        assert page.dump == dump
        spans = [span for text in page.texts() for span in text.spans]
        covered = {at for span in spans for at in range(span.start, span.end)}
        assert {at for at, char in enumerate(dump) if not char.isspace()} <= covered


def test_a_pass_without_a_name_goes_by_its_type() -> None:
    class Nothing:
        def __call__(self, page: Page) -> Page:
            return page

    assert name_of(Nothing()) == "Nothing"
