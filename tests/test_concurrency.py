"""Pipelines and pages go to other threads and processes, and what comes back is the same."""

import copy
import pickle
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest

import documents
import layoutfix
from layoutfix import NEWSPAPER, PRESETS, LawError, Page, Pipeline, fix, pages, repair
from layoutfix.passes.close_spaces import close_spaces
from layoutfix.passes.convert_script import convert_script
from layoutfix.passes.fold_width import fold_width
from layoutfix.passes.mark_doubtful import mark_doubtful

ASKED_FOR = Pipeline(
    (
        *NEWSPAPER.replace("close-spaces", partial(close_spaces, meetings="remove")),
        fold_width,
        convert_script("s2twp"),
        mark_doubtful(0.9),
    )
)
PIPELINES = {**PRESETS, "asked for": ASKED_FOR}
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)
DUMPS = [documents.load(name)[0] for name in documents.names()[::4]]
WHOLE = "\f".join(DUMPS[:2])


@pytest.mark.parametrize("name", PIPELINES)
def test_a_pipeline_is_copied_and_pickled(name: str) -> None:
    pipeline = PIPELINES[name]
    expected = list(pages(WHOLE, pipeline))
    for again in (copy.deepcopy(pipeline), *(pickle.loads(pickle.dumps(pipeline, p)) for p in PROTOCOLS)):
        assert again.names == pipeline.names
        assert list(pages(WHOLE, again)) == expected


def test_passes_with_arguments_are_values() -> None:
    assert convert_script("s2t") == convert_script("s2t") != convert_script("t2s")
    assert mark_doubtful(0.5) == mark_doubtful(0.5) != mark_doubtful(0.6)
    assert len({convert_script("s2t"), convert_script("s2t"), mark_doubtful(0.5), mark_doubtful(0.5)}) == 2


def forget_everything() -> None:
    """Empty every cache of the package, so that threads meet each other where things are first loaded."""
    for module in [module for name, module in sys.modules.items() if name.startswith("layoutfix.")]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.mark.parametrize("name", PIPELINES)
def test_four_threads_give_what_one_gives(name: str) -> None:
    pipeline = PIPELINES[name]
    expected = [repair(dump, pipeline) for dump in DUMPS]
    forget_everything()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(partial(repair, pipeline=pipeline), [*DUMPS, *DUMPS]))
    assert found == [*expected, *expected]


def test_two_processes_give_what_one_gives() -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        found = list(pool.map(partial(repair, pipeline=ASKED_FOR), DUMPS))
        texts = list(pool.map(partial(fix, pipeline=PRESETS["prose"]), DUMPS))
    assert found == [repair(dump, ASKED_FOR) for dump in DUMPS]
    assert texts == [fix(dump, PRESETS["prose"]) for dump in DUMPS]


def test_pages_articles_and_decisions_are_pickled_between_any_two_passes() -> None:
    page = repair(WHOLE, Pipeline())
    for step in ASKED_FOR:
        page = step(page)
        for protocol in PROTOCOLS:
            again: Page = pickle.loads(pickle.dumps(page, protocol))
            assert again == page
            assert list(map(type, again.texts())) == list(map(type, page.texts()))
            assert [decision.spans for decision in again.decisions] == [decision.spans for decision in page.decisions]
    assert page.articles and page.decisions and page.furniture


def test_linked_articles_are_pickled() -> None:
    head = "渡口搬家\n\n　　老渡口今天搬到下游两公里的新码头。"
    linked = list(pages(f"{head}\n\n（下转第二版）\n\f{head}\n\n（上接第一版）\n"))
    assert pickle.loads(pickle.dumps(linked)) == linked
    assert linked[0].articles[0].continues is not None


def test_edits_are_pickled() -> None:
    edits = layoutfix.edits(DUMPS[0])
    assert pickle.loads(pickle.dumps(edits)) == edits
    assert layoutfix.apply(pickle.loads(pickle.dumps(edits)), DUMPS[0]) == fix(DUMPS[0])


def test_a_broken_law_gets_through_from_another_process() -> None:
    page = repair(DUMPS[0])
    error = pickle.loads(pickle.dumps(LawError("page 1 lost '栈道'", page)))
    assert (str(error), error.page) == ("page 1 lost '栈道'", page)
