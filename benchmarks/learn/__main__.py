"""Learn the numbers of the package: python -m benchmarks.learn --bench FOLDER [--only STEP ...]."""

import argparse
import tempfile
import time
from pathlib import Path

from layoutfix.evidence.weights import DATA

from .abreast import learn_abreast
from .breaks import learn_breaks
from .characters import learn_characters
from .confidence import learn_confidence
from .encoder import learn_encoder
from .grams import learn_grams
from .gutters import learn_gutters
from .hops import learn_hops
from .pages import write_samples
from .pairing import learn_pairing
from .phrases import learn_phrases
from .seams import learn_seams
from .sequence import learn_sequence
from .store import Run
from .stories import learn_stories
from .towers import learn_towers
from .wording import learn_wording

STEPS = (
    ("characters", learn_characters),
    ("grams", learn_grams),
    ("towers", learn_towers),
    ("wording", learn_wording),
    ("gutters", learn_gutters),
    ("samples", write_samples),
    ("seams", learn_seams),
    ("encoder", learn_encoder),
    ("stories", learn_stories),
    ("hops", learn_hops),
    ("sequence", learn_sequence),
    ("pairing", learn_pairing),
    ("abreast", learn_abreast),
    ("breaks", learn_breaks),
    ("phrases", learn_phrases),
    ("confidence", learn_confidence),
)
"""In the order in which each needs what those before it made."""


def main() -> None:
    """Run the steps asked for, in order."""
    names = [name for name, _ in STEPS]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learn", description="Learn the numbers of the package.")
    parser.add_argument("--bench", type=Path, required=True, help="folder that holds train/ and corpus/")
    parser.add_argument("--only", nargs="+", choices=names, metavar="STEP", help=f"of {', '.join(names)}")
    parser.add_argument("--press", type=Path, required=True, help="folder of the pages that benchmarks.press printed")
    parser.add_argument("--out", type=Path, help="folder for the weights (default: the package's)")
    parser.add_argument("--work", type=Path, help="folder for what later steps need (default: a new one)")
    parser.add_argument("--limit", type=int, help="a trial on about so many dumps of each folder")
    options = parser.parse_args()
    if options.limit and not options.out:
        parser.error("a trial (--limit) must not overwrite the package's weights: give --out")
    work = options.work or Path(tempfile.mkdtemp(prefix="layoutfix-learn-"))
    print(f"work: {work}", flush=True)
    run = Run(options.bench, options.press, options.out or Path(DATA), work, options.limit)
    for folder in (run.out, run.work):
        folder.mkdir(parents=True, exist_ok=True)
    for name, learn in STEPS:
        if name in (options.only or names):
            start = time.perf_counter()
            try:
                learn(run)
            except FileNotFoundError as error:
                raise SystemExit(f"no {error.filename}: steps before `{name}` have to run first") from error
            print(f"{name}: {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
