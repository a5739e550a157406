"""A folder that outlives a run cut short: what it holds, and that nothing takes the place of another."""

import os
import shutil
from pathlib import Path

import pytest

from commands import contents
from layoutfix.corpus.folder import FolderOutput
from layoutfix.corpus.inputs import find_inputs
from outputs import TEXTS, fill, inputs_of


def output(folder: Path, texts: dict[str, str], resume: bool = True, form: str = "jsonl") -> FolderOutput:
    return FolderOutput(str(folder), form, inputs_of(texts), resume)


@pytest.mark.parametrize(
    ("form", "suffix"),
    [
        ("jsonl", "jsonl"),
        ("markdown", "md"),
        ("explain", "txt"),
        ("html", "html"),
        ("tei", "xml"),
        ("nitf", "nitf"),
    ],
)
def test_a_file_for_each_input_at_its_place(tmp_path: Path, form: str, suffix: str) -> None:
    texts = {"1998/p1": "甲", "p2": "乙"}
    fill(output(tmp_path / "new" / "out", texts, form=form), texts)
    assert sorted(contents(tmp_path / "new" / "out")) == [f"1998/p1.{suffix}", f"p2.{suffix}"]


def test_what_is_done_is_left_out(tmp_path: Path) -> None:
    assert fill(output(tmp_path, TEXTS), TEXTS, stop_after=2)[0] == ["a", "b"]
    assert fill(output(tmp_path, TEXTS), TEXTS)[0] == ["c", "d"]
    assert fill(output(tmp_path, TEXTS), TEXTS)[0] == []
    now = TEXTS | {"c": "新", "e": "戊"}
    assert fill(output(tmp_path, now), now)[0] == ["c", "e"]
    assert fill(output(tmp_path, now, resume=False), now)[0] == list(now)
    assert contents(tmp_path) == {f"{name}.jsonl": f'"{text}"\n'.encode() for name, text in now.items()}


def test_what_was_taken_away_or_changed_is_made_again(tmp_path: Path) -> None:
    fill(output(tmp_path, TEXTS), TEXTS)
    (tmp_path / "a.jsonl").unlink()
    (tmp_path / "b.jsonl").write_bytes(b"")
    shutil.copy(tmp_path / "c.jsonl", tmp_path / "d.jsonl")
    assert fill(output(tmp_path, TEXTS), TEXTS)[0] == ["a", "b", "d"]
    assert contents(tmp_path) == {f"{name}.jsonl": f'"{text}"\n'.encode() for name, text in TEXTS.items()}


def test_a_problem_is_told_again_and_a_failure_tried_again(tmp_path: Path) -> None:
    texts = {"a": "odd", "b": "bad", "c": "丙"}
    told = ["a: is odd", "b: is bad"]
    assert fill(output(tmp_path, texts), texts) == (["a", "b", "c"], told)
    assert fill(output(tmp_path, texts), texts) == (["b"], told)


def test_a_file_that_was_being_written_is_not_left_behind(tmp_path: Path) -> None:
    fill(output(tmp_path, TEXTS), TEXTS, stop_after=2)
    (tmp_path / ".layoutfix.tmp").write_bytes(b'"\xe4')
    assert fill(output(tmp_path, TEXTS), TEXTS)[0] == ["c", "d"]
    assert sorted(os.listdir(tmp_path)) == [".layoutfix.jsonl", "a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_file_that_cannot_be_written_is_a_problem_of_its_input(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").symlink_to("/dev/full")
    (tmp_path / "b.jsonl").mkdir()
    _, (full, folder) = fill(output(tmp_path, TEXTS), TEXTS)
    assert full == f"a: {tmp_path}/a.jsonl cannot be written: No space left on device"
    assert folder.startswith(f"b: {tmp_path}/b.jsonl cannot be written: ")
    assert (tmp_path / "c.jsonl").read_text(encoding="utf-8") == '"丙"\n'


class TestNames:
    """Two inputs whose outputs would have one name."""

    def problems(self, folder: Path, *names: str, output: str = "out", form: str = "text") -> list[str]:
        for name in ("a/x.txt", "a/x.txt.gz", "a/x", "b/x.txt", "failures.txt", ".layoutfix.txt"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).touch()
        os.chdir(folder)
        output = FolderOutput(output, form, find_inputs(names, output), False)
        return [found.problem for found in output.inputs]

    @pytest.fixture(autouse=True)
    def at_home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_the_second_is_refused(self, tmp_path: Path) -> None:
        first, second = self.problems(tmp_path, "a")
        assert first == ""
        taken = os.path.join("out", "x.txt")
        at = os.path.join("a", "x.txt")
        assert second == f"{at}.gz: its output would be {taken}, which is that of {at}; write it to another folder"

    def test_one_input_named_twice_comes_once(self, tmp_path: Path) -> None:
        assert self.problems(tmp_path, "b", "b/x.txt", "./b/*.txt") == [""]

    def test_the_same_name_in_two_folders_stays_two(self, tmp_path: Path) -> None:
        assert self.problems(tmp_path, "a/x.txt", "b/x.txt") == ["", ""]

    def test_no_output_takes_the_place_of_an_input(self, tmp_path: Path) -> None:
        (problem,) = self.problems(tmp_path, "b", output="b")
        assert problem.endswith("x.txt, which is an input; write it to another folder")
        assert self.problems(tmp_path, "b", output="b", form="json") == [""]

    @pytest.mark.parametrize(
        ("name", "what"), [("failures", "the failures"), (".layoutfix", "the record of this folder")]
    )
    def test_no_output_takes_the_place_of_what_a_run_leaves(self, tmp_path: Path, name: str, what: str) -> None:
        (problem,) = self.problems(tmp_path, f"{name}.txt", form="jsonl")
        assert problem.endswith(f"{name}.jsonl, which is that of {what}; write it to another folder")
