"""The code blocks of a document in Markdown, run as its reader would run them.

`pycon` blocks are doctests, and the names of one page are known from one block to the next. A `sh` block is a script
that has to succeed. A `console` block shows commands after `$ `, each with what it prints; they succeed, too. Other
blocks are there to be looked at.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from doctest import DocTestParser, DocTestRunner, TestResults
from pathlib import Path
from typing import NamedTuple

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = f'layoutfix() {{ {shlex.quote(sys.executable)} -m layoutfix "$@"; }}\n'


class Block(NamedTuple):
    """A fenced block: its kind, its text and the number of its first line, from 0."""

    kind: str
    text: str
    line: int


class Shown(NamedTuple):
    """A script, and what the page shows of its output; None where it shows nothing."""

    script: str
    output: str | None


def blocks(path: Path) -> list[Block]:
    """The fenced blocks of a document, in order."""
    source = path.read_text(encoding="utf-8")
    found = _FENCED.finditer(source)
    return [Block(at[1], at[2], source.count("\n", 0, at.start(2))) for at in found]


def run_python(path: Path) -> TestResults:
    """Run the `pycon` blocks of a document, in one namespace; what fails is printed with its line."""
    lines: list[str] = []
    for block in blocks(path):
        if block.kind == "pycon":
            lines += [""] * (block.line - len(lines)) + block.text.splitlines()
    test = DocTestParser().get_doctest("\n".join(lines) + "\n", {}, path.name, str(path), 0)
    return DocTestRunner(verbose=False).run(test)


def scripts(path: Path) -> Iterator[Shown]:
    """The scripts of the `sh` blocks of a document and the commands of its `console` blocks, in order.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     page = Path(folder, "page.md")
    ...     _ = page.write_text("```console\\n$ echo 栈道\\n栈道\\n$ true\\n```\\n", encoding="utf-8")
    ...     [tuple(shown) for shown in scripts(page)]
    [('echo 栈道', '栈道\\n'), ('true', '')]
    """
    for block in blocks(path):
        if block.kind == "sh":
            yield Shown(block.text, None)
        elif block.kind == "console":
            for command in block.text.removeprefix("$ ").split("\n$ "):
                script, _, output = command.partition("\n")
                yield Shown(script, output and output.removesuffix("\n") + "\n")


def run_script(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in a folder by bash; `layoutfix` is that of this interpreter, and errors stand among the output."""
    return subprocess.run(
        ["bash", "-ec", _COMMAND + script],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
    )
