"""layoutfix as an operator of Data-Juicer, run by its own executor."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from many_dumps import REASON, Dump, losing, with_failing

pytestmark = pytest.mark.engines

RECIPE = """
project_name: layoutfix
dataset_path: {folder}/dumps.jsonl
export_path: {folder}/out/texts.jsonl
work_dir: {folder}/out
np: 2
custom_operator_paths: [{folder}/layoutfix_operators.py]
process:
  - layoutfix_mapper:
      preset: newspaper
"""
PROCESS = "from data_juicer.tools.process_data import main; main()"


def processed(dumps: list[Any], **options: Any) -> Any:
    from data_juicer.core.data import NestedDataset

    from layoutfix.integrations.data_juicer import LayoutfixMapper

    mapper = LayoutfixMapper(num_proc=2, batch_size=5, **options)
    return NestedDataset.from_list(dumps).process(mapper, open_monitor=False).to_list()


def test_a_recipe_repairs_texts(tmp_path: Path, few_dumps: list[Dump], texts: list[str]) -> None:
    lines = (json.dumps(dump) + "\n" for dump in few_dumps)
    (tmp_path / "dumps.jsonl").write_text("".join(lines))
    (tmp_path / "layoutfix_operators.py").write_text("import layoutfix.integrations.data_juicer\n")
    (tmp_path / "recipe.yaml").write_text(RECIPE.format(folder=tmp_path))
    command = [sys.executable, "-c", PROCESS, "--config", str(tmp_path / "recipe.yaml")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    found = [json.loads(line) for line in (tmp_path / "out" / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [sample["id"] for sample in found] == [dump["id"] for dump in few_dumps]
    assert [sample["text"] for sample in found] == texts
    assert {sample["text_error"] for sample in found} == {""}


def test_a_page_that_fails_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from layoutfix import PRESETS

    monkeypatch.setitem(PRESETS, "newspaper", losing())
    dumps = with_failing(40)
    found = processed(dumps)
    assert [sample["text_error"] for sample in found] == [*[""] * 39, REASON]
    assert found[-1]["text"] == dumps[-1]["text"]


def test_the_preset_and_the_column_are_chosen() -> None:
    found = processed([{"page": "提 升 区 域 整 体 实 力"}, {"page": ""}], preset="characters", text_key="page")
    assert found == [{"page": "提升区域整体实力", "page_error": ""}, {"page": "", "page_error": ""}]


def test_a_preset_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no preset named 'verse'; there are: newspaper, prose, characters$"):
        processed([], preset="verse")
