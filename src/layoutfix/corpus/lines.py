"""A file of JSON Lines as output: the pages of all dumps, in the order of these."""

import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import BinaryIO

from ..io.replace_file import check_replaceable, replace_file
from .beside import beside
from .inputs import Input
from .journal import Journal, Record, digest_of, read_journal, write_journal
from .output import bytes_of
from .work import Outcome, Task


class LinesOutput:
    """A file (`output.Output`), gzipped where its name ends in `.gz`.

    The lines of each dump are added to `FILE.part`, in whatever order they come when a run goes on from another, and a
    record of them to the journal. At the end they are brought into the order of the inputs, if they are not in it, and
    the part becomes the file. A line that was cut short has no record and is cut off by the next run.
    """

    def __init__(self, path: str, inputs: Sequence[Input], resume: bool) -> None:
        self._path = os.path.realpath(path)
        self.inputs = inputs
        self._part, self.failures, self._journal_path = beside(path)
        check_replaceable(self._path)
        records = list(self._whole_records()) if resume else []
        self._held = {record.source: (at, record) for at, record in enumerate(records)}
        self._length = sum(record.length for record in records)
        self._count = len(records)
        self._order: list[int] = []
        self._journal = Journal(self._journal_path, records)
        self._file: BinaryIO | None = None

    def task(self, found: Input) -> Task:
        held = self._held.get(found.source)
        return Task(found.source, found.problem, held[1].key if held else "")

    def take(self, found: Input, outcome: Outcome[str]) -> Sequence[str]:
        if outcome.is_held:
            at, record = self._held[found.source]
            self._order.append(at)
            return record.problems
        if outcome.made:
            data = self._packed(bytes_of(outcome))
            file = self._begun()
            file.write(data)
            file.flush()
            self._journal.add(Record(found.source, outcome.key, len(data), digest_of(data), outcome.problems))
            self._order.append(self._count)
            self._count += 1
        return outcome.problems

    def finish(self) -> None:
        if not self._order:  # nothing could be read: what there is stays
            return
        self._begun().close()
        self._journal.close()
        if self._order != list(range(self._count)):
            self._sort()
        os.replace(self._part, self._path)

    def _begun(self) -> BinaryIO:
        """The part, open to be added to, with nothing in it but what is held."""
        if self._file is None:
            if self._held and not os.path.exists(self._part):
                shutil.copyfile(self._path, self._part)
            self._file = open(self._part, "ab")  # noqa: SIM115
            self._file.truncate(self._length)
            if os.path.exists(self._path):
                shutil.copymode(self._path, self._part)
        return self._file

    def _packed(self, data: bytes) -> bytes:
        if not self._path.endswith(".gz"):
            return data
        import gzip

        return gzip.compress(data, mtime=0)

    def _whole_records(self) -> Iterator[Record]:
        """The records of what stands in the part, or else in the file, up to the first that does not."""
        place = self._part if os.path.exists(self._part) else self._path
        if not os.path.exists(place):
            return
        with open(place, "rb") as file:
            for record in read_journal(self._journal_path):
                if digest_of(file.read(record.length)) != record.digest:
                    return
                yield record

    def _sort(self) -> None:
        """Bring part and journal into the order of the inputs, and leave out what is no longer asked for."""
        records = list(read_journal(self._journal_path))
        starts = [0, *accumulate(record.length for record in records)]
        temporary = f"{os.path.basename(self._journal_path)}.tmp"
        with open(self._part, "rb") as old, replace_file(self._part, temporary) as new:
            for at in self._order:
                old.seek(starts[at])
                new.write(old.read(records[at].length))
        write_journal(self._journal_path, (records[at] for at in self._order))
