"""A process that does the work of one contender, and nothing else, so that its time and memory are its own.

    python -m benchmarks.compare.worker CONTENDER DUMPS FOLDER

loads the contender and prints what it holds; then, for each number on standard input, does all pages of the folder and
prints how long that took and the most that it has held. Every number makes other pages, since layoutfix keeps what it
read last.

    python -m benchmarks.compare.worker CONTENDER DUMPS FOLDER once

does the first page and ends.
"""

import json
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .contenders import LOADERS, Work


class Source(NamedTuple):
    """One page: its PDF, and the text of its dump."""

    pdf: Path
    text: str


def read_sources(folder: Path, dumps: str) -> list[Source]:
    """The pages of the folder, in order, with their dumps by one extractor."""
    pdfs = sorted(folder.glob("*.pdf"))
    return [Source(pdf, pdf.with_suffix(f".{dumps}.txt").read_text(encoding="utf-8")) for pdf in pdfs]


def varied(sources: Iterable[Source], turn: int) -> list[Source]:
    """The pages with another last line."""
    return [source._replace(text=f"{source.text}\n第{turn}版\n") for source in sources]


def do_all(work: Work, sources: Iterable[Source]) -> float:
    """Do the pages; how long that took, in seconds."""
    start = time.perf_counter()
    for pdf, text in sources:
        work(pdf, text)
    return time.perf_counter() - start


def peak() -> float:
    """The most memory that this process has held at once, in MB (`ru_maxrss`: kilobytes on Linux, bytes on macOS)."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1e6 if sys.platform == "darwin" else 1e3)


def main(name: str, dumps: str, folder: str, *once: str) -> None:
    """Serve one contender."""
    work = LOADERS[name]()
    loaded = peak()
    sources = read_sources(Path(folder), dumps)
    if once:
        do_all(work, sources[:1])
        return
    print(json.dumps({"loaded": loaded}), flush=True)
    for line in sys.stdin:
        seconds = do_all(work, varied(sources, int(line)))
        print(json.dumps({"seconds": seconds, "peak": peak()}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
