"""A bar on standard error, for a person who waits: how many are done, how many a second, and the time left."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

import click

LEAST: Final = 10
"""Fewer dumps than this are done before anybody would look at a bar."""


class Progress(NamedTuple):
    """`say` writes a line to standard error; `advance` says that one more is done."""

    say: Callable[[str], None]
    advance: Callable[[], None]


@contextmanager
def progress(total: int, quiet: bool) -> Iterator[Progress]:
    """A bar while the block runs, at a terminal and for many; no bar otherwise, and lines alone."""
    if quiet or total < LEAST or sys.stderr is None or not sys.stderr.isatty():
        yield Progress(lambda line: click.echo(line, err=True), lambda: None)
        return
    from rich import progress as bars  # loaded here, so that nobody waits for it who does not see it
    from rich.console import Console
    from rich.text import Text

    class Rate(bars.ProgressColumn):
        def render(self, task: bars.Task) -> Text:
            return Text(f"{task.speed or 0:.1f}/s")

    columns = (bars.BarColumn(), bars.MofNCompleteColumn(), Rate(), bars.TimeRemainingColumn())
    console = Console(stderr=True)
    with bars.Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=total)
        yield Progress(lambda line: console.print(Text(line), soft_wrap=True), lambda: bar.advance(task))
