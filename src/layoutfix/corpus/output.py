"""What an output is that outlives a run cut short: it knows what it holds, and takes the rest."""

from collections.abc import Sequence
from typing import Protocol

from .inputs import Input
from .work import Outcome, Task


class Output(Protocol):
    """Where the outcomes for the inputs go, in the order of these; `failures` is the path of the list of problems."""

    inputs: Sequence[Input]
    failures: str

    def task(self, found: Input) -> Task:
        """The work on an input, with the key of what is held of it."""

    def take(self, found: Input, outcome: Outcome[str]) -> Sequence[str]:
        """Hold the outcome; the problems with this input. Raises `OSError` where no output can be written any more."""

    def finish(self) -> None:
        """Make the output whole, once every outcome was taken."""


def bytes_of(outcome: Outcome[str]) -> bytes:
    """What was made, as a file holds it."""
    return "".join(outcome.made).encode("utf-8", "backslashreplace")
