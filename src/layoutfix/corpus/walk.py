"""The files in a folder and below it, in the order of their names; hidden ones and loops of links are left out."""

import fnmatch
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Final, NamedTuple, TypeAlias

_MAGIC: Final = re.compile(r"[*?\[]")
_CASE: Final = re.IGNORECASE if os.name == "nt" else re.NOFLAG

_Part: TypeAlias = re.Pattern[str] | None
"""What one name of a path has to be; None stands for any number of folders."""
_DUMPS: Final[tuple[_Part, ...]] = (None, re.compile(r"(?!\.).*\.txt(?:\.gz)?\Z", re.IGNORECASE | re.DOTALL))


class Found(NamedTuple):
    """A file, or a folder that cannot be looked into and the line that says why."""

    path: str
    problem: str = ""


def walk(folder: str) -> Iterator[Found]:
    """The dumps (`*.txt`, `*.txt.gz`, in letters of either case) in a folder and in the folders below it."""
    return _below(folder, _DUMPS, _closed(_DUMPS, {0}), ())


def is_pattern(name: str) -> bool:
    """True where a name holds `*`, `?` or `[`."""
    return _MAGIC.search(name) is not None


def split_pattern(pattern: str) -> tuple[str, tuple[str, ...]]:
    """The folder that a pattern starts from, and what it asks of the names below.

    >>> split_pattern("dumps/199?/**/*.txt")
    ('dumps', ('199?', '**', '*.txt'))
    """
    parts = PurePath(pattern).parts
    first = next(at for at, part in enumerate(parts) if is_pattern(part))
    return os.path.join("", *parts[:first]), parts[first:]


def match(pattern: str) -> Iterator[Found]:
    """The files that a pattern names, each once, and the dumps in the folders that it names.

    `*`, `?` and `[…]` stand for characters of a name, a part `**` for any number of folders; a pattern with `**` names
    files alone. As in a shell, only a part that begins with a full stop names what is hidden.
    """
    folder, names = split_pattern(pattern)
    parts = tuple(map(_part, names if names[-1] != "**" else (*names, "*")))
    return _below(folder, parts, _closed(parts, {0}), ())


def _part(name: str) -> _Part:
    if name == "**":
        return None
    visible = "" if name.startswith(".") else r"(?!\.)"
    return re.compile(visible + fnmatch.translate(name), _CASE)


def _below(folder: str, parts: tuple[_Part, ...], states: frozenset[int], above: tuple[str, ...]) -> Iterator[Found]:
    """The files below a folder that the parts name: `states` are the parts that a name in this folder may be, `above`
    the folders that the way here led through."""
    here = os.path.realpath(folder)
    if here in above:
        return
    try:
        names = sorted(os.listdir(folder or "."))
    except (FileNotFoundError, NotADirectoryError):  # a pattern may start from what is not there
        return
    except OSError as error:
        yield Found(folder, f"{folder}: cannot be read ({error.strerror}); check its permissions")
        return
    for name in names:
        path = os.path.join(folder, name)
        after = _closed(parts, _after(parts, states, name))
        if not after:
            continue
        is_named = len(parts) in after
        if not os.path.isdir(path):
            if is_named and (os.path.isfile(path) or not os.path.exists(path)):  # a broken link shall be told of
                yield Found(path)
        elif is_named and None not in parts:
            yield from _below(path, _DUMPS, _closed(_DUMPS, {0}), (*above, here))
        else:
            yield from _below(path, parts, after, (*above, here))


def _after(parts: tuple[_Part, ...], states: frozenset[int], name: str) -> Iterator[int]:
    """The parts that a name below this one may be, each by its place; `len(parts)` where this name was the last."""
    for at in states - {len(parts)}:
        part = parts[at]
        if part is None:
            yield from () if name.startswith(".") else (at,)
        elif part.match(name):
            yield at + 1


def _closed(parts: tuple[_Part, ...], states: Iterable[int]) -> frozenset[int]:
    """The states, and those after a part that may stand for no folder at all."""
    closed = set(states)
    for at, part in enumerate(parts):
        if part is None and at in closed:
            closed.add(at + 1)
    return frozenset(closed)
