"""What is tried: each target takes any bytes, and raises where a law is broken or something fails that may not."""

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from io import BytesIO, StringIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Final
from unittest.mock import patch

import click

from layoutfix import PRESETS, EditError, InputError, Pipeline, apply, edits, fix, pages
from layoutfix.cli import main
from layoutfix.io.read_file import MOST_NULS, read_dump
from layoutfix.io.read_text import is_canonical, read_page, split_pages
from layoutfix.io.write_pages import FORMATS, write_pages
from layoutfix.passes.convert_script import convert_script
from layoutfix.passes.fold_width import fold_width
from layoutfix.passes.mark_doubtful import mark_doubtful
from layoutfix.pipeline import Pass

from . import laws
from .grammar import dump_of

ENCODINGS: Final = (
    None, "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-7", "gb18030", "gbk", "hz", "big5", "big5hkscs",
    "shift_jis", "iso2022_jp", "euc_kr", "latin-1", "ascii", "cp1252", "punycode", "idna", "unicode_escape",
    "raw_unicode_escape", "base64", "rot13", "no such",
)  # fmt: skip
OPTIONS: Final = (
    ("--format", "json"), ("--format", "jsonl"), ("--format", "markdown"), ("--spans",), ("--explain",), ("--check",),
    ("--diff",), ("--preset", "prose"), ("--preset", "characters"), ("--keep-going",), ("--fold-width",),
    ("--convert", "t2s"), ("--convert", "none"), ("--min-confidence", "0.9"), ("--only", "join-lines"),
    ("--without", "order-lines"), ("--han-latin-spaces", "remove"), ("--han-latin-spaces", "keep"),
    ("--encoding", "gb18030"), ("--encoding", "utf-7"), ("-o", "-"),
)  # fmt: skip
FILES: Final = ("-", "page.txt", "missing.txt", ".", "page.txt/none", "\udcff", "\x1b[31m\n", "")

_MOVING: Final = frozenset({"cut-columns", "cut-titles", "order-lines", "join-lines", "unwrap-lines"})
_COMPLAINT: Final = re.compile(r"layoutfix: .+|would change .+: \d+ edits")


def reader(data: bytes) -> None:
    """Bytes as a file of any encoding: a dump whose pages are read whole, or one clear line."""
    encoding, data = ENCODINGS[data[0] % len(ENCODINGS)] if data else None, data[1:]
    with patch("sys.stdin", TextIOWrapper(BytesIO(data))):
        try:
            dump = read_dump("-", encoding)
        except InputError as error:
            assert re.fullmatch("standard input: .+", str(error)), error
            return
    with _noting(dump):
        assert dump.strip()
        assert dump.count("\0") <= MOST_NULS * len(dump)
        assert fix(dump, Pipeline()) == dump
        for number, part in enumerate(split_pages(dump), 1):
            page = read_page(part, number)
            laws.check_conservation(page)
            laws.check_provenance(page)
            assert page.untouched == is_canonical(part)
            assert all(line.text.value == part[line.text.start :][: len(line.text)] for line in page.lines)


def passes(data: bytes) -> None:
    """Each pass of a preset and each that is asked for, alone and after those before it."""
    preset, data = _choose(PRESETS, data)
    with _noting(dump := dump_of(data)):
        laws.check_passes(dump, Pipeline((*PRESETS[preset], mark_doubtful(0.5), fold_width)))
        for page in pages(dump, Pipeline((*PRESETS[preset], _convert()))):
            laws.check_provenance(page)


def pipeline(data: bytes) -> None:
    """A dump under every preset, and written in every format."""
    with _noting(dump := dump_of(data)):
        for name, preset in PRESETS.items():
            repaired = list(pages(dump, preset))
            for page in repaired:
                laws.check_conservation(page, laws.DROPPED[name])
                laws.check_provenance(page)
                if name == "newspaper":
                    laws.check_parts(page)
            _check_stability(dump, preset)
            for form in FORMATS:
                _check_form(form, "".join(write_pages([("page.txt", page) for page in repaired], form, spans=True)))


def replay(data: bytes) -> None:
    """Edits of any part of a preset made, undone, and made to another text."""
    preset, data = _choose(PRESETS, data)
    whole = PRESETS[preset]
    left_out = int.from_bytes(data[:2])
    part = whole.without(*(name for at, name in enumerate(whole.names) if left_out >> at & 1))
    with _noting(dump := dump_of(data[2:])):
        laws.check_edits(dump, part)
        _check_stability(dump, part)
        try:
            apply(edits(dump, part), dump[1:])
        except EditError as error:
            assert "belong to another text" in str(error)


def command(data: bytes) -> None:
    """The command with some options and files, over bytes or a dump: output that is whole, or a clear line."""
    chosen = [OPTIONS[code] for code in data[:3] if code < len(OPTIONS)]
    names = [FILES[code] for code in data[3:6] if code < len(FILES)]
    content = data[7:] if data[6:7] < b"\x40" else dump_of(data[7:]).encode("utf-8", "ignore")
    with _noting((chosen, names, content)), tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.txt").write_bytes(content)
        files = (name if name in ("-", "") else f"{folder}/{name}" for name in names)
        try:
            status, output, errors = _run([*chain(*chosen), "--", *files], content)
        except click.ClickException as error:
            assert error.exit_code == 2
            return
        complaints = errors.splitlines()
        assert status == int(bool(complaints)), (status, errors)
        assert all(map(_COMPLAINT.fullmatch, complaints)), errors
        assert "please report it" not in errors, errors
        if output:
            _check_form(next((option[1] for option in reversed(chosen) if option[0] == "--format"), "text"), output)


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "reader": reader, "passes": passes, "pipeline": pipeline, "edits": replay, "command": command,
}  # fmt: skip


def _check_stability(dump: str, pipeline: Pipeline) -> None:
    """Nothing is left for a second run but spaces that only a joined line, or a row as it was written, shows false.

    A part of a preset that moves lines and does not join them is let off: lines in the order of their articles are no
    page that could be known again.
    """
    if "order-lines" in pipeline.names and "join-lines" not in pipeline.names:
        return
    if _MOVING.isdisjoint(pipeline.names) or "close-spaces" not in pipeline.names:
        laws.check_idempotence(dump, pipeline)
        return
    laws.check_idempotence(dump, pipeline.without("close-spaces"))
    laws.check_settling(dump, pipeline)


def _check_form(form: str, output: str) -> None:
    if form == "json":
        json.loads(output)
    elif form == "jsonl":
        assert all(json.loads(line) for line in output.removesuffix("\n").split("\n"))


def _run(arguments: list[str], data: bytes) -> tuple[int, str, str]:
    """Status, standard output and standard error of the command, run in this process."""
    errors = StringIO()
    with tempfile.TemporaryFile() as file, redirect_stdout(TextIOWrapper(file, "utf-8")), redirect_stderr(errors):
        with patch("sys.stdin", TextIOWrapper(BytesIO(data))):
            status = main(arguments, "layoutfix", standalone_mode=False)
        sys.stdout.flush()
        file.seek(0)
        return status or 0, file.read().decode(), errors.getvalue()


@cache
def _convert() -> Pass:
    return convert_script("s2twp")


def _choose(names: dict[str, Pipeline], data: bytes) -> tuple[str, bytes]:
    """One of the names, chosen by the first byte, and the bytes after it."""
    return list(names)[data[0] % len(names) if data else 0], data[1:]


@contextmanager
def _noting(value: object) -> Iterator[None]:
    """Whatever fails inside is told with the value that it failed for."""
    try:
        yield
    except Exception as error:
        error.add_note(f"for {value!r}")
        raise
