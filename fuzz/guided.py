"""One target searched by atheris, which keeps the inputs that reach code no other has reached and changes them.

    python -m fuzz.guided TARGET SECONDS LONGEST CORPUS FINDINGS

Inputs have at most LONGEST bytes. The folder CORPUS holds those to begin with and gets those worth keeping; FINDINGS
gets each input that failed, the shortest of those that failed in one place, and beside it `.txt`, how.
"""

import hashlib
import sys
import traceback
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["layoutfix"]):
    from .targets import TARGETS

SLOWEST: Final = 60
"""Seconds after which an input counts as a finding."""


def main(target: str, seconds: str, longest: str, corpus: str, findings: str) -> None:
    """Search for so long; does not return."""

    def try_one(data: bytes) -> None:
        try:
            TARGETS[target](data)
        except Exception as error:
            keep(Path(findings), data, error)

    options = (f"-max_total_time={seconds}", f"-max_len={longest}", "-len_control=0", f"-timeout={SLOWEST}")
    kept = (f"-artifact_prefix={findings}/", "-print_final_stats=1", corpus)
    atheris.Setup([sys.argv[0], *options, *kept], try_one)
    atheris.Fuzz()


def keep(findings: Path, data: bytes, error: Exception) -> None:
    """Write down an input that failed, unless there is a shorter one that failed in the same place."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} {Path(place.filename).name}:{place.lineno}"
    path = findings / hashlib.sha256(where.encode()).hexdigest()[:12]
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)
        report = "".join(traceback.format_exception(error))
        path.with_suffix(".txt").write_text(report, encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main(*sys.argv[1:])
