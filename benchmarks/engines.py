"""How fast the engines of `layoutfix.integrations` run, against plain multiprocessing.

    python benchmarks/engines.py [ENGINE ...] [--dumps N] [--rounds N]

Every engine works with two processes on dumps made of the fixtures, no two alike, in each round on other ones. Start-up
is not counted: the time that a few dumps take is taken off. Prints dumps a second and the share of what plain
multiprocessing makes of the same dumps in the same round; medians of the rounds. Standard error has what the engines
say of themselves, and which are not installed.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read when numpy is loaded, here and in the processes of the engines
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import json
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from itertools import count, islice
from pathlib import Path

import click

from layoutfix import MissingExtraError
from layoutfix.integrations.rows import article_rows, repaired

WORKERS = 2
FEW = 8
FIXTURES = Path(__file__).parent.parent / "fixtures"

Dumps = list[dict[str, str]]
Run = Callable[[Dumps], int]
"""Does its work on all dumps; how many rows came out."""


def _articles(dump: dict[str, str]) -> int:
    return len(list(article_rows(dump["text"], dump["id"])))


def _text(dump: dict[str, str]) -> int:
    return 1 if repaired(dump["text"]).text else 0


def plain(dumps: Dumps, work: Callable[[dict[str, str]], int] = _articles) -> int:
    """A pool of processes, none of them forked from this one, which an engine may have laid hands on."""
    with multiprocessing.get_context("forkserver").Pool(WORKERS) as pool:
        return sum(pool.imap_unordered(work, dumps, chunksize=4))


def plain_text(dumps: Dumps) -> int:
    """A pool of processes that repair texts."""
    return plain(dumps, _text)


def datatrove() -> Run:
    """A file for each worker, read and written by datatrove."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from layoutfix.integrations.datatrove import Articles

    def run(dumps: Dumps) -> int:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "in").mkdir()
            for task in range(WORKERS):
                lines = (json.dumps(dump) + "\n" for dump in dumps[task::WORKERS])
                (folder / "in" / f"{task}.jsonl").write_text("".join(lines), encoding="utf-8")
            steps = [JsonlReader(str(folder / "in")), Articles(), JsonlWriter(str(folder / "out"), compression=None)]
            LocalPipelineExecutor(steps, tasks=WORKERS, workers=WORKERS, logging_dir=str(folder / "log")).run()
            return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in (folder / "out").iterdir())

    return run


def datasets() -> Run:
    """`Dataset.map` with processes."""
    from datasets import Dataset, disable_progress_bars

    from layoutfix.integrations.datasets import articles

    disable_progress_bars()
    return lambda dumps: len(Dataset.from_list(dumps).map(articles, batched=True, batch_size=100, num_proc=WORKERS))


def data_juicer() -> Run:
    """A data set that repairs its texts; there is no operator for articles."""
    from data_juicer.core.data import NestedDataset

    from layoutfix.integrations.data_juicer import LayoutfixMapper

    mapper = LayoutfixMapper(num_proc=WORKERS, batch_size=100)
    return lambda dumps: len(NestedDataset.from_list(dumps).process(mapper, open_monitor=False))


def ray() -> Run:
    """A local cluster."""
    import ray
    import ray.data

    from layoutfix.integrations.ray import articles

    ray.init(num_cpus=WORKERS, include_dashboard=False, log_to_driver=False, logging_level="error")
    ray.data.DataContext.get_current().enable_progress_bars = False

    def run(dumps: Dumps) -> int:
        blocks = 4 * WORKERS
        return len(ray.data.from_items(dumps, override_num_blocks=blocks).flat_map(articles).take_all())

    return run


def spark() -> Run:
    """Local mode."""
    from pyspark.sql import SparkSession

    from layoutfix.integrations.spark import SCHEMA, articles

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()

    def run(dumps: Dumps) -> int:
        frame = session.createDataFrame([(dump["id"], dump["text"]) for dump in dumps], "id string, text string")
        return len(frame.repartition(4 * WORKERS).mapInPandas(articles(), SCHEMA).collect())

    return run


ENGINES: dict[str, tuple[Callable[[], Run], Run]] = {
    "datatrove": (datatrove, plain),
    "datasets": (datasets, plain),
    "data-juicer": (data_juicer, plain_text),
    "ray": (ray, plain),
    "spark": (spark, plain),
}
"""How each is made ready, and what it is measured against. Those that fork this process come before Ray and the JVM."""


def rate(run: Run, dumps: Dumps) -> float:
    """Dumps a second, without the start."""
    spent = []
    for part in (dumps[:FEW], dumps):
        start = time.perf_counter()
        if not run(part):
            raise RuntimeError("nothing came out")
        spent.append(time.perf_counter() - start)
    return (len(dumps) - FEW) / (spent[1] - spent[0])


@click.command()
@click.argument("engines", nargs=-1, type=click.Choice(list(ENGINES)))
@click.option("--dumps", "number", type=click.IntRange(1), default=1600, show_default=True, help="Dumps of a round.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
def main(engines: tuple[str, ...], number: int, rounds: int) -> None:
    """Print how fast the ENGINES, or all, run against plain multiprocessing."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    fresh = ({"id": str(turn), "text": f"{texts[turn % len(texts)]}\n{turn}"} for turn in count())
    click.echo(f"{'engine':14}{'dumps/s':>10}{'plain/s':>10}{'ratio':>8}")
    for name in engines or ENGINES:
        make, baseline = ENGINES[name]
        try:
            import_module(f"layoutfix.integrations.{name.replace('-', '_')}")
        except MissingExtraError as error:
            click.echo(f"{name}: {error}", err=True)
            continue
        run = make()
        run(list(islice(fresh, FEW)))
        found = []
        for _ in range(rounds):
            dumps = list(islice(fresh, FEW + number))
            found.append((rate(run, dumps), rate(baseline, dumps)))
        own, other = (statistics.median(rates) for rates in zip(*found, strict=True))
        ratio = statistics.median(one / two for one, two in found)
        click.echo(f"{name:14}{own:>10.1f}{other:>10.1f}{ratio:>8.2f}")


if __name__ == "__main__":
    main()
