"""How time grows with the input: measured twice, so that it holds on any machine."""

import gc
import time
from collections.abc import Callable

TIMES = 4
"""The larger input holds so many times the smaller one. What grows with the square takes 16 times as long."""
MOST = 9.0
ROUNDS = 12
"""A busy machine only ever adds to a time, so the least times of all rounds count; rounds end when these agree."""


def time_of(action: Callable[[], object]) -> float:
    """The time that it takes, but for looks through all that other tests have left in memory."""
    gc.disable()
    try:
        start = time.process_time()
        action()
        return time.process_time() - start
    finally:
        gc.enable()


def grows_in_proportion(make: Callable[[int], Callable[[], object]], size: int) -> None:
    """Asserts that what `make` gives for a size takes no more than `MOST` times as long for `TIMES` the size."""
    actions = [make(n) for n in (size, TIMES * size)]
    short = long = float("inf")
    for _ in range(ROUNDS):
        short, long = (min(least, time_of(action)) for least, action in zip((short, long), actions, strict=True))
        if long < MOST * max(short, 0.002):
            return
    raise AssertionError(f"{short:.3f} s for {size}, {long:.3f} s for {TIMES * size}")
