"""Outputs that outlive a run cut short: what they hold, and that nothing takes the place of another."""

import gzip
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layoutfix.corpus.folder import FolderOutput
from layoutfix.corpus.inputs import Input, find_inputs
from layoutfix.corpus.journal import Journal, Record, read_journal
from layoutfix.corpus.lines import LinesOutput
from layoutfix.corpus.output import Output
from layoutfix.corpus.work import Outcome, Task

Make = Callable[[Sequence[Input], bool], Output]
TEXTS = {"a": "甲", "b": "乙乙", "c": "丙", "d": "丁丁丁"}


def inputs_of(texts: dict[str, str]) -> list[Input]:
    return [Input(name, name) for name in texts]


def worked(task: Task, text: str) -> Outcome[str]:
    """What the work makes of a text whose key is the text itself; of `bad` nothing, and of `odd` a problem too."""
    if text == task.held:
        return Outcome(task.source, key=text, is_held=True)
    if text == "bad":
        return Outcome(task.source, problems=(f"{task.source}: is bad",))
    problems = (f"{task.source}: is odd",) if text == "odd" else ()
    return Outcome(task.source, (f'"{text}"\n',), problems, text)


def fill(output: Output, texts: dict[str, str], stop_after: int | None = None) -> tuple[list[str], list[str]]:
    """The sources that were worked on, and the problems; the run may end in the middle of things."""
    made, problems = [], []
    for found in list(output.inputs)[:stop_after]:
        outcome = worked(output.task(found), texts[found.source])
        made += [] if outcome.is_held else [found.source]
        problems += output.take(found, outcome)
    if stop_after is None:
        output.finish()
    return made, problems


def run(path: Path, texts: dict[str, str], resume: bool, stop_after: int | None = None) -> list[str]:
    return fill(LinesOutput(str(path), inputs_of(texts), resume), texts, stop_after)[0]


def lines_of(texts: dict[str, str]) -> bytes:
    return "".join(f'"{text}"\n' for text in texts.values() if text != "bad").encode()


def test_a_record_is_in_the_file_once_it_is_added(tmp_path: Path) -> None:
    records = [Record("a", "甲", 3, "0a", ("a: is odd",)), Record("b", "乙", 4, "0b")]
    journal = Journal(str(tmp_path / "journal"), records[:1])
    journal.add(records[1])
    assert list(read_journal(str(tmp_path / "journal"))) == records
    journal.close()


