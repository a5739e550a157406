"""How time grows with the input: measured twice, so that it holds on any machine."""

import time
from collections.abc import Callable

TIMES = 4
"""The larger input holds so many times the smaller one. What grows with the square takes 16 times as long."""
MOST = 9.0
RUNS = 3


def least_time(action: Callable[[], object]) -> float:
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        action()
        spent.append(time.process_time() - start)
    return min(spent)


def grows_in_proportion(make: Callable[[int], Callable[[], object]], size: int) -> None:
    """Asserts that what `make` gives for a size takes no more than `MOST` times as long for `TIMES` the size."""
    short, long = (least_time(make(n)) for n in (size, TIMES * size))
    assert long < MOST * max(short, 0.002), f"{short:.3f} s for {size}, {long:.3f} s for {TIMES * size}"
