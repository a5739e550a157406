"""Runs a function over many items in processes of its own: results in order, few at a time, and no end to the run where
a process dies."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import product
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD: Final = 2
"""Items that a process is given at a time: one to work on, one to go on with."""
WINDOW: Final = 128
"""Items for each process that may be done before the one whose turn it is."""
THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""How many threads numpy's libraries take, which they ask once, when they are loaded: processes take one each."""

_CONTEXT: Final = get_context("spawn")


def in_order(
    work: Callable[[T], R], items: Iterable[T], jobs: int, lost: Callable[[T, str], R]
) -> Generator[R, None, None]:
    """The results of `work` for the items, in their order, by as many processes as `jobs` says.

    Items are taken as they are needed, and `AHEAD` and `WINDOW` bound how many are under way. `work`, items and results
    have to be such as pickle can carry, and items so small that a pipe holds them. Where a process dies, the result for
    the item that it had is what `lost` makes of the item and of a word on how the process ended; the other items go to
    another process.
    """
    run = _Run(work, items, jobs, lost)
    try:
        yield from run.results()
    finally:
        run.end()


class _Worker(Generic[T, R]):
    """A process, and the items that it was given and has not given back, each with its number."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self.given: deque[tuple[int, T]] = deque()
        self.connection, other = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(other, work), daemon=True)
        with _as_processes_start():
            self._process.start()
        other.close()

    def give(self, at: int, item: T) -> None:
        self.given.append((at, item))
        with suppress(OSError):  # it has died, as will be found out when its results are waited for
            self.connection.send(item)

    def end(self, patience: float = 0.0) -> str:
        """End the process, after so many seconds in which it may end by itself; says how it did."""
        self.connection.close()
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit status {code}"


class _Run(Generic[T, R]):
    """One run: what is to be done, what is under way, and what is done and waits for its turn."""

    def __init__(self, work: Callable[[T], R], items: Iterable[T], jobs: int, lost: Callable[[T, str], R]) -> None:
        self._work, self._jobs, self._lost = work, jobs, lost
        self._items = enumerate(items)
        self._again: deque[tuple[int, T]] = deque()
        self._workers: list[_Worker[T, R]] = []
        self._done: dict[int, R] = {}
        self._taken = self._turn = 0

    def results(self) -> Iterator[R]:
        while self._feed():
            self._collect()
            while self._turn in self._done:
                yield self._done.pop(self._turn)
                self._turn += 1

    def end(self) -> None:
        for worker in self._workers:
            worker.end()

    def _feed(self) -> bool:
        """Give out items, one to each process and then a second; False once all is done."""
        for depth, slot in product(range(AHEAD), range(self._jobs)):
            if slot < len(self._workers) and len(self._workers[slot].given) > depth:
                continue
            numbered = self._next()
            if numbered is None:
                break
            if slot == len(self._workers):
                self._workers.append(_Worker(self._work))
            self._workers[slot].give(*numbered)
        return any(worker.given for worker in self._workers)

    def _next(self) -> tuple[int, T] | None:
        if self._again:
            return self._again.popleft()
        if self._taken == self._turn + WINDOW * self._jobs:
            return None
        numbered = next(self._items, None)
        self._taken += numbered is not None
        return numbered

    def _collect(self) -> None:
        """Wait for results, or for the end of a process."""
        workers = {worker.connection: worker for worker in self._workers}
        for connection in wait(list(workers)):
            worker = workers[connection]  # type: ignore[index]
            try:
                result = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
            else:
                self._done[worker.given.popleft()[0]] = result

    def _bury(self, worker: _Worker[T, R]) -> None:
        self._workers.remove(worker)
        how = worker.end(patience=10)
        if worker.given:
            at, item = worker.given.popleft()
            self._done[at] = self._lost(item, how)
        self._again.extend(worker.given)


def _serve(connection: "Connection[R, T]", work: Callable[[T], R]) -> None:
    """What a process does until the other end is closed, or is gone.

    What was loaded lives as long as the process: the collector leaves it alone.
    """
    gc.freeze()
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        result = work(item)
        try:
            connection.send(result)
        except OSError:
            return


@contextmanager
def _as_processes_start() -> Iterator[None]:
    """What a process takes over from this one when it starts: one thread for numpy, and no ear for an interrupt, which
    is this one's to answer."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
