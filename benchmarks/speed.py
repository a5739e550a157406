"""How long a page takes in a warm process, and how long the command takes from start to end.

    python benchmarks/speed.py [FILE ...]

Without files the fixtures are timed. Prints, for each file, its size and the least and the median time of a repair
in milliseconds, each time with another last line, since the package keeps what it read last; then the median time of
the whole command on the first file.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import layoutfix

REPEATS = 15
FIXTURES = Path(__file__).parent.parent / "fixtures"


def times(action: Callable[[], object]) -> list[float]:
    """Milliseconds that each of `REPEATS` runs took, after one that is not counted."""
    action()
    spent = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        action()
        spent.append(1000 * (time.perf_counter() - start))
    return spent


def main(files: list[Path]) -> None:
    """Print the table."""
    print(f"{'page':32}{'bytes':>8}{'lines':>7}{'least ms':>10}{'median ms':>11}")
    for path in files:
        dump = path.read_text(encoding="utf-8")
        fresh = (f"{dump}\n{turn}" for turn in count())
        spent = times(lambda fresh=fresh: layoutfix.repair(next(fresh)))
        size, lines = len(dump.encode()), len(dump.splitlines())
        print(f"{path.name:32}{size:>8}{lines:>7}{min(spent):>10.1f}{statistics.median(spent):>11.1f}")
    command = [sys.executable, "-m", "layoutfix", str(files[0])]
    whole = times(lambda: subprocess.run(command, check=True, capture_output=True))
    print(f"whole command on {files[0].name}: {statistics.median(whole):.0f} ms")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted(FIXTURES.glob("*.txt")))
