"""Functions over many items in processes: order, bounds, and processes that die."""

import os
from collections.abc import Iterator
from contextlib import closing
from itertools import count, islice

import pytest

import workloads
from layoutfix.corpus.workers import THREADS, WINDOW, in_order


def lost(item: int, how: str) -> tuple[int, str]:
    return item, how


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order(workloads.double_late, range(40), jobs, lost)) == [2 * n for n in range(40)]


def test_no_items_are_no_results() -> None:
    assert list(in_order(workloads.double, [], 2, lost)) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signals")
def test_where_a_process_dies_the_item_that_it_had_is_lost_and_no_other() -> None:
    numbers = range(1, 23)
    expected: list[object] = [2 * n for n in numbers]
    for number in (5, 10, 15, 20):
        expected[number - 1] = (number, "SIGKILL")
    for number in (7, 14, 21):
        expected[number - 1] = (number, "exit status 7")
    assert list(in_order(workloads.double_unless_killed, numbers, 2, lost)) == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signals")
def test_a_process_may_die_while_it_hands_over_a_result() -> None:
    results = list(in_order(workloads.megabyte, range(6), 2, lost))
    assert [result for result in results if result != bytes(1_000_000)] == [(3, "SIGKILL")]
    assert len(results) == 6


def test_items_are_taken_no_faster_than_results_are() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    with closing(in_order(workloads.double, items(), 2, lost)) as results:
        assert list(islice(results, 300)) == [2 * n for n in range(300)]
    assert len(taken) <= 300 + 2 * WINDOW


def test_each_process_is_told_to_take_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    before = {name: os.environ.get(name) for name in THREADS}
    assert list(in_order(workloads.threads, range(2), 2, lost)) == [["1", "1"]] * 2
    assert {name: os.environ.get(name) for name in THREADS} == before
