"""The command: options to calls, nothing else."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from io import TextIOWrapper
from itertools import chain
from typing import Any, BinaryIO, TypeAlias

import click

from . import PRESETS, InputError, LayoutfixError, Page, Pipeline, UnknownPassError, __version__, edits, pages
from .io.read_file import MOST_BYTES, is_encoding, read_dump
from .io.replace_file import replace_file
from .io.visible import visible
from .io.write_diff import write_diff
from .io.write_pages import FORMATS, Sourced, write_pages
from .passes.check_laws import LEFT
from .passes.close_spaces import MeetingPolicy, close_spaces
from .passes.convert_script import UnknownConfigError, convert_script
from .passes.fold_width import fold_width
from .passes.mark_doubtful import mark_doubtful
from .pipeline import Pass, name_of

_Dumps: TypeAlias = Iterator[tuple[str, str]]
"""The text of each file that can be read, with the name of the file."""


class _Command(click.Command):
    """A command whose messages about its options are harmless on a terminal, whatever these are called."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        try:
            return super().make_context(*arguments, **more)
        except click.UsageError as error:
            raise click.UsageError(visible(error.format_message()), error.ctx) from error


def _check_encoding(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    if name is not None and not is_encoding(name):
        raise click.BadParameter(f"there is no encoding named {name!r}.")
    return name


@click.command(cls=_Command, context_settings={"help_option_names": ["-h", "--help"]})
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
@click.option("--check", is_flag=True, help="Print nothing; exit with status 1 if a file would be changed.")
@click.option("--diff", is_flag=True, help="Print what would be changed as a unified diff.")
@click.option("--only", multiple=True, metavar="PASS", help="Run this pass and no others; may be repeated.")
@click.option("--without", multiple=True, metavar="PASS", help="Leave this pass out; may be repeated.")
@click.option("--list-passes", is_flag=True, help="Print the passes in their order and exit.")
@click.option(
    "--preset", type=click.Choice(list(PRESETS)), default="newspaper", show_default=True, help="Which passes to run."
)
@click.option(
    "--han-latin-spaces",
    type=click.Choice(["auto", "keep", "remove"]),
    default="auto",
    show_default=True,
    help="Spaces between Chinese and digits or Latin; auto does as most of the page does.",
)
@click.option("--fold-width", "widths", is_flag=True, help="Give marks, digits and letters the width of Chinese print.")
@click.option("--convert", metavar="CONFIG", help="Convert the script by OpenCC: s2t, t2s, s2twp, …")
@click.option("--keep-going", is_flag=True, help="Leave a page as it is where a pass fails to keep it whole.")
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    metavar="N",
    default=MOST_BYTES,
    show_default=True,
    help="Refuse a file of more than N bytes.",
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
    check: bool,
    diff: bool,
    only: tuple[str, ...],
    without: tuple[str, ...],
    list_passes: bool,
    preset: str,
    han_latin_spaces: MeetingPolicy,
    widths: bool,
    convert: str | None,
    keep_going: bool,
    max_bytes: int,
    encoding: str | None,
) -> None:
    """Print the articles of newspaper pages, in order, from the text dumps in FILES.

    Without FILES, or where one is -, standard input is read. U+000C divides the pages of a dump.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal need not know every character
    pipeline = PRESETS[preset]
    if han_latin_spaces != "auto":
        pipeline = pipeline.replace("close-spaces", partial(close_spaces, meetings=han_latin_spaces))
    pipeline = Pipeline((*_choose(pipeline, only, without), *_asked_for(widths, convert, min_confidence)))
    if list_passes:
        click.echo("\n".join(f"{name_of(step):<18}{_summary(step)}".rstrip() for step in pipeline))
        return
    if spans and form not in ("json", "jsonl"):
        raise click.UsageError("--spans goes with --format json or jsonl.")
    if explain and form != "text":
        raise click.UsageError("--explain is text; leave --format out.")
    if (check or diff) and (form != "text" or explain or output is not None):
        raise click.UsageError("--check and --diff go without --format, --explain and --output.")
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("No file is named; name one, or - for standard input.")
    failed: list[str] = []
    dumps = _dumps(files or ("-",), encoding, max_bytes, failed)
    try:
        if check or diff:
            context.exit(_compare(dumps, pipeline, check, diff, failed))
        found = _read(dumps, pipeline, keep_going, failed)
        _write(found, "explain" if explain else form, spans, None if output == "-" else output)
    except BrokenPipeError:
        raise  # click ends quietly on it
    except OSError as error:
        _complain(f"{output or 'standard output'}: cannot be written: {error.strerror or error}", failed)
    context.exit(1 if failed else 0)


def _asked_for(widths: bool, convert: str | None, min_confidence: float | None) -> Iterator[Pass]:
    """The passes that no preset holds."""
    if widths:
        yield fold_width
    if convert is not None:
        try:
            yield convert_script(convert)
        except UnknownConfigError as error:
            raise click.UsageError(f"{error}.") from error
    if min_confidence is not None:
        yield mark_doubtful(min_confidence)


def _choose(pipeline: Pipeline, only: tuple[str, ...], without: tuple[str, ...]) -> Pipeline:
    if only and without:
        raise click.UsageError("--only and --without exclude each other.")
    try:
        return pipeline.only(*only) if only else pipeline.without(*without)
    except UnknownPassError as error:
        raise click.UsageError(f"{error}.") from error


def _summary(step: object) -> str:
    return (step.__doc__ or "").strip().partition("\n")[0]


def _compare(dumps: _Dumps, pipeline: Pipeline, check: bool, diff: bool, failed: list[str]) -> int:
    """Say what would be changed; the exit status."""
    changed = False
    for name, dump in dumps:
        try:
            made = edits(dump, pipeline)
        except (LayoutfixError, OSError) as error:
            _complain(f"{name}: {error}", failed)
            continue
        changed = changed or bool(made)
        if diff:
            with _open(None) as file:
                file.write(write_diff(dump, made, name).encode("utf-8", "backslashreplace"))
        if check and made:
            click.echo(f"would change {visible(name)}: {len(made)} edits", err=True)
    return int(bool(failed) or (check and changed))


def _read(dumps: _Dumps, pipeline: Pipeline, keep_going: bool, failed: list[str]) -> Iterator[tuple[str, Page]]:
    for name, dump in dumps:
        try:
            for page in pages(dump, pipeline, keep_going=keep_going):
                for decision in page.decisions:
                    if decision.action == LEFT:
                        _complain(f"{name}: {decision.reason}", failed)
                yield name, page
        except (LayoutfixError, OSError) as error:  # a pass failed; OSError where it lacks its own data
            _complain(f"{name}: {error}", failed)


def _dumps(files: tuple[str, ...], encoding: str | None, max_bytes: int, failed: list[str]) -> _Dumps:
    for name in files:
        try:
            dump = read_dump(name, encoding, max_bytes)
        except InputError as error:
            _complain(str(error), failed)
            continue
        yield name, dump


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
