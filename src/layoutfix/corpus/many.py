"""Runs the work over all inputs and brings what comes of it to where it is wanted.

Each function here says for how many inputs there were problems, which it has reported by then; `jobs` is the number of
processes, and `quiet` that no bar is shown.
"""

import os
import sys
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from typing import Any, Final, TypeVar

from ..io.open_output import is_terminal, open_output
from ..io.visible import visible
from ..io.write_pages import write_pages
from ..page import Page
from .inputs import STANDARD_INPUT, Input
from .output import Output
from .problems import Problems
from .progress import Progress, progress
from .work import Change, Outcome, Task, Work

T = TypeVar("T")

INPUTS_EACH: Final = 32
"""Inputs for which one more process is worth starting, which takes as long as a handful of pages."""


def jobs_for(inputs: int) -> int:
    """How many processes suit so many inputs: one for each processor, but none for fewer than `INPUTS_EACH` of them."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, inputs // INPUTS_EACH))


def fill(output: Output, work: Work[str], jobs: int, quiet: bool) -> int:
    """Give the outcome for each input to the output."""
    inputs = output.inputs
    with progress(len(inputs), quiet) as bar:
        problems = Problems(bar.say, output.failures)
        with closing(_outcomes(work, map(output.task, inputs), inputs, jobs)) as outcomes:
            for found, outcome in zip(inputs, outcomes, strict=True):
                problems.add(found.source, output.take(found, outcome))
                bar.advance()
        output.finish()
        problems.close(len(inputs))
    return problems.failed


def write(
    path: str | None, form: str, spans: bool, work: Work[Page], inputs: Sequence[Input], jobs: int, quiet: bool
) -> int:
    """Write the pages of all inputs to the file at `path`, whole or not at all, or to standard output where that is
    None. Where no input could be read, nothing is written and a file that there is stays."""
    with progress(len(inputs), quiet) as bar:
        problems = Problems(bar.say)
        parts = write_pages(_made(work, inputs, jobs, problems, bar), form, spans)
        first = next(parts, None)
        if first is not None:
            with open_output(path) as file:
                for part in chain((first,), parts):
                    file.write(part.encode("utf-8", "backslashreplace"))
    return problems.failed


def show(form: str, spans: bool, work: Work[Page], inputs: Sequence[Input], jobs: int) -> int:
    """Show the pages of all inputs on the terminal that standard output is."""
    from ..io.write_terminal import show_pages

    with progress(len(inputs), quiet=True) as bar:
        problems = Problems(bar.say)
        show_pages(_made(work, inputs, jobs, problems, bar), form, spans, sys.stdout)
    return problems.failed


def compare(check: bool, diff: bool, work: Work[Change], inputs: Sequence[Input], jobs: int, quiet: bool) -> int:
    """Say which inputs would be changed, to standard error, print how, or both. With `check`, that an input would be
    changed is a problem too."""
    changed = 0
    is_seen = is_terminal()
    with progress(len(inputs), quiet) as bar:
        problems = Problems(bar.say)
        for source, change in _made(work, inputs, jobs, problems, bar):
            if diff:
                text = visible(change.diff, keep="\n\t") if is_seen else change.diff
                with open_output(None) as file:
                    file.write(text.encode("utf-8", "backslashreplace"))
            if check and change.edits:
                changed += 1
                bar.say(f"would change {visible(source)}: {change.edits} edits")
    return problems.failed + changed


def _made(
    work: Work[T], inputs: Sequence[Input], jobs: int, problems: Problems, bar: Progress
) -> Iterator[tuple[str, T]]:
    """What was made of the inputs, each with its source, as it comes."""
    tasks = (Task(found.source, found.problem) for found in inputs)
    with closing(_outcomes(work, tasks, inputs, jobs)) as outcomes:
        for outcome in outcomes:
            problems.add(outcome.source, outcome.problems)
            bar.advance()
            for one in outcome.made:
                yield outcome.source, one


def _outcomes(
    work: Work[T], tasks: Iterable[Task], inputs: Sequence[Input], jobs: int
) -> Generator[Outcome[T], None, None]:
    """The outcomes of the tasks, in order; standard input can be read by this process alone, and so can a pipe."""
    jobs = min(jobs, len(inputs))
    if jobs < 2 or any(map(_is_read_here, inputs)):
        for task in tasks:
            yield work(task)
        return
    from .workers import in_order  # loaded here, so that nobody waits for it who has one dump

    yield from in_order(work, tasks, jobs, _lost)


def _is_read_here(found: Input) -> bool:
    return found.source == STANDARD_INPUT or (os.path.exists(found.source) and not os.path.isfile(found.source))


def _lost(task: Task, how: str) -> Outcome[Any]:
    advice = "if that was for want of memory, try it alone"
    return Outcome(task.source, problems=(f"{task.source}: the process that worked on it ended ({how}); {advice}",))
