"""Search for inputs that break a law: python -m fuzz --minutes 10 [--target NAME]."""

import argparse
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

from .grammar import seeds
from .targets import TARGETS

FOLDER: Final = Path("build/fuzz")


class Phase(NamedTuple):
    """A part of a search: the corpus that it begins with, bytes of its longest input, its share of the time."""

    corpus: str
    longest: int
    share: float


PHASES: Final = (Phase("short", 48, 0.25), Phase("seeded", 600, 0.75))
"""Beginnings of fixtures reach most of the code at once, and hide from the search what only short inputs show."""


def main() -> int:
    """Give each target its share of the time, say what it found; 1 if that is anything."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Search for inputs that break a law.")
    parser.add_argument("--minutes", type=float, default=10, help="time for all targets together; 10 unless told")
    parser.add_argument("--target", choices=TARGETS, help="search this one alone")
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not installed: pip install 'layoutfix[fuzz]'")
    targets = [options.target] if options.target else list(TARGETS)
    found = [search(target, round(60 * options.minutes / len(targets))) for target in targets]
    return int(any(found))


def search(target: str, seconds: int) -> int:
    """Search a target for so long and print a line about it; the number of findings."""
    folder = FOLDER / target
    findings = folder / "findings"
    for each in (findings, *(folder / phase.corpus for phase in PHASES)):
        each.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (folder / "seeded" / f"fixture-{number}").write_bytes(seed)
    for old in findings.iterdir():  # tried again, and found again if nothing has changed
        old.unlink() if old.suffix else old.rename(folder / "seeded" / old.name)
    runs = sum(_run(target, phase, round(phase.share * seconds), folder) for phase in PHASES)
    found = [path for path in findings.iterdir() if path.suffix != ".txt"]
    where = f" in {findings}" if found else ""
    print(f"{target:<10}{runs:>8} runs{len(found):>4} findings{where}", flush=True)
    return len(found)


def _run(target: str, phase: Phase, seconds: int, folder: Path) -> int:
    """One phase of a search in a process of its own; the number of inputs that it tried."""
    corpus, findings = folder / phase.corpus, folder / "findings"
    arguments = (target, seconds, phase.longest, corpus, findings)
    command = [sys.executable, "-m", "fuzz.guided", *map(str, arguments)]
    path = folder / f"{phase.corpus}.log"
    with open(path, "wb") as log:
        status = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
    runs = re.search(r"number_of_executed_units: (\d+)", path.read_text(encoding="utf-8", errors="replace"))
    if runs is None or (status and not any(findings.iterdir())):
        raise SystemExit(f"{target}: the search ended with status {status}; {path} says why")
    return int(runs[1])


if __name__ == "__main__":
    sys.exit(main())
