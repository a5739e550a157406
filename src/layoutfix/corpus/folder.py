"""A folder as output: a file for each dump, at the dump's own place below it."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ..io.replace_file import replace_file
from ..io.write_pages import SUFFIXES
from .inputs import Input, location
from .journal import Journal, Record, digest_of, read_journal
from .output import bytes_of
from .work import Outcome, Task

FAILURES: Final = "failures.jsonl"
JOURNAL: Final = ".layoutfix.jsonl"
TEMPORARY: Final = ".layoutfix.tmp"
"""The name of a file that is being written, the same in every run, so that one that was cut short leaves no more."""
OWN: Final = {FAILURES: "the failures", JOURNAL: "the record of this folder", TEMPORARY: "what is being written"}


class FolderOutput:
    """Files in a folder (`output.Output`)."""

    def __init__(self, folder: str, form: str, inputs: Iterable[Input], resume: bool) -> None:
        os.makedirs(folder, exist_ok=True)
        self.failures = os.path.join(folder, FAILURES)
        self._folder, self._form = folder, form
        self._own = {location(os.path.join(folder, name)): what for name, what in OWN.items()}
        journal = os.path.join(folder, JOURNAL)
        records = {record.source: record for record in read_journal(journal)}
        self.inputs: Sequence[Input] = list(self._apart(self._found(list(inputs), records)))
        self._held = records if resume else {}
        self._journal = Journal(journal, self._held.values())

    def task(self, found: Input) -> Task:
        held = self._held.get(found.source)
        is_whole = held is not None and _digest_of_file(self._target(found)) == held.digest
        return Task(found.source, found.problem, held.key if held and is_whole else "")

    def take(self, found: Input, outcome: Outcome[str]) -> Sequence[str]:
        if outcome.is_held:
            return self._held[found.source].problems
        if not outcome.made:
            return outcome.problems
        data = bytes_of(outcome)
        target = self._target(found)
        try:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with replace_file(target, TEMPORARY) as file:
                file.write(data)
        except OSError as error:
            return (*outcome.problems, f"{found.source}: {target} cannot be written: {error.strerror}")
        self._journal.add(Record(found.source, outcome.key, len(data), digest_of(data), outcome.problems))
        return outcome.problems

    def finish(self) -> None:
        self._journal.close()

    def _target(self, found: Input) -> str:
        return os.path.join(self._folder, found.place + SUFFIXES[self._form])

    def _found(self, inputs: Sequence[Input], records: Mapping[str, Record]) -> list[Input]:
        """The inputs without what stands in this folder by earlier runs: their outputs, and what is told of them."""
        made = {location(self._target(one)): records[one.source].digest for one in inputs if one.source in records}

        def is_of_a_run(one: Input) -> bool:
            place = location(one.source)
            return place in self._own or (place in made and made[place] == _digest_of_file(one.source))

        return [one for one in inputs if not is_of_a_run(one)]

    def _apart(self, inputs: Sequence[Input]) -> Iterator[Input]:
        """The inputs, with a problem where the output would take the place of another one, or of an input; what was
        named twice comes once."""
        sources = {location(found.source) for found in inputs}
        taken = dict(self._own)
        for found in inputs:
            target = self._target(found)
            place = location(target)
            if found.problem:
                yield found
            elif place in sources:
                yield _refused(found, f"{target}, which is an input")
            elif place not in taken:
                taken[place] = found.source
                yield found
            elif location(taken[place]) != location(found.source):
                yield _refused(found, f"{target}, which is that of {taken[place]}")


def _refused(found: Input, where: str) -> Input:
    return found._replace(problem=f"{found.source}: its output would be {where}; write it to another folder")


def _digest_of_file(path: str) -> str:
    """The digest of the file at `path`; empty where there is none."""
    try:
        with open(path, "rb") as file:
            return digest_of(file.read())
    except OSError:  # then it is written anew, and whatever is wrong comes to light
        return ""
