"""The command that times the engines."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[2] / "benchmarks" / "engines.py"


def times(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROGRAM), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True)


@pytest.mark.engines
def test_an_engine_is_a_row_of_the_table() -> None:
    head, row = times("datasets", "--dumps", "40", "--rounds", "1").stdout.splitlines()
    assert head.split() == ["engine", "dumps/s", "plain/s", "ratio"]
    name, own, plain, ratio = row.split()
    assert name == "datasets"
    assert float(own) > 0 and float(plain) > 0
    assert float(ratio) == pytest.approx(float(own) / float(plain), abs=0.05)
