"""What is done with one dump: it is read, repaired, and made into what the run asks for. Nothing here writes a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from .. import __version__, pages
from ..asked import Asked, pipeline_of
from ..errors import LayoutfixError
from ..io.read_file import MOST_BYTES, decode_dump, read_bytes
from ..io.write_pages import write_pages
from ..page import Page
from ..passes.check_laws import why_left

T = TypeVar("T")

Maker: TypeAlias = Callable[[str, str, Sequence[Page]], tuple[T, ...]]
"""From the source, its dump and the pages of that, repaired, to what is made of them."""


class Task(NamedTuple):
    """A dump to be worked on; `problem` says why it cannot be.

    Where output is kept, `held` is the key of the output that there is already, or empty; it is None elsewhere.
    """

    source: str
    problem: str = ""
    held: str | None = None


class Outcome(NamedTuple, Generic[T]):
    """What was made of a dump, nothing where that failed, and the problems there were, a line each.

    `key` tells the bytes of the dump, and what was asked, from all others, where output is kept. `is_held` says that
    nothing was made since there is an output with this key.
    """

    source: str
    made: tuple[T, ...] = ()
    problems: tuple[str, ...] = ()
    key: str = ""
    is_held: bool = False


class Change(NamedTuple):
    """How many edits a dump needs, and its unified diff."""

    edits: int
    diff: str


@dataclass(frozen=True, slots=True)
class Written:
    """Makes the pages of a dump into one text of a format (a key of `FORMATS`)."""

    form: str
    spans: bool = False

    def __call__(self, source: str, dump: str, found: Sequence[Page]) -> tuple[str]:
        return ("".join(write_pages(((source, page) for page in found), self.form, self.spans)),)


def as_pages(source: str, dump: str, found: Sequence[Page]) -> tuple[Page, ...]:
    """Makes nothing of the pages."""
    return tuple(found)


def as_change(source: str, dump: str, found: Sequence[Page]) -> tuple[Change]:
    """Makes the pages into what they changed."""
    from ..edits import edits_of
    from ..io.write_diff import write_diff

    edits = edits_of(found)
    return (Change(len(edits), write_diff(dump, edits, source)),)


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """The work on a dump: a function from task to outcome, plain data, so that another process can be given it.

    It raises nothing: what goes wrong with one dump is a problem of that dump, a fault of a pass included.
    """

    asked: Asked
    make: Maker[T]
    encoding: str | None = None
    keep_going: bool = False
    max_bytes: int = MOST_BYTES

    def __call__(self, task: Task) -> Outcome[T]:
        source = task.source
        if task.problem:
            return Outcome(source, problems=(task.problem,))
        try:
            data = read_bytes(source, self.max_bytes)
            key = "" if task.held is None else self._key(source, data)
            if key and key == task.held:
                return Outcome(source, key=key, is_held=True)
            dump = decode_dump(data, source, self.encoding, self.max_bytes)
        except LayoutfixError as error:
            return Outcome(source, problems=(str(error),))
        try:
            found = tuple(pages(dump, pipeline_of(self.asked), keep_going=self.keep_going))
            return Outcome(source, self.make(source, dump, found), left_pages(source, found), key)
        except (LayoutfixError, OSError) as error:  # a pass failed; OSError where it lacks its own data
            return Outcome(source, problems=(f"{source}: {error}",))
        except Exception as error:
            return Outcome(source, problems=(f"{source}: {_fault(error)}; please report it",))

    def _key(self, source: str, data: bytes) -> str:
        import hashlib  # loaded here, and so below, so that nobody waits for it who has one dump

        asked = repr((__version__, self, source)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(b"%d\0%b%b" % (len(asked), asked, data)).hexdigest()


def left_pages(source: str, found: Sequence[Page]) -> tuple[str, ...]:
    """A line for each page of a dump that was left as it was read."""
    return tuple(f"{source}: {reason}" for reason in map(why_left, found) if reason is not None)


def _fault(error: Exception) -> str:
    """An error that nobody foresaw, and where it came from."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({PurePath(last.filename).name}, line {last.lineno})"
