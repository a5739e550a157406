"""The command: options to calls, nothing else."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import click
from click.exceptions import Exit

from . import PRESETS, Pipeline, UnknownPassError, __version__
from .asked import Asked, pipeline_of
from .corpus.inputs import STANDARD_INPUT, Input, find_inputs, read_list
from .corpus.many import compare, fill, jobs_for, show, write
from .corpus.work import Work, Written, as_change, as_pages
from .io.open_output import is_folder, is_terminal
from .io.read_file import MOST_BYTES, is_encoding
from .io.visible import visible
from .io.write_pages import FORMATS, SUFFIXES
from .passes.close_spaces import MeetingPolicy
from .pipeline import name_of

if TYPE_CHECKING:
    from .corpus.output import Output

CHOICES: Final = [name for name in FORMATS if name != "explain"]
_RESUMABLE: Final = "--resume goes with --output and a folder or a .jsonl file."

@contextmanager
def failing_clearly(path: str | None) -> Iterator[None]:
    """An output that cannot be written, and an interrupt, end the command with a line."""
    try:
        yield
    except BrokenPipeError:
        raise  # click ends quietly on it
    except OSError as error:
        reason = error.strerror or error
        click.echo(f"layoutfix: {visible(path or 'standard output')}: cannot be written: {reason}", err=True)
        raise Exit(1) from error
    except KeyboardInterrupt as error:
        click.echo("layoutfix: stopped", err=True)
        raise Exit(130) from error


class SafeCommand(click.Command):
    """A command whose messages about its options are harmless on a terminal, whatever these are called; where its help
    cannot be written, it ends with a line, too."""

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        try:
            with failing_clearly(None):
                return super().make_context(*arguments, **more)
        except click.UsageError as error:
            raise click.UsageError(visible(error.format_message()), error.ctx) from error

    def invoke(self, context: click.Context) -> Any:
        with failing_clearly(None):
            return super().invoke(context)


class _List(click.File):
    """A file to be read, which may be standard input."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        if value == STANDARD_INPUT and sys.stdin is None:
            self.fail("standard input is closed.", parameter, context)
        return super().convert(value, parameter, context)


def check_encoding(_context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    """The name of an encoding as it was given, where Python knows it; a usage error otherwise."""
    if name is not None and not is_encoding(name):
        raise click.BadParameter(f"there is no encoding named {name!r}.")
    return name


def check_score(_context: click.Context, _parameter: click.Parameter, score: float | None) -> float | None:
    """The score as it was given; a usage error where it is no number, which no range refuses."""
    if score is not None and score != score:
        raise click.BadParameter("nan is not between 0 and 1.")
    return score


def _count_jobs(_context: click.Context, _parameter: click.Parameter, jobs: str) -> int:
    """The number of processes as it was given, 0 for auto."""
    if jobs != "auto" and not jobs.isdecimal():
        raise click.BadParameter(f"{jobs!r} is neither a number nor auto.")
    return 0 if jobs == "auto" else int(jobs)


max_bytes_option: Final = click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    metavar="N",
    default=MOST_BYTES,
    show_default=True,
    help="Refuse a file of more than N bytes.",
)


