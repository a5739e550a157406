"""Finds the inputs: from the names of files and folders, patterns and lists to the dumps, in order."""

import os
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import BinaryIO, Final, NamedTuple

from .beside import beside
from .walk import Found, is_pattern, match, split_pattern, walk

STANDARD_INPUT: Final = "-"
_NO_DUMPS: Final = "is a directory; it holds no *.txt and no *.txt.gz"
_NO_MATCH: Final = "there is no such file, and none that this pattern names; check it"
_SUFFIX: Final = re.compile(r"(?:\.txt)?(?:\.gz)?\Z", re.IGNORECASE)


class Input(NamedTuple):
    """One dump: its path, and its place below the folder that all inputs share, without `.txt` and `.gz`.

    `problem` is the line that says why there is no dump to be read.
    """

    source: str
    place: str
    problem: str = ""


class _Named(NamedTuple):
    """What one name stands for: the folder that it starts from, and what was found."""

    folder: str
    found: tuple[Found, ...]
    is_file: bool = False


def find_inputs(names: Iterable[str], output: str | None = None) -> list[Input]:
    """The dumps that the names stand for, in the order of the names.

    A name is that of a file, of a folder (`walk`) or, where nothing has that name, a pattern (`match`); `-` is standard
    input. A place is told from the deepest folder that the folders named, those of the files named and those that the
    patterns start from have in common. What lies in the folder `output`, where that is below this one, is left out, and
    so are, where a folder or a pattern led to them, the file `output` and what stands beside it (`beside`). Of several
    inputs that were named none may be the output.
    """
    named = [_look_up(name) for name in names]
    shared = _shared(one.folder for one in named if one.folder != STANDARD_INPUT)
    is_output = _output_test(output, shared)
    inputs = [
        Input(path, _place(path, shared), problem)
        for one in named
        for path, problem in one.found
        if problem or not is_output(path, one.is_file)
    ]
    targets = _locations(output) if output is not None and len(inputs) > 1 else ()
    return [_refused(one) if location(one.source) in targets else one for one in inputs]


def read_list(file: BinaryIO, null: bool) -> list[str]:
    """The names in a list, one a line, or each ended by a NUL; empty lines count for nothing."""
    data = file.read()
    lines = data.split(b"\0") if null else (line.removesuffix(b"\r") for line in data.split(b"\n"))
    return [os.fsdecode(line) for line in lines if line]


def location(path: str) -> str:
    """Where a file is: its path with the links resolved that lead to its folder; the file need not be there."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.normcase(os.path.join(_real(folder), name))


@lru_cache(maxsize=64)
def _real(folder: str) -> str:
    return os.path.realpath(folder)


def _look_up(name: str) -> _Named:
    if name == STANDARD_INPUT:
        return _Named(STANDARD_INPUT, (Found(name),), True)
    if os.path.isdir(name):
        return _Named(name, tuple(walk(name)) or (Found(name, f"{name}: {_NO_DUMPS}"),))
    if is_pattern(name) and not os.path.lexists(name):
        return _Named(split_pattern(name)[0], tuple(match(name)) or (Found(name, f"{name}: {_NO_MATCH}"),))
    return _Named(os.path.dirname(name), (Found(name),), True)


def _shared(folders: Iterable[str]) -> str | None:
    """The deepest folder that holds all these; None where they have none in common."""
    whole = {os.path.abspath(folder) for folder in folders}
    try:
        return os.path.commonpath(whole)
    except ValueError:  # there are none, or they lie on several drives
        return None


def _place(path: str, shared: str | None) -> str:
    relative = os.path.basename(path) if shared is None else os.path.relpath(os.path.abspath(path), shared)
    return _SUFFIX.sub("", relative, count=1)


def _refused(found: Input) -> Input:
    return found._replace(problem=f"{found.source}: is the output, too; write that to another file")


def _locations(output: str) -> set[str]:
    """Where an output is, and where it is named, which may be a link to that."""
    return {location(output), location(os.path.realpath(output))}


def _output_test(output: str | None, shared: str | None) -> Callable[[str, bool], bool]:
    """A test of whether a path is output or stands beside it, or lies in a folder that is; `is_file` where the path
    itself was named."""
    if output is None:
        return lambda path, is_file: False
    target = location(os.path.realpath(output))
    targets = _locations(output).union(map(location, beside(output)))
    is_below = shared is not None and target.startswith(os.path.join(location(os.path.realpath(shared)), ""))
    inside = os.path.join(target, "")

    def is_output(path: str, is_file: bool) -> bool:
        at = location(path)
        if is_below and at.startswith(inside):
            return os.path.lexists(path)  # what is not there shall be told of
        return at in targets and not is_file

    return is_output
