"""How time and memory grow with the input, for inputs that are made to be hard.

    python benchmarks/growth.py [--largest 10MB] [CASE ...]

Repairs each of `CASES` at 10 KB, 100 KB and 1 MB, and at 10 MB where that is the largest, with the presets newspaper
and prose, a process for each run. Prints the seconds of processor time of each run, the exponent of growth that
the sizes from 100 KB on show (1: in proportion to the input), the peak memory of the process at the largest size, and
how many times the input that is beyond `BASE`, which the program and its weights take by themselves. A run is given up
after `LONGEST` seconds.
"""

import argparse
import math
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, TypeAlias

import layoutfix

SIZES: Final = {"10KB": 10_000, "100KB": 100_000, "1MB": 1_000_000, "10MB": 10_000_000}
FITTED_FROM: Final = 100_000
BASE: Final = 60.0
"""Megabytes."""
LONGEST: Final = 600.0
PRESETS: Final = ("newspaper", "prose")
FIXTURES: Final = Path(__file__).parent.parent / "fixtures"
SENTENCE: Final = "城东湖边的木栈道将在本月底完工，全长四公里，沿途有十二座桥和六个观景台。"

Figures: TypeAlias = tuple[float, float]
"""Seconds of processor time, and the peak memory of the process in megabytes."""


