"""Runs that fill an output with the work on a few texts, whole ones and such as end in the middle of things."""

from layoutfix.corpus.inputs import Input
from layoutfix.corpus.output import Output
from layoutfix.corpus.work import Outcome, Task

TEXTS = {"a": "甲", "b": "乙乙", "c": "丙", "d": "丁丁丁"}


def inputs_of(texts: dict[str, str]) -> list[Input]:
    return [Input(name, name) for name in texts]


def worked(task: Task, text: str) -> Outcome[str]:
    """What the work makes of a text whose key is the text itself; of `bad` nothing, and of `odd` a problem too."""
    if text == task.held:
        return Outcome(task.source, key=text, is_held=True)
    if text == "bad":
        return Outcome(task.source, problems=(f"{task.source}: is bad",))
    problems = (f"{task.source}: is odd",) if text == "odd" else ()
    return Outcome(task.source, (f'"{text}"\n',), problems, text)


def fill(output: Output, texts: dict[str, str], stop_after: int | None = None) -> tuple[list[str], list[str]]:
    """The sources that were worked on, and the problems; the run may end in the middle of things."""
    made, problems = [], []
    for found in list(output.inputs)[:stop_after]:
        outcome = worked(output.task(found), texts[found.source])
        made += [] if outcome.is_held else [found.source]
        problems += output.take(found, outcome)
    if stop_after is None:
        output.finish()
    return made, problems
