"""What went wrong: a line on standard error for each problem, and for a program one in a file."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress

from ..io.visible import visible
from ..io.write_json import to_json


class Problems:
    """Takes problems as they come: `say` writes a line to standard error, `path` is the file of JSON Lines, which there
    is only where there are problems. `failed` counts the inputs that had any."""

    def __init__(self, say: Callable[[str], None], path: str | None = None) -> None:
        self.failed = 0
        self.path = path
        self._say = say
        if path is not None:
            with suppress(FileNotFoundError):
                os.unlink(path)

    def add(self, source: str, problems: Iterable[str]) -> None:
        """The problems with one input, each a line that begins with its name."""
        problems = tuple(problems)
        self.failed += bool(problems)
        for problem in problems:
            self._say(f"layoutfix: {visible(problem)}")
        if problems and self.path is not None:
            with open(self.path, "a", encoding="utf-8") as file:
                for problem in problems:
                    line = to_json({"source": source, "problem": problem.removeprefix(f"{source}: ")})
                    file.write(f"{line}\n")

    def close(self, total: int) -> None:
        """Say how many inputs failed and where that is written."""
        if self.failed and self.path is not None:
            self._say(f"layoutfix: {self.failed} of {total} inputs had problems: see {visible(self.path)}")
