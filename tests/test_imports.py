"""What the package and its command load, and what they leave until it is needed."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import layoutfix

PROGRAM = """
import sys
sys.stdin.reconfigure(encoding="utf-8")
{}
print(" ".join(sys.modules))
"""
COMMAND = """import io
sys.argv = ["layoutfix", "--format", "jsonl"]
import layoutfix.cli
sys.stdout, real = open("/dev/null", "w"), sys.stdout
try:
    layoutfix.cli.main()
except SystemExit:
    sys.stdout = real
"""


@cache
def loaded(statement: str) -> frozenset[str]:
    """Modules that a fresh interpreter holds after the statement."""
    program = PROGRAM.format(statement)
    done = subprocess.run([sys.executable, "-c", program], input="甲", capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


def test_importing_the_package_loads_no_library_of_the_command() -> None:
    assert not {"click", "rich", "opencc", "charset_normalizer"} & loaded("import layoutfix")


def test_the_command_loads_some_only_when_needed() -> None:
    modules = loaded(COMMAND)
    assert "click" in modules
    assert not {"rich", "charset_normalizer", "xml", "hashlib", "multiprocessing"} & modules


def test_a_page_is_repaired_without_masked_arrays_and_archives() -> None:
    modules = loaded(COMMAND) - loaded("import numpy")
    assert "layoutfix.evidence.weights" in modules
    assert not {"numpy.ma", "zipfile"} & modules


@pytest.mark.parametrize("folder", ["passes", "evidence"])
def test_the_heart_knows_nothing_of_reading_and_writing(folder: str) -> None:
    sources = list((Path(layoutfix.__file__).parent / folder).glob("*.py"))
    assert len(sources) > 10
    outside = re.compile(r"^\s*(?:from \.\.(?:io|corpus|report|cli|integrations)|import layoutfix)", re.MULTILINE)
    assert not [source.name for source in sources if outside.search(source.read_text(encoding="utf-8"))]
