"""layoutfix as steps of datatrove, run by its own executor."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from layoutfix import PROSE
from layoutfix.integrations.rows import ArticleRow
from many_dumps import REASON, Dump, losing, with_failing

pytestmark = pytest.mark.engines


def run(folder: Path, dumps: list[Dump], step: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The documents that two workers made in four tasks, in the order of their ids, and the numbers of the step."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    (folder / "in").mkdir()
    for task in range(4):
        lines = (json.dumps({**dump, "paper": "南浦日报"}) + "\n" for dump in dumps[task::4])
        (folder / "in" / f"{task}.jsonl").write_text("".join(lines))
    out = JsonlWriter(str(folder / "out"), compression=None)
    reader = JsonlReader(str(folder / "in"))
    LocalPipelineExecutor([reader, step, out], tasks=4, workers=2, logging_dir=str(folder / "log")).run()
    files = sorted((folder / "out").glob("*.jsonl"))
    assert len(files) == 4
    found = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    stats = json.loads((folder / "log" / "stats.json").read_text(encoding="utf-8"))[1]
    return sorted(found, key=lambda document: document["id"]), stats["stats"]


def total(count: int | dict[str, Any]) -> int:
    """A number of the statistics: datatrove writes the bare sum where it was counted by ones."""
    return count if isinstance(count, int) else int(count["total"])


def as_row(document: dict[str, Any]) -> dict[str, Any]:
    return {"id": document["id"], "text": document["text"], **document["metadata"]}


def test_a_document_an_article(tmp_path: Path, some_dumps: list[Dump], rows: list[ArticleRow]) -> None:
    from layoutfix.integrations.datatrove import Articles

    found, stats = run(tmp_path, some_dumps, Articles())
    for document in found:
        assert document["metadata"].pop("paper") == "南浦日报"
        assert document["metadata"].pop("file_path").endswith(".jsonl")
    assert [as_row(document) for document in found] == rows
    assert (total(stats["total"]), total(stats["forwarded"])) == (len(some_dumps), len(rows))
    assert total(stats["doc_len"]) == sum(len(row["text"]) for row in rows)
    assert "failed" not in stats


def test_the_formatter_repairs_texts(tmp_path: Path, few_dumps: list[Dump], texts: list[str]) -> None:
    from layoutfix.integrations.datatrove import LayoutfixFormatter

    found, stats = run(tmp_path, few_dumps, LayoutfixFormatter())
    assert [document["text"] for document in found] == texts
    assert "failed" not in stats


def test_a_page_that_fails_is_counted_and_goes_on(tmp_path: Path) -> None:
    from layoutfix.integrations.datatrove import Articles, LayoutfixFormatter

    dumps = with_failing(8)
    for name, step in (("articles", Articles(losing())), ("texts", LayoutfixFormatter(losing()))):
        folder = tmp_path / name
        folder.mkdir()
        found, stats = run(folder, dumps, step)
        assert [document["text"].strip() for document in found] == [dump["text"].strip() for dump in dumps]
        assert total(stats["failed"]) == 1
        assert [document["metadata"]["error"] for document in found] == [*[""] * 7, REASON]
        logs = "".join(path.read_text(encoding="utf-8") for path in (folder / "log" / "logs").iterdir())
        assert logs.count(REASON) == 1


def test_steps_can_be_pickled() -> None:
    from layoutfix.integrations.datatrove import Articles, LayoutfixFormatter

    for step in (Articles(PROSE), LayoutfixFormatter(PROSE)):
        assert pickle.loads(pickle.dumps(step)).pipeline == PROSE
