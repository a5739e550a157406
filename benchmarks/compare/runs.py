"""Runs in processes of their own: one that stays and does pages as it is told, and whole processes."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).parent.parent.parent


def environment() -> dict[str, str]:
    """The environment of every process that is measured: one thread, and modules compiled once, as where installed."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | threads


def worker_command(name: str, dumps: str, folder: str) -> list[str]:
    """The process that does the work of a contender."""
    return [sys.executable, "-m", "benchmarks.compare.worker", name, dumps, folder]


class Worker:
    """A process that has loaded a contender and waits; `loaded` and `peak` are MB."""

    def __init__(self, name: str, dumps: str, folder: str) -> None:
        command = worker_command(name, dumps, folder)
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment())
        self.peak = self.loaded = self._answer()["loaded"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, turn: int) -> float:
        """Seconds that all pages take, which are others at every turn."""
        assert self._process.stdin is not None
        print(turn, file=self._process.stdin, flush=True)
        answer = self._answer()
        self.peak = answer["peak"]
        return answer["seconds"]

    def _answer(self) -> dict[str, float]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"it ended without an answer: {' '.join(map(str, self._process.args))}")
        answer: dict[str, float] = json.loads(line)
        return answer


def time_process(command: Sequence[str]) -> float:
    """Seconds that a process takes from start to end."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment())
    return time.perf_counter() - start
