"""The command: options to calls, nothing else."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from io import TextIOWrapper
from itertools import chain
from typing import BinaryIO

import click

from . import PRESETS, InputError, LayoutfixError, Page, Pipeline, UnknownPassError, __version__, pages
from .io.read_file import is_encoding, read_dump
from .io.replace_file import replace_file
from .io.visible import visible
from .io.write_pages import FORMATS, Sourced, write_pages
from .passes.mark_doubtful import mark_doubtful
from .pipeline import name_of


def _check_encoding(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    if name is not None and not is_encoding(name):
        raise click.BadParameter(f"there is no encoding named {name!r}.")
    return name


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice([name for name in FORMATS if name != "explain"]),
    default="text",
    show_default=True,
    help="What to print; text and markdown are for people, jsonl is one page a line.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all, not to standard output.")
@click.option("--spans", is_flag=True, help="With json and jsonl: where in the dump each text came from.")
@click.option("--explain", is_flag=True, help="Print what was decided and why, not the articles.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Mark the articles whose score, from 0 to 1, is lower than this as doubtful.",
)
@click.option("--only", multiple=True, metavar="PASS", help="Run this pass and no others; may be repeated.")
@click.option("--without", multiple=True, metavar="PASS", help="Leave this pass out; may be repeated.")
@click.option("--list-passes", is_flag=True, help="Print the passes in their order and exit.")
@click.option(
    "--preset", type=click.Choice(list(PRESETS)), default="newspaper", show_default=True, help="Which passes to run."
)
@click.option("--encoding", callback=_check_encoding, help="Encoding of the files; found out where not given.")
@click.version_option(__version__, prog_name="layoutfix", message="%(prog)s %(version)s")
@click.pass_context
def main(
    context: click.Context,
    files: tuple[str, ...],
    form: str,
    output: str | None,
    spans: bool,
    explain: bool,
    min_confidence: float | None,
    only: tuple[str, ...],
    without: tuple[str, ...],
    list_passes: bool,
    preset: str,
    encoding: str | None,
) -> None:
    """Print the articles of newspaper pages, in order, from the text dumps in FILES.

    Without FILES, or where one is -, standard input is read. U+000C divides the pages of a dump.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal need not know every character
    pipeline = _choose(PRESETS[preset], only, without)
    if min_confidence is not None:
        pipeline = Pipeline((*pipeline, mark_doubtful(min_confidence)))
    if list_passes:
        click.echo("\n".join(f"{name_of(step):<18}{_summary(step)}".rstrip() for step in pipeline))
        return
    if spans and form not in ("json", "jsonl"):
        raise click.UsageError("--spans goes with --format json or jsonl.")
    if explain and form != "text":
        raise click.UsageError("--explain is text; leave --format out.")
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("No file is named; name one, or - for standard input.")
    failed: list[str] = []
    found = _read(files or ("-",), encoding, pipeline, failed)
    try:
        _write(found, "explain" if explain else form, spans, None if output == "-" else output)
    except BrokenPipeError:
        raise  # click ends quietly on it
    except OSError as error:
        _complain(f"{output or 'standard output'}: cannot be written: {error.strerror or error}", failed)
    context.exit(1 if failed else 0)


def _choose(pipeline: Pipeline, only: tuple[str, ...], without: tuple[str, ...]) -> Pipeline:
    if only and without:
        raise click.UsageError("--only and --without exclude each other.")
    try:
        return pipeline.only(*only) if only else pipeline.without(*without)
    except UnknownPassError as error:
        raise click.UsageError(f"{error}.") from error


def _summary(step: object) -> str:
    return (step.__doc__ or "").strip().partition("\n")[0]


def _read(
    files: tuple[str, ...], encoding: str | None, pipeline: Pipeline, failed: list[str]
) -> Iterator[tuple[str, Page]]:
    for name in files:
        try:
            for page in pages(read_dump(name, encoding), pipeline):
                yield name, page
        except InputError as error:
            _complain(str(error), failed)
        except (LayoutfixError, OSError) as error:  # a pass failed; OSError where it lacks its own data
            _complain(f"{name}: {error}", failed)


def _complain(message: str, failed: list[str]) -> None:
    click.echo(f"layoutfix: {visible(message)}", err=True)
    failed.append(message)


def _write(found: Sourced, form: str, spans: bool, output: str | None) -> None:
    if output is None and sys.stdout is not None and sys.stdout.isatty():
        from .io.write_terminal import show_pages

        show_pages(found, form, spans, sys.stdout)
        return
    parts = write_pages(found, form, spans)
    first = next(parts, None)
    if first is None:  # no file could be read: the one that `output` names is left alone
        return
    with _open(output) as file:
        for part in chain((first,), parts):
            file.write(part.encode("utf-8", "backslashreplace"))


def _open(output: str | None) -> AbstractContextManager[BinaryIO]:
    if output is not None:
        return replace_file(output)
    if sys.stdout is None:
        raise OSError("it is closed")
    return open(sys.stdout.fileno(), "wb", closefd=False)
