"""A record of what is done, a line for each output, from which a run that was cut short goes on."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from ..io.replace_file import replace_file


class Record(NamedTuple):
    """The output of one dump: the key of the work on it (`Outcome.key`), its length in bytes and its digest, and the
    problems that there were."""

    source: str
    key: str
    length: int
    digest: str
    problems: tuple[str, ...] = ()


def digest_of(data: bytes) -> str:
    """What tells these bytes from all others."""
    return hashlib.sha256(data).hexdigest()


def read_journal(path: str) -> Iterator[Record]:
    """The records of a journal, in order, none where there is no such file; a line that was cut short ends it."""
    if not os.path.isfile(path):
        return
    with open(path, "rb") as file:
        lines = file.readlines()
    for line in lines:
        try:
            source, key, length, digest, problems = json.loads(line)
        except (ValueError, TypeError):
            return
        yield Record(source, key, length, digest, tuple(problems))


def write_journal(path: str, records: Iterable[Record]) -> None:
    """Make these the records of the journal."""
    with replace_file(path, f"{os.path.basename(path)}.tmp") as file:
        file.writelines(map(_line, records))


class Journal:
    """A journal to add to, whose first records are those given. Until one is added, what was there before stays."""

    def __init__(self, path: str, records: Iterable[Record] = ()) -> None:
        self._path, self._records = path, records
        self._file: BinaryIO | None = None

    def add(self, record: Record) -> None:
        """Write a record; it stays, whatever becomes of this process."""
        if self._file is None:
            write_journal(self._path, self._records)
            self._file = open(self._path, "ab")  # noqa: SIM115
        self._file.write(_line(record))
        self._file.flush()

    def close(self) -> None:
        """Write no more."""
        if self._file is not None:
            self._file.close()


def _line(record: Record) -> bytes:
    return json.dumps(record).encode("ascii") + b"\n"
