"""Compare layoutfix with what runs before it, or in its place: python -m benchmarks.compare [--pairs N].

Prints a table in Markdown. Runs are paired, layoutfix, other, layoutfix, other …; the ratio is taken of each pair, and
of the ratios the median and the range.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ..press import BROWSER
from .contenders import CONTENDERS, LAYOUTFIX, Contender
from .runs import ROOT, Worker, environment, time_process, worker_command
from .table import Memory, Pair, Row, table

PAIRS: Final = 9


def main() -> None:
    """Print the pages, measure, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description="Time and memory beside others'.")
    parser.add_argument("--pairs", type=int, default=PAIRS, help=f"runs of each of two ({PAIRS})")
    parser.add_argument("--browser", default=BROWSER, help=f"the browser that prints the pages ({BROWSER})")
    options = parser.parse_args()
    modules = ["playwright", *(contender.module for contender in CONTENDERS.values())]
    if missing := [module for module in modules if find_spec(module) is None]:
        parser.error(f"not installed: {', '.join(missing)}; run pip install -e '.[compare]'")
    if not Path(options.browser).exists():
        parser.error(f"there is no browser at {options.browser}; name one by --browser")
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        printing = [sys.executable, "-m", "benchmarks.compare.pages", folder, options.browser]
        subprocess.run(printing, check=True, cwd=ROOT, env=environment())
        rows = [compare(name, contender, Path(folder), options.pairs) for name, contender in CONTENDERS.items()]
        pages = len(list(Path(folder).glob("*.pdf")))
    print(table(rows))
    print(
        f"\n{options.pairs} pairs; {pages} pages, {1e3 * rows[-1].size / pages:.1f} KB of UTF-8 each; "
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, load {load:.2f}"
    )


def compare(name: str, contender: Contender, folder: Path, pairs: int) -> Row:
    """layoutfix and a contender in turn, as whole processes and warm; a first pair of each is not counted: it leaves
    what is kept for later, byte code and the dictionary of jieba."""
    print(f"{name} …", file=sys.stderr)
    dumps = contender.dumps
    command = [sys.executable, "-m", "layoutfix", str(folder / f"0.{dumps}.txt")]
    rival = [*worker_command(name, dumps, str(folder)), "once"]
    if contender.whole is not None:
        rival = [sys.executable, "-c", contender.whole]
    whole = [Pair(time_process(command), time_process(rival)) for _ in range(pairs + 1)]
    with Worker(LAYOUTFIX, dumps, str(folder)) as own, Worker(name, dumps, str(folder)) as other:
        warm = [Pair(own.run(turn), other.run(turn)) for turn in range(pairs + 1)]
    size = sum(path.stat().st_size for path in folder.glob(f"*.{dumps}.txt")) / 1e6
    memory = (Memory(process.loaded, process.peak) for process in (own, other))
    return Row(contender.title, dumps, size, warm[1:], whole[1:], *memory)


if __name__ == "__main__":
    main()