@click.command(cls=SafeCommand, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, type=click.Path(allow_dash=True, readable=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(CHOICES),
    help="What to print; text, markdown and html are for people, jsonl is one page a line, nitf one article a line."
    "  [default: what the end of the name of the output says, else text]",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="Write to the file PATH, whole or not at all, gzipped if it ends in .gz; or, if PATH is a folder or ends in /,"
    " to one file for each input in it.",
)
@click.option("--files-from", type=_List("rb"), metavar="FILE", help="Read names of inputs from FILE, one a line.")
@click.option("-0", "--null", is_flag=True, help="With --files-from: each name is ended by a NUL.")
@click.option(
    "-j",
    "--jobs",
    default="auto",
    show_default=True,
    metavar="N",
    callback=_count_jobs,
    help="Work in N processes; auto or 0 is one for each processor, where there are inputs enough for so many.",
)
@click.option("--resume", is_flag=True, help="Go on from a run that was cut short: leave out what is done.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@click.option("--spans", is_flag=True, help="With json and jsonl: where in the dump each text came from.")
@click.option("--explain", is_flag=True, help="Print what was decided and why, not the articles.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    callback=check_score,
    metavar="SCORE",
    help="Mark the articles whose score, from 0 to 1, is lower than this as doubtful.",
)
@click.option("--check", is_flag=True, help="Print what files would be changed, nothing else; exit status 1 if any.")
@click.option("--diff", is_flag=True, help="Print what would be changed as a unified diff.")
@click.option("--only", multiple=True, metavar="PASS", help="Run this pass and no others; may be repeated.")
@click.option("--without", multiple=True, metavar="PASS", help="Leave this pass out; may be repeated.")
@click.option("--list-passes", is_flag=True, help="Print the passes in their order and exit.")
@click.option(
    "--preset", type=click.Choice(list(PRESETS)), default="newspaper", show_default=True, help="Which passes to run."
)
@click.option(
    "--han-latin-spaces",
    "meetings",
    type=click.Choice(["auto", "keep", "remove"]),
    default="auto",
    show_default=True,
    help="Spaces between Chinese and digits or Latin; auto does as most of the page does.",
)
@click.option("--fold-width", is_flag=True, help="Give marks, digits and letters the width of Chinese print.")
@click.option("--convert", metavar="CONFIG", help="Convert the script by OpenCC: s2t, t2s, s2twp, …")
@click.option("--keep-going", is_flag=True, help="Leave a page as it is where a pass fails to keep it whole.")
@max_bytes_option
@click.option("--encoding", callback=check_encoding, help="Encoding of the files; found out where not given.")
@click.version_option(__version__, prog_name="layoutfix", message="%(prog)s %(version)s")
@click.pass_context
def main(
    context: click.Context,
    files: tuple[str, ...],
    form: str | None,
    output: str | None,
    files_from: BinaryIO | None,
    null: bool,
    jobs: int,
    resume: bool,
    quiet: bool,
    spans: bool,
    explain: bool,
    min_confidence: float | None,
    check: bool,
    diff: bool,
    only: tuple[str, ...],
    without: tuple[str, ...],
    list_passes: bool,
    preset: str,
    meetings: MeetingPolicy,
    fold_width: bool,
    convert: str | None,
    keep_going: bool,
    max_bytes: int,
    encoding: str | None,
) -> None:
    """Print the articles of newspaper pages, in order, from the text dumps in FILES.

    A folder stands for the *.txt and *.txt.gz in it and below it; a quoted pattern may hold *, ?, [] and **. Without
    FILES, or where one is -, standard input is read. U+000C divides the pages of a dump.

    `layoutfix report FILE` shows a dump beside its articles in one HTML file; see `layoutfix report --help`.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal need not know every character
    asked = Asked(preset, only, without, meetings, fold_width, convert, min_confidence)
    pipeline = _pipeline(asked)
    if list_passes:
        click.echo("\n".join(f"{name_of(step):<18}{_summary(step)}".rstrip() for step in pipeline))
        return
    if explain and form not in (None, "text"):
        raise click.UsageError("--explain is text; leave --format out.")
    if (check or diff) and (form not in (None, "text") or explain or output is not None):
        raise click.UsageError("--check and --diff go without --format, --explain and --output.")
    if null and files_from is None:
        raise click.UsageError("--null goes with --files-from.")
    if output == "":
        raise click.UsageError("--output has no name.")
    path = None if output == STANDARD_INPUT else output
    if resume and path is None:
        raise click.UsageError(_RESUMABLE)
    form = "explain" if explain else form or _form_of(path)
    if spans and form not in ("json", "jsonl"):
        raise click.UsageError("--spans goes with --format json or jsonl.")
    with failing_clearly(path):
        inputs = find_inputs(_names(files, files_from, null), path)
        jobs = jobs or jobs_for(len(inputs))
        pages = Work(asked, as_pages, encoding, keep_going, max_bytes)
        if check or diff:
            changes = Work(asked, as_change, encoding, keep_going, max_bytes)
            problems = compare(check, diff, changes, inputs, jobs, quiet)
        elif kept := _kept(path, form, inputs, resume):
            texts = Work(asked, Written(form, spans), encoding, keep_going, max_bytes)
            problems = fill(kept, texts, jobs, quiet)
        elif path is None and is_terminal():
            problems = show(form, spans, pages, inputs, jobs)
        else:
            problems = write(path, form, spans, pages, inputs, jobs, quiet)
    context.exit(1 if problems else 0)


def _pipeline(asked: Asked) -> Pipeline:
    if asked.only and asked.without:
        raise click.UsageError("--only and --without exclude each other.")
    try:
        return pipeline_of(asked)
    except (UnknownPassError, ValueError) as error:  # ValueError for a conversion that there is not
        raise click.UsageError(f"{error}.") from error


def _summary(step: object) -> str:
    """The first sentence of a docstring, or what stands there before a semicolon or a colon."""
    paragraph = " ".join((step.__doc__ or "").strip().partition("\n\n")[0].split())
    return re.split(r"(?<=\.) |[;:] ", paragraph, maxsplit=1)[0]


def _form_of(path: str | None) -> str:
    """The format that the end of a file's name says."""
    name = (path or "").removesuffix(".gz")
    return next((form for form in CHOICES if name.endswith(SUFFIXES[form])), "text")


def _names(files: tuple[str, ...], files_from: BinaryIO | None, null: bool) -> tuple[str, ...]:
    if files_from is not None:
        return (*files, *read_list(files_from, null))
    if not files and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("No file is named; name one, or - for standard input.")
    return files or (STANDARD_INPUT,)


def _kept(path: str | None, form: str, inputs: Sequence[Input], resume: bool) -> "Output | None":
    """The output that can be resumed, where it is such."""
    if path is not None and is_folder(path):
        from .corpus.folder import FolderOutput

        if any(found.source == STANDARD_INPUT for found in inputs):
            raise click.UsageError("Standard input has no name for a file in a folder; write it to a file.")
        return FolderOutput(path, form, inputs, resume)
    if path is not None and form == "jsonl" and (os.path.isfile(path) or not os.path.exists(path)):
        from .corpus.lines import LinesOutput

        return LinesOutput(path, inputs, resume)
    if resume:
        raise click.UsageError(_RESUMABLE)
    return None