def _again(unit: str) -> Callable[[int], str]:
    """A text of about so many bytes of UTF-8 that says one thing over and over."""
    return lambda size: unit * (size // len(unit.encode()) + 1)


def _nested(opening: str, inside: str, closing: str) -> Callable[[int], str]:
    """Brackets in brackets, as deep as the size allows."""

    def text(size: int) -> str:
        depth = size // len((opening + inside + closing).encode()) + 1
        return (opening + inside) * depth + closing * depth

    return text


def _columns(count: int, measure: int, gutter: str) -> str:
    """Two hundred rows of columns side by side, each of its own sentences."""
    running = islice(cycle(SENTENCE[7:] + SENTENCE + SENTENCE[15:]), 200 * count * measure)
    lines = iter(lambda: "".join(islice(running, measure)), "")
    return "".join(gutter.join(islice(lines, count)) + "\n" for _ in range(200))


def _numbered(unit: str) -> Callable[[int], str]:
    """Like `_again`, with a number in each unit, so that no two are alike."""

    def text(size: int) -> str:
        count = size // len(unit.replace("{}", "100000").encode()) + 1
        return "".join(unit.replace("{}", str(number)) for number in range(count))

    return text


def _pages(end: str) -> Callable[[int], str]:
    """The fixtures one after the other, each ended by `end`, the last one cut off."""
    fixtures = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]

    def text(size: int) -> str:
        endless = (page + end for page in cycle(fixtures))
        pages = list(islice(endless, 2 * size // len(fixtures[0].encode()) + 1))
        return "".join(pages).encode()[:size].decode(errors="ignore")

    return text


CASES: Final[dict[str, Callable[[int], str]]] = {
    "one line of Han": _again("城东湖边的木栈道将在本月底完工"),
    "one line of sentences": _again(SENTENCE),
    "blank lines": _again("\n"),
    "spaces": _again(" "),
    "a line of spaced Han": _again("湖 边 栈 道 "),
    "a line of spaced letters": _again("l e t t e r s "),
    "lines of one character": _again("湖\n边\n栈\n道\n。\n"),
    "lines of one character, blank lines": _again("湖\n\n边\n\n栈\n\n道\n\n。\n\n"),
    "two columns": _again(_columns(2, 17, "  ")),
    "six columns": _again(_columns(6, 9, "  ")),
    "six columns woven": _again(_columns(6, 9, "\n")),
    "six columns woven, blank lines": _again(_columns(6, 9, "\n\n")),
    "brackets in one line": _nested("（", "", "）"),
    "brackets over lines": _nested("（栈道\n", "", "完工）\n"),
    "open credits": _numbered("（记者 王第{}\n\n木栈道的第{}段\n\n"),
    "headlines": _numbered("湖边栈道第{}段完工\n\n"),
    "headlines and credits": _numbered("湖边栈道第{}段完工\n\n（记者 沈若水）\n\n"),
    "captions": _numbered("图为湖边栈道第{}段。沈若水 摄\n\n"),
    "rows of 1,000 columns": _again("  ".join(["栈道", "完工了。", "十二座桥"] * 333) + "\n"),
    "rows of very many columns": lambda size: "\n".join(["  ".join(["栈道", "完工了。"] * (size // 108))] * 6),
    "rows of 1,000 lone characters": _again(" ".join(islice(cycle(SENTENCE), 1000)) + "\n"),
    "tables": _numbered("站名 水位 流量 {}\n"),
    "pages in one": _pages("\n"),
    "pages": _pages("\f"),
    "jump lines": _numbered("第1版\n\n湖边栈道完工\n\n　　栈道第{}段今天开放。（下转第1版）（上接第1版）\f"),
    "quotes": _again("“‘"),
    "straight quotes": _again("\"栈'道\" "),
    "addresses": _again("http://www.栈.example/a-b_c?d=e&f=%20"),
    "lines of addresses": _again("见 http://www.example/a-b_c?d=e&f=\n%20.html 栈道\n"),
    "zero width characters": _again("\u200b"),
    "zero width characters among Han": _again("湖\u200b边\ufeff栈\u00ad"),
    "hyphens": _again("-"),
    "divided words": _numbered("an exam-\nple of a divi-\nded word {}\n"),
    "divided words alone": lambda size: "A word di-\n" + "vi-\n" * (size // 4),
    "dots": _again("…"),
    "stops": _again("。"),
    "digits": _again("1234567890"),
    "digits set apart": _again("1 2 3 . 4 , "),
    "control characters": _again("湖\x1b\x07"),
    "radicals": _again("⼯⺠⼾⻓"),
    "English": _again("The boardwalk along the east shore of the lake will\nbe done by the end of this month.\n"),
    "feeds": _again("\f"),
}


def _measure(sender: Connection, case: str, preset: str, size: int) -> None:
    """Send the figures of one run. What the package loads once is loaded before."""
    pipeline = layoutfix.PRESETS[preset]
    layoutfix.fix((FIXTURES / "woven.txt").read_text(encoding="utf-8"), pipeline)
    dump = CASES[case](size)
    start = time.process_time()
    layoutfix.fix(dump, pipeline)
    spent = time.process_time() - start
    sender.send((spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))


def figures(case: str, preset: str, size: int) -> Figures | None:
    """The figures of one run; None where it ended in no time, or not well."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(sender, case, preset, size))
    process.start()
    sender.close()
    try:
        found: Figures | None = receiver.recv() if receiver.poll(LONGEST) else None
    except EOFError:
        found = None
    process.kill()
    process.join()
    return found


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of the line that fits the logs of times over those of sizes."""
    return statistics.linear_regression([*map(math.log, sizes)], [*map(math.log, seconds)]).slope


def main(cases: Sequence[str], largest: int) -> None:
    """Print the table."""
    sizes = {name: size for name, size in SIZES.items() if size <= largest}
    print(f"{'case':36}{'preset':11}" + "".join(f"{name:>9}" for name in sizes) + "  growth      MB  times")
    for case in cases:
        for preset in PRESETS:
            runs = [figures(case, preset, size) for size in sizes.values()]
            line = "".join("     none" if run is None else f"{run[0]:>8.2f}s" for run in runs)
            done = [(size, run) for size, run in zip(sizes.values(), runs, strict=True) if run is not None]
            fitted = [(size, run[0]) for size, run in done if size >= FITTED_FROM]
            growth = f"{exponent(*zip(*fitted, strict=True)):.2f}" if len(fitted) > 1 else "none"
            size, (_, peak) = done[-1] if done else (1, (0.0, 0.0))
            times = max(peak - BASE, 0) * 1e6 / size
            print(f"{case:36}{preset:11}{line}{growth:>8}{peak:>8.0f}{times:>7.0f}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help="those to run; all where none is named")
    parser.add_argument("--largest", choices=SIZES, default="1MB", help="the largest size")
    options = parser.parse_args()
    if unknown := [case for case in options.cases if case not in CASES]:
        parser.error(f"no such case: {', '.join(unknown)}; cases are {', '.join(CASES)}")
    main(options.cases or list(CASES), SIZES[options.largest])
