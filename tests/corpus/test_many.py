"""How many processes a run takes."""

import os

import pytest

from layoutfix.corpus.many import INPUTS_EACH, jobs_for


@pytest.mark.parametrize(
    ("inputs", "jobs"),
    [(0, 1), (1, 1), (2 * INPUTS_EACH - 1, 1), (2 * INPUTS_EACH, 2), (4 * INPUTS_EACH, 3), (10_000, 3)],
)
def test_a_process_for_each_processor_where_there_is_work_for_it(
    monkeypatch: pytest.MonkeyPatch, inputs: int, jobs: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert jobs_for(inputs) == jobs
