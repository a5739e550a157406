"""Search for inputs that break a law: python -m fuzz --minutes 10 [--target NAME]."""

import argparse
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

from .grammar import seeds
from .targets import TARGETS

FOLDER = Path("build/fuzz")


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
    corpus, findings = folder / "corpus", folder / "findings"
    for each in (corpus, findings):
        each.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"fixture-{number}").write_bytes(seed)
    for old in findings.iterdir():  # tried again, and found again if nothing has changed
        old.unlink() if old.suffix else old.rename(corpus / old.name)
    command = [sys.executable, "-m", "fuzz.guided", target, str(seconds), str(folder)]
    with open(folder / "log", "wb") as log:
        status = subprocess.run(command, stdout=log, stderr=log, check=False).returncode
    runs = re.search(r"number_of_executed_units: (\d+)", (folder / "log").read_text(encoding="utf-8", errors="replace"))
    found = [path for path in findings.iterdir() if path.suffix != ".txt"]
    if runs is None or (status and not found):
        raise SystemExit(f"{target}: the search ended with status {status}; {folder / 'log'} says why")
    where = f" in {findings}" if found else ""
    print(f"{target:<10}{runs[1]:>8} runs{len(found):>4} findings{where}", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
