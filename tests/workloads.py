"""Functions that a test gives to processes of its own; these import them by name from here."""

import os
import signal
import time
from multiprocessing.connection import Connection


def double(number: int) -> int:
    """Twice the number."""
    return 2 * number


def double_late(number: int) -> int:
    """Twice the number, the later the earlier its place."""
    time.sleep(0.05 if number % 4 == 0 else 0)
    return 2 * number


def double_unless_killed(number: int) -> int:
    """Twice the number; a process that is given a multiple of five kills itself, or leaves for one of seven."""
    if number % 5 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 7 == 0:
        os._exit(7)
    return 2 * number


def megabyte(number: int) -> bytes:
    """More than a pipe holds; where the number is 3, the process dies when it has handed over half of it."""
    if number == 3:
        send = Connection._send

        def send_half(self: Connection, data: bytes) -> None:
            send(self, data if len(data) < 100 else data[: len(data) // 2])
            if len(data) >= 100:
                os.kill(os.getpid(), signal.SIGKILL)

        Connection._send = send_half
    return bytes(1_000_000)


def threads(_: int) -> list[str | None]:
    """How many threads numpy's libraries are told to take."""
    return [os.environ.get(name) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")]
