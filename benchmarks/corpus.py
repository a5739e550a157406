"""Many dumps through the command: how fast with one process and with two, whether memory stays flat, and whether a run
that is killed and resumed gives the same bytes.

    python benchmarks/corpus.py [N] [--jobs JOBS]

N dumps (20,000 unless said otherwise) are made from the fixtures in a temporary folder. Prints throughput and speedup;
for each process the most memory (RSS) that it held early, between a tenth and three tenths of the run, and late, in its
last fifth; and what became of the run that was killed. Exit status 1 where the speedup is below `LEAST_SPEEDUP`, memory
grew by more than `MOST_GROWTH`, or any output differs. Memory is read from /proc. All runs have numpy take one thread a
process: more gain nothing on pages of this size and, where the machine is busy, take much time waiting for each other.
"""

import argparse
import filecmp
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

FIXTURES: Final = Path(__file__).parent.parent / "fixtures"
LEAST_SPEEDUP: Final = 1.8
MOST_GROWTH: Final = 0.1
EARLY: Final = (0.1, 0.3)
LATE: Final = (0.8, 1.0)
STEP: Final = 0.25
"""Seconds between two looks at the memory."""
PAGE_SIZE: Final = os.sysconf("SC_PAGE_SIZE")


class Ran(NamedTuple):
    """Seconds that a run took, and the memory of each of its processes in megabytes over time."""

    seconds: float
    memory: dict[str, list[tuple[float, float]]]


def make_dumps(folder: Path, count: int) -> None:
    """Copies of the fixtures in turn, a thousand a folder."""
    dumps = [path.read_bytes() for path in sorted(FIXTURES.glob("*.txt"))]
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dumps[number % len(dumps)])


def start(folder: Path, output: str, jobs: int, *options: str, errors: int | None = None) -> subprocess.Popen[bytes]:
    """The command over all dumps; its standard error goes to `errors`, or to that of this program."""
    command = [sys.executable, "-m", "layoutfix", "dumps", "-o", output, "--jobs", str(jobs), *options]
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(command, cwd=folder, env={**os.environ, **threads}, stderr=errors)


def watch(process: subprocess.Popen[bytes]) -> Ran:
    """Wait for the command and look at its memory meanwhile."""
    begun = time.monotonic()
    memory: dict[str, list[tuple[float, float]]] = defaultdict(list)
    while process.poll() is None:
        for name, megabytes in sizes(process.pid):
            memory[name].append((time.monotonic() - begun, megabytes))
        time.sleep(STEP)
    if process.returncode:
        sys.exit(f"the command failed with status {process.returncode}")
    return Ran(time.monotonic() - begun, memory)


def sizes(pid: int) -> Iterator[tuple[str, float]]:
    """The memory of the command and of the processes that it started to work, in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    with suppress(OSError):  # it has ended since
        for name in (str(pid), *children.read_text(encoding="ascii").split()):
            if name == str(pid) or b"spawn_main" in Path(f"/proc/{name}/cmdline").read_bytes():
                resident = Path(f"/proc/{name}/statm").read_text(encoding="ascii").split()[1]
                yield name, int(resident) * PAGE_SIZE / 1e6


def growth(ran: Ran) -> float:
    """Print the memory of each process early and late; the most that one grew, as a share."""
    most = 0.0
    for name, samples in ran.memory.items():
        early, late = (
            max((size for at, size in samples if low <= at / ran.seconds <= high), default=0.0)
            for low, high in (EARLY, LATE)
        )
        print(f"    process {name}: {early:.1f} MB early, {late:.1f} MB late")
        most = max(most, late / early - 1 if early else 0.0)
    return most


def killed_and_resumed(folder: Path, output: str, jobs: int, seconds: float) -> int:
    """Kill the run after some part of these seconds, resume and kill it again, and let a third one come to its end; how
    many pages there were when that began."""
    for options in ((), ("--resume",)):
        # A process that has just been started complains where the one that started it is gone.
        process = start(folder, output, jobs, *options, errors=subprocess.DEVNULL)
        time.sleep(random.uniform(0.1, 0.4) * seconds)
        process.kill()
        process.wait()
    part = folder / f"{output}.part"
    done = part.read_bytes().count(b"\n") if part.exists() else 0
    watch(start(folder, output, jobs, "--resume"))
    return done


def main() -> int:
    """Print the table; the exit status."""
    parser = argparse.ArgumentParser(description="Many dumps: speed, memory, and a run that is killed and resumed.")
    parser.add_argument("count", nargs="?", type=int, default=20_000, metavar="N")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        make_dumps(folder / "dumps", options.count)
        runs, grown = {}, 0.0
        for jobs in (1, options.jobs):
            runs[jobs] = watch(start(folder, f"{jobs}.jsonl", jobs))
            print(f"--jobs {jobs}: {runs[jobs].seconds:.1f} s, {options.count / runs[jobs].seconds:.1f} dumps a second")
            grown = max(grown, growth(runs[jobs]))
        speedup = runs[1].seconds / runs[options.jobs].seconds
        done = killed_and_resumed(folder, "killed.jsonl", options.jobs, runs[options.jobs].seconds)
        same = [
            filecmp.cmp(folder / "1.jsonl", folder / other, shallow=False)
            for other in (f"{options.jobs}.jsonl", "killed.jsonl")
        ]
    print(f"speedup {speedup:.2f} (at least {LEAST_SPEEDUP})")
    print(f"memory grew by {grown:.1%} at most (no more than {MOST_GROWTH:.0%})")
    print(f"--jobs {options.jobs} gives {'the same' if same[0] else 'OTHER'} bytes as --jobs 1")
    print(f"killed twice, resumed at {done} pages: {'the same' if same[1] else 'OTHER'} bytes")
    return int(speedup < LEAST_SPEEDUP or grown > MOST_GROWTH or not all(same))


if __name__ == "__main__":
    sys.exit(main())
