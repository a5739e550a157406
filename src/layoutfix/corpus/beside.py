"""What stands beside a file of JSON Lines while it is written, and after."""

import os
from typing import NamedTuple


class Beside(NamedTuple):
    """The paths of the part that is written so far, of the list of problems, and of the record of what is done."""

    part: str
    failures: str
    journal: str


def beside(path: str) -> Beside:
    """The files beside an output; of a link the part and the record stand beside what it leads to.

    >>> part, failures, journal = beside("/data/all.jsonl.gz")
    >>> part, failures, journal
    ('/data/all.jsonl.gz.part', '/data/all.failures.jsonl', '/data/.all.jsonl.gz.layoutfix.jsonl')
    """
    real = os.path.realpath(path)
    folder, name = os.path.split(real)
    stem = name.removesuffix(".gz").removesuffix(".jsonl")
    failures = os.path.join(os.path.dirname(path), f"{stem}.failures.jsonl")
    return Beside(f"{real}.part", failures, os.path.join(folder, f".{name}.layoutfix.jsonl"))
