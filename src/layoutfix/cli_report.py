"""The command `layoutfix report`: options to calls, nothing else."""

import sys
from pathlib import Path

import click

from .asked import Asked
from .cli import SafeCommand, check_encoding, check_score, failing_clearly, max_bytes_option
from .corpus.inputs import STANDARD_INPUT
from .corpus.problems import Problems
from .corpus.work import Task, Work, as_pages
from .io.open_output import is_folder, open_output


@click.command(cls=SafeCommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", default=None, required=False, type=click.Path(allow_dash=True, readable=False))
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all, not to standard output.")
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    callback=check_score,
    default=0.9,
    show_default=True,
    metavar="SCORE",
    help="Let the articles whose score, from 0 to 1, is lower than this stand out.",
)
@max_bytes_option
@click.option("--encoding", callback=check_encoding, help="Encoding of the file; found out where not given.")
@click.pass_context
def report(
    context: click.Context,
    file: str | None,
    output: str | None,
    least: float,
    max_bytes: int,
    encoding: str | None,
) -> None:
    """Write one HTML file that shows a dump beside its articles, each tied to where it came from, and why.

    Without FILE, or where it is -, standard input is read. U+000C divides the pages of a dump.
    """
    if file is None and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("No file is named; name one, or - for standard input.")
    if output is not None and (not output or is_folder(output)):
        raise click.UsageError("--output is a file; name one.")
    source = file or STANDARD_INPUT
    path = None if output == STANDARD_INPUT else output
    problems = Problems(lambda line: click.echo(line, err=True))
    with failing_clearly(path):
        outcome = Work(Asked(), as_pages, encoding, keep_going=True, max_bytes=max_bytes)(Task(source))
        problems.add(source, outcome.problems)
        if outcome.made:
            from .report.write_report import write_report  # loaded here, so that nobody waits for it who made a mistake

            name = "standard input" if source == STANDARD_INPUT else Path(source).name
            with open_output(path) as target:
                target.write(write_report(outcome.made, name, least).encode())
    context.exit(1 if problems.failed else 0)
