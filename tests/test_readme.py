"""What the README shows is what happens."""

from pathlib import Path

import documents
import examples
from layoutfix import NEWSPAPER, fix

README = Path(__file__).parent.parent / "README.md"


def test_the_examples_run() -> None:
    result = examples.run_python(README)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_table_names_the_passes_in_their_order() -> None:
    rows = [line.split("`")[1] for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert tuple(row for row in rows if row in NEWSPAPER.names) == NEWSPAPER.names


def test_the_picture_is_what_the_command_shows() -> None:
    text = README.read_text(encoding="utf-8")
    dump, _ = documents.load("abreast")
    before, after = (part.split("```")[0] for part in text.split("```text\n")[1:3])
    assert before in dump
    assert fix(dump).startswith(after)
