"""The command `layoutfix report`: options to calls, nothing else."""

import sys
from pathlib import Path

import click

from . import InputError, LayoutfixError, pages
from .cli import check_encoding, failing_clearly
from .corpus.problems import Problems
from .corpus.work import left_pages
from .io.open_output import open_output
from .io.read_file import read_dump


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all, not to standard output.")
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    metavar="SCORE",
    help="Let the articles whose score, from 0 to 1, is lower than this stand out.",
)
@click.option("--encoding", callback=check_encoding, help="Encoding of the file; found out where not given.")
@click.pass_context
def report(context: click.Context, file: str, output: str | None, least: float, encoding: str | None) -> None:
    """Write one HTML file that shows a dump beside its articles, each tied to where it came from, and why.

    Without FILE, or where it is -, standard input is read. U+000C divides the pages of a dump.
    """
    from .report.write_report import write_report  # loaded here, so that usage errors do not wait for it

    if file == "-" and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("No file is named; name one, or give one on standard input.")
    path = None if output == "-" else output
    problems = Problems(lambda line: click.echo(line, err=True))
    try:
        found = list(pages(read_dump(file, encoding), keep_going=True))
    except InputError as error:
        problems.add(file, [str(error)])
        context.exit(1)
    except (LayoutfixError, OSError) as error:  # a pass failed; OSError where it lacks its own data
        problems.add(file, [f"{file}: {error}"])
        context.exit(1)
    problems.add(file, left_pages(file, found))
    html = write_report(found, "standard input" if file == "-" else Path(file).name, least)
    with failing_clearly(path), open_output(path) as target:
        target.write(html.encode())
    context.exit(1 if problems.failed else 0)
