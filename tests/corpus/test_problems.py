"""What is told where something is wrong with an input, and that the others are done."""

import gzip
import json
import os
import re
from pathlib import Path

import pytest

import layoutfix
from commands import BROKEN, CLEAN, REPAIRED, Command, contents, listed


@pytest.mark.parametrize(("output", "failures"), [("out/", "out/failures.jsonl"), ("all.jsonl", "all.failures.jsonl")])
def test_failures_are_told_and_listed_and_the_rest_goes_on(
    command: Command, folder: Path, output: str, failures: str
) -> None:
    (folder / "dumps" / "page.txt").write_bytes(b"%PDF-1.7\n")
    (folder / "dumps" / "cut.txt.gz").write_bytes(gzip.compress(CLEAN.encode())[:30])
    done = command("dumps", "none.txt", "no*", "-o", output, "--format", "jsonl")
    told = listed(folder / failures)
    assert {name: re.split(r"[:;(]", what)[0] for name, what in told.items()} == {
        "dumps/cut.txt.gz": "is a damaged gzip archive ",
        "dumps/page.txt": "is a PDF, not a text dump",
        "none.txt": "there is no such file",
        "no*": "there is no such file, and none that this pattern names",
    }
    assert (done.status, done.output) == (1, b"")
    assert done.errors.splitlines() == [
        *(f"layoutfix: {source}: {problem}" for source, problem in told.items()),
        f"layoutfix: 4 of 7 inputs had problems: see {failures}",
    ]
    made = contents(folder / "out" / "dumps") if output == "out/" else contents(folder)
    assert sum(data.count(b"\n") for name, data in made.items() if name.endswith("l") and name != failures) == 4
    assert command("dumps/1998", "-o", output, "--format", "jsonl").status == 0
    assert not (folder / failures).exists()


def test_of_two_inputs_with_one_name_the_second_is_a_failure(command: Command, folder: Path) -> None:
    (folder / "dumps" / "clean.txt").write_text(BROKEN, encoding="utf-8")
    done = command("dumps", "-o", "out/")
    assert done.status == 1
    assert listed(folder / "out" / "failures.jsonl") == {
        "dumps/clean.txt.gz": "its output would be out/clean.txt, which is that of dumps/clean.txt;"
        " write it to another folder"
    }
    assert (folder / "out" / "clean.txt").read_text(encoding="utf-8") == REPAIRED


def test_a_fault_of_a_pass_costs_one_input(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(page: layoutfix.Page) -> layoutfix.Page:
        return page if "免费" in page.dump else page.with_(lines=page.lines[99])

    monkeypatch.setitem(layoutfix.PRESETS, "prose", layoutfix.Pipeline((stumble,)))
    done = command("dumps", "--preset", "prose", "--without", "stumble", "--format", "jsonl")
    assert done.status == 0
    done = command("dumps", "--preset", "prose", "--only", "stumble", "--format", "jsonl")
    assert done.status == 1
    assert [json.loads(line)["source"] for line in done.output.splitlines()] == [os.path.join("dumps", "broken.txt")]
    assert [line.split(" (")[0] for line in done.errors.splitlines()] == [
        "layoutfix: dumps/1998/two.txt: IndexError: tuple index out of range",
        "layoutfix: dumps/clean.txt.gz: IndexError: tuple index out of range",
    ]
    assert all(line.endswith("; please report it") for line in done.errors.splitlines())