class TestLines:
    def test_the_file_is_there_when_all_is_done(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        path.write_bytes(b"old")
        path.chmod(0o640)
        run(path, TEXTS, resume=False, stop_after=2)
        assert path.read_bytes() == b"old"
        assert (tmp_path / "x.jsonl.part").read_bytes() == lines_of(dict(list(TEXTS.items())[:2]))
        assert run(path, TEXTS, resume=True) == ["c", "d"]
        assert path.read_bytes() == lines_of(TEXTS)
        assert path.stat().st_mode & 0o777 == 0o640
        assert sorted(os.listdir(tmp_path)) == [".x.jsonl.layoutfix.jsonl", "x.jsonl"]

    def test_lines_are_in_the_part_once_they_are_taken(self, tmp_path: Path) -> None:
        output = LinesOutput(str(tmp_path / "x.jsonl"), inputs_of(TEXTS), False)
        fill(output, TEXTS, stop_after=2)
        assert (tmp_path / "x.jsonl.part").read_bytes() == lines_of(dict(list(TEXTS.items())[:2]))
        output.finish()

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
    def test_a_file_that_may_not_be_written_is_not_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        path.write_bytes(b"old")
        path.chmod(0o400)
        with pytest.raises(PermissionError):
            run(path, TEXTS, resume=False)
        assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == {"x.jsonl": b"old"}

    def test_the_part_has_the_permissions_of_the_file(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        path.write_bytes(b"old")
        path.chmod(0o600)
        run(path, TEXTS, resume=False, stop_after=1)
        assert (tmp_path / "x.jsonl.part").stat().st_mode & 0o777 == 0o600

    def test_without_resume_all_is_done_anew(self, tmp_path: Path) -> None:
        run(tmp_path / "x.jsonl", TEXTS, resume=False, stop_after=2)
        assert run(tmp_path / "x.jsonl", TEXTS, resume=False) == list(TEXTS)
        assert run(tmp_path / "x.jsonl", TEXTS, resume=False) == list(TEXTS)
        assert (tmp_path / "x.jsonl").read_bytes() == lines_of(TEXTS)

    @pytest.mark.parametrize(
        ("now", "made"),
        [
            (TEXTS, []),
            (TEXTS | {"b": "新"}, ["b"]),
            (TEXTS | {"e": "戊"}, ["e"]),
            ({"0": "零"} | TEXTS, ["0"]),
            ({"d": "丁丁丁", "a": "甲"}, []),
            ({"d": "丁丁丁", "e": "戊", "b": "乙乙", "a": "新"}, ["e", "a"]),
        ],
    )
    @pytest.mark.parametrize("stop_after", [None, 4])
    def test_inputs_that_changed(self, tmp_path: Path, now: dict[str, str], made: list[str], stop_after: None) -> None:
        path = tmp_path / "x.jsonl"
        run(path, TEXTS, False, stop_after)
        assert run(path, now, resume=True) == made
        assert path.read_bytes() == lines_of(now)
        assert run(path, now, resume=True) == []
        assert path.read_bytes() == lines_of(now)

    def test_an_input_that_failed_is_tried_again_and_comes_in_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        run(path, TEXTS | {"b": "bad"}, resume=False)
        assert path.read_bytes() == lines_of(TEXTS | {"b": "bad"})
        assert run(path, TEXTS, resume=True) == ["b"]
        assert path.read_bytes() == lines_of(TEXTS)

    def test_where_nothing_can_be_read_the_old_file_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        path.write_bytes(b"old")
        run(path, {"a": "bad"}, resume=False)
        assert path.read_bytes() == b"old"
        assert not (tmp_path / "x.jsonl.part").exists()

    def test_a_file_that_somebody_changed_is_not_believed(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl"
        run(path, TEXTS, resume=False)
        path.write_bytes(path.read_bytes().replace("乙".encode(), "已".encode()))
        assert run(path, TEXTS, resume=True) == ["b", "c", "d"]
        assert path.read_bytes() == lines_of(TEXTS)

    def test_gzipped_lines_are_the_same_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "x.jsonl.gz"
        run(path, TEXTS, resume=False)
        whole = path.read_bytes()
        assert gzip.decompress(whole) == lines_of(TEXTS)
        assert whole[4:8] == bytes(4)  # the time at which it was packed (RFC 1952)
        run(path, TEXTS, resume=False, stop_after=3)
        assert run(path, TEXTS, resume=True) == ["d"]
        assert path.read_bytes() == whole

    @settings(max_examples=40)
    @given(st.integers(0, 4), st.integers(0, 60), st.integers(0, 300), st.booleans())
    def test_wherever_it_is_cut_short_the_next_run_makes_the_same(
        self, done: int, part: int, journal: int, is_twice: bool
    ) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, "x.jsonl")
            texts = TEXTS | ({"a": "甲甲"} if is_twice else {})
            run(path, TEXTS, resume=False, stop_after=done)
            for name, cut in (("x.jsonl.part", part), (".x.jsonl.layoutfix.jsonl", journal)):
                with Path(folder, name).open("r+b" if done else "w+b") as file:
                    file.truncate(max(0, file.seek(0, os.SEEK_END) - cut))
            run(path, texts, resume=True, stop_after=done // 2)
            run(path, texts, resume=True)
            assert path.read_bytes() == lines_of(texts)


def files(folder: Path) -> dict[str, str]:
    """The files in a folder that are not hidden."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


class TestFolder:
    def output(self, folder: Path, texts: dict[str, str], resume: bool = True, form: str = "jsonl") -> FolderOutput:
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
    def test_a_file_for_each_input_at_its_place(self, tmp_path: Path, form: str, suffix: str) -> None:
        texts = {"1998/p1": "甲", "p2": "乙"}
        fill(self.output(tmp_path / "new" / "out", texts, form=form), texts)
        assert sorted(files(tmp_path / "new" / "out")) == [f"1998/p1.{suffix}", f"p2.{suffix}"]

    def test_what_is_done_is_left_out(self, tmp_path: Path) -> None:
        assert fill(self.output(tmp_path, TEXTS), TEXTS, stop_after=2)[0] == ["a", "b"]
        assert fill(self.output(tmp_path, TEXTS), TEXTS)[0] == ["c", "d"]
        assert fill(self.output(tmp_path, TEXTS), TEXTS)[0] == []
        now = TEXTS | {"c": "新", "e": "戊"}
        assert fill(self.output(tmp_path, now), now)[0] == ["c", "e"]
        assert fill(self.output(tmp_path, now, resume=False), now)[0] == list(now)
        assert files(tmp_path) == {f"{name}.jsonl": f'"{text}"\n' for name, text in now.items()}

    def test_what_was_taken_away_or_changed_is_made_again(self, tmp_path: Path) -> None:
        fill(self.output(tmp_path, TEXTS), TEXTS)
        (tmp_path / "a.jsonl").unlink()
        (tmp_path / "b.jsonl").write_bytes(b"")
        shutil.copy(tmp_path / "c.jsonl", tmp_path / "d.jsonl")
        assert fill(self.output(tmp_path, TEXTS), TEXTS)[0] == ["a", "b", "d"]
        assert files(tmp_path) == {f"{name}.jsonl": f'"{text}"\n' for name, text in TEXTS.items()}

    def test_a_problem_is_told_again_and_a_failure_tried_again(self, tmp_path: Path) -> None:
        texts = {"a": "odd", "b": "bad", "c": "丙"}
        told = ["a: is odd", "b: is bad"]
        assert fill(self.output(tmp_path, texts), texts) == (["a", "b", "c"], told)
        assert fill(self.output(tmp_path, texts), texts) == (["b"], told)

    def test_a_file_that_was_being_written_is_not_left_behind(self, tmp_path: Path) -> None:
        fill(self.output(tmp_path, TEXTS), TEXTS, stop_after=2)
        (tmp_path / ".layoutfix.tmp").write_bytes(b'"\xe4')
        assert fill(self.output(tmp_path, TEXTS), TEXTS)[0] == ["c", "d"]
        assert sorted(os.listdir(tmp_path)) == [".layoutfix.jsonl", "a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"]

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
    def test_a_file_that_cannot_be_written_is_a_problem_of_its_input(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").symlink_to("/dev/full")
        (tmp_path / "b.jsonl").mkdir()
        _, (full, folder) = fill(self.output(tmp_path, TEXTS), TEXTS)
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
