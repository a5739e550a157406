"""Cases as data, in files sorted by trust: what must change and into what, what must not, what is not right yet.

A case begins with a line `=== preset: what it is about`, or `=== what it is about` where it holds under every preset;
the dump follows, and after a line `--- becomes` the text that it must become, or else nothing may change.
"""

import re
from pathlib import Path
from typing import Final

import pytest

from layoutfix import PRESETS, apply, edits, fix, revert

FOLDER: Final = Path(__file__).parent / "cases"
README: Final = Path(__file__).parent.parent / "README.md"
BECOMES: Final = "--- becomes\n"


def cases(name: str) -> dict[str, str]:
    """The cases of a file by their first lines."""
    text = (FOLDER / f"{name}.txt").read_bytes().decode()
    parts = re.split(r"^=== (.*)\n", text, flags=re.MULTILINE)[1:]
    found = dict(zip(parts[::2], parts[1::2], strict=True))
    assert 2 * len(found) == len(parts), "two cases of one name"
    return found


WILD = cases("in_the_wild")
NEGATIVE = cases("negative")
KNOWN_FAILURES = cases("known_failures")


def check_change(name: str, case: str) -> None:
    dump, expected = case.split(BECOMES)
    pipeline = PRESETS[name.partition(":")[0]]
    assert fix(dump, pipeline) == expected
    assert fix(expected, pipeline) == expected
    made = edits(dump, pipeline)
    assert apply(made, dump) == expected
    assert revert(made, expected) == dump


@pytest.mark.parametrize("name", WILD)
def test_in_the_wild(name: str) -> None:
    check_change(name, WILD[name])


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", NEGATIVE)
def test_negative(name: str, preset: str) -> None:
    dump = NEGATIVE[name]
    assert fix(dump, PRESETS[preset]) == dump
    assert fix(dump.replace("\n", "\r\n"), PRESETS[preset]) == dump.replace("\n", "\r\n")
    assert edits(dump, PRESETS[preset]) == ()


@pytest.mark.parametrize("name", KNOWN_FAILURES)
@pytest.mark.xfail(strict=True)
def test_known_failures(name: str) -> None:
    check_change(name, KNOWN_FAILURES[name])


def test_there_are_as_many_as_the_readme_says() -> None:
    (number,) = re.findall(r"negative\.txt` holds (\d+) such texts", README.read_text(encoding="utf-8"))
    assert len(NEGATIVE) == int(number)
    assert len(WILD) >= 60
