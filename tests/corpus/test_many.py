"""Many files through the command, called in this process, and how many processes a run takes."""

import gzip
import json
import os
import shutil
from pathlib import Path

import pytest

import documents
import layoutfix
from commands import BROKEN, CLEAN, REPAIRED, Command, contents
from layoutfix.corpus import workers
from layoutfix.corpus.many import INPUTS_EACH, jobs_for
from layoutfix.corpus.workers import in_order
from layoutfix.io.write_json import page_object


def test_a_folder_to_a_folder(command: Command, folder: Path) -> None:
    assert command("dumps", "-o", "out/") == (0, b"", "")
    assert contents(folder / "out") == {
        "broken.txt": REPAIRED.encode(),
        "clean.txt": CLEAN.encode(),
        "1998/two.txt": f"{REPAIRED}\f{CLEAN}".encode(),
    }


@pytest.mark.parametrize(("form", "suffix"), [("json", "json"), ("jsonl", "jsonl"), ("markdown", "md")])
def test_each_file_is_what_is_printed_for_its_input(command: Command, folder: Path, form: str, suffix: str) -> None:
    (folder / "out").mkdir()
    assert command("dumps", "-o", "out", "--format", form).status == 0
    for source, name in (("broken.txt", "broken"), ("1998/two.txt", "1998/two")):
        printed = command("--format", form, os.path.join("dumps", *source.split("/"))).output
        assert (folder / "out" / f"{name}.{suffix}").read_bytes() == printed != b""


def test_a_folder_to_one_file_in_the_order_of_inputs(command: Command, folder: Path) -> None:
    assert command("dumps", "-o", "all.jsonl") == (0, b"", "")
    objects = [json.loads(line) for line in (folder / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    dumps = [("1998/two.txt", f"{BROKEN}\f{CLEAN}"), ("broken.txt", BROKEN), ("clean.txt.gz", CLEAN)]
    sources = [(os.path.join("dumps", *name.split("/")), dump) for name, dump in dumps]
    assert objects == [page_object(page, name) for name, dump in sources for page in layoutfix.pages(dump)]
    assert sorted(os.listdir(folder)) == [".all.jsonl.layoutfix.jsonl", "all.jsonl", "dumps"]


@pytest.mark.parametrize(
    ("suffix", "form"), [("txt", "text"), ("md", "markdown"), ("json", "json"), ("jsonl", "jsonl")]
)
def test_the_name_of_the_output_says_its_format(command: Command, folder: Path, suffix: str, form: str) -> None:
    printed = command("dumps", "--format", form).output
    for name in (f"all.{suffix}", f"all.{suffix}.gz"):
        assert command("dumps", "-o", name) == (0, b"", "")
    assert (folder / f"all.{suffix}").read_bytes() == printed
    assert gzip.decompress((folder / f"all.{suffix}.gz").read_bytes()) == printed


def test_a_format_that_is_named_counts_for_more_than_the_name_of_the_output(command: Command, folder: Path) -> None:
    assert command("dumps", "-o", "all.json", "--format", "text").status == 0
    assert (folder / "all.json").read_bytes() == command("dumps").output


@pytest.mark.parametrize(
    ("arguments", "data"),
    [
        (["dumps/**/*.txt*"], b""),
        (["dumps/1998", "dumps/*.*"], b""),
        (["--files-from", "-"], b"dumps/1998/two.txt\ndumps/broken.txt\r\ndumps/clean.txt.gz"),
        (["--files-from", "-", "-0"], b"dumps/1998\0dumps/broken.txt\0dumps/clean.txt.gz\0"),
        (["dumps/1998", "--files-from", "list"], b""),
    ],
)
def test_patterns_and_lists(command: Command, folder: Path, arguments: list[str], data: bytes) -> None:
    (folder / "list").write_text("dumps/broken.txt\n\ndumps/clean.txt.gz\n", encoding="utf-8")
    assert command(*arguments, data=data) == (0, f"{REPAIRED}\f{CLEAN}\f{REPAIRED}\f{CLEAN}".encode(), "")


def test_a_second_run_reads_no_output(command: Command, folder: Path) -> None:
    for _ in range(2):
        assert command(".", "-o", "out/") == (0, b"", "")
        assert command(".", "-o", "dumps/all.txt", "--without", "join-lines") == (0, b"", "")
        (folder / "dumps" / "all.txt").unlink()
        assert sorted(contents(folder / "out")) == ["dumps/1998/two.txt", "dumps/broken.txt", "dumps/clean.txt"]


def test_links_stay_within_one_dump(command: Command, folder: Path) -> None:
    jumps = "湖边栈道完工\n\n　　本报讯 湖边栈道完工，今天上午全线开放。\n\n（{}第{}版）\n"
    first, second = jumps.format("下转", "二"), jumps.format("上接", "一")
    for name, text in (("1.txt", first), ("2.txt", second), ("both.txt", f"{first}\f{second}")):
        (folder / name).write_text(text, encoding="utf-8")
    output = command("1.txt", "2.txt", "both.txt", "--format", "jsonl", "--jobs", "2").output
    pages = map(json.loads, output.decode().splitlines())
    tied = [any("continues" in one or "continued_from" in one for one in page["articles"]) for page in pages]
    assert tied == [False, False, True, True]


@pytest.mark.parametrize(
    "arguments",
    [["-o", "out/", "--format", "json", "--spans"], ["--explain", "--convert", "s2t"], ["--diff", "--check"]],
)
def test_more_processes_make_the_same(command: Command, folder: Path, arguments: list[str]) -> None:
    dumps = [str(documents.FIXTURES / f"{name}.txt") for name in documents.names()[:5]]
    one = command(*dumps, "none.txt", *arguments)
    made = contents(folder)
    shutil.rmtree(folder / "out", ignore_errors=True)
    assert command(*dumps, "none.txt", *arguments, "--jobs", "2") == one
    assert contents(folder) == made
    assert one.status == 1 and "layoutfix: none.txt: " in one.errors
    assert one.output or made


def test_as_many_processes_as_suit_the_inputs(command: Command, folder: Path) -> None:
    one = command("dumps", "--jobs", "1")
    assert command("dumps", "--jobs", "auto") == command("dumps", "--jobs", "0") == command("dumps") == one


def test_many_inputs_are_shared_out(monkeypatch: pytest.MonkeyPatch, command: Command, folder: Path) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    shared: list[int] = []
    monkeypatch.setattr(workers, "in_order", lambda *arguments: shared.append(arguments[2]) or in_order(*arguments))
    dumps = ["dumps/broken.txt"] * 64
    assert command(*dumps).output == command(*dumps, "--jobs", "1").output == "\f".join([REPAIRED] * 64).encode()
    assert shared == [2]


def test_standard_input_may_be_one_of_several(command: Command, folder: Path) -> None:
    done = command("dumps/broken.txt", "-", "dumps/broken.txt", "--jobs", "2", data=CLEAN.encode())
    assert done == (0, f"{REPAIRED}\f{CLEAN}\f{REPAIRED}".encode(), "")


@pytest.mark.parametrize("options", [["--diff"], ["--check"], ["--diff", "--check"]])
def test_what_would_be_changed_of_a_page_that_is_left_as_it_is(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    def lose(page: layoutfix.Page) -> layoutfix.Page:
        return page.with_(lines=page.lines[1:]) if "栈道" in page.dump else page

    characters = layoutfix.CHARACTERS.before("check-laws", lose)
    monkeypatch.setitem(layoutfix.PRESETS, "prose", characters)
    (folder / "two.txt").write_text(f"{CLEAN}\f⼯作日报\n", encoding="utf-8")
    told = "layoutfix: two.txt: page 1 lost '湖边栈道完工' at 0; please report it\n"
    stopped = command("two.txt", "--preset", "prose", "--only", "lose", "--only", "check-laws", *options)
    assert stopped == (1, b"", told)
    done = command("two.txt", "--preset", "prose", "--without", "close-spaces", "--keep-going", *options)
    assert done.status == 1
    assert done.errors == told + ("would change two.txt: 1 edits\n" if "--check" in options else "")
    changed = [line for line in done.output.decode().split("\n")[2:] if line[:1] in ("+", "-")]
    assert changed == (["-\f⼯作日报", "+\f工作日报"] if "--diff" in options else [])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "-o", "out/"], "Standard input has no name for a file in a folder"),
        (["--resume", "dumps"], "--resume goes with --output and a folder or a .jsonl file"),
        (["--resume", "--check", "dumps"], "--resume goes with --output and a folder or a .jsonl file"),
        (["--resume", "dumps", "-o", "all.txt"], "--resume goes with --output and a folder or a .jsonl file"),
        (["--jobs", "many", "dumps"], "'many' is neither a number nor auto"),
        (["--jobs", "-1", "dumps"], "'-1' is neither a number nor auto"),
        (["--files-from", "none"], "'none': No such file"),
        (["--null", "dumps"], "--null goes with --files-from"),
    ],
)
def test_usage_errors(command: Command, folder: Path, arguments: list[str], message: str) -> None:
    done = command(*arguments)
    assert (done.status, done.output) == (2, b"")
    assert message in " ".join(done.errors.split())
    assert os.listdir(folder) == ["dumps"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("name", ["out/.layoutfix.jsonl", ".all.jsonl.layoutfix.jsonl"])
def test_a_full_disk_ends_the_run(command: Command, folder: Path, name: str) -> None:
    (folder / "out").mkdir()
    (folder / name).symlink_to("/dev/full")
    output = "out/" if name.startswith("out") else "all.jsonl"
    expected = f"layoutfix: {output}: cannot be written: No space left on device\n"
    assert command("dumps", "-o", output, "--jobs", "2") == (1, b"", expected)


def test_an_output_folder_that_cannot_be(command: Command, folder: Path) -> None:
    (folder / "file").touch()
    expected = "layoutfix: file/out/: cannot be written: Not a directory\n"
    assert command("dumps", "-o", "file/out/") == (1, b"", expected)


def test_what_is_done_is_told_by_bytes_options_and_version(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [folder / "out" / f"{name}.json" for name in ("1998/two", "broken", "clean")]

    def redone(*arguments: str) -> list[str]:
        before = [path.stat().st_ino for path in made]
        assert command("dumps", "-o", "out/", "--format", "json", "--resume", *arguments) == (0, b"", "")
        return [path.stem for path, old in zip(made, before, strict=True) if path.stat().st_ino != old]

    assert command("dumps", "-o", "out/", "--format", "json").status == 0
    (folder / "dumps" / "broken.txt").touch()
    assert redone() == redone("--jobs", "2") == []
    (folder / "dumps" / "broken.txt").write_text(CLEAN, encoding="utf-8")
    assert redone() == ["broken"]
    assert redone("--spans") == redone("--spans", "--min-confidence", "0.5") == ["two", "broken", "clean"]
    assert redone("--spans", "--min-confidence", "0.5") == []
    monkeypatch.setattr("layoutfix.corpus.work.__version__", "9.9")
    assert redone("--spans", "--min-confidence", "0.5") == ["two", "broken", "clean"]


@pytest.mark.parametrize("output", ["all.jsonl", "out/"])
def test_a_run_that_can_read_nothing_leaves_what_earlier_ones_left(command: Command, folder: Path, output: str) -> None:
    assert command("dumps", "-o", output).status == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for options in ([], ["--resume"]):
        assert command("none.txt", "-o", output, *options).status == 1
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert {path for path in after if before.get(path) != after[path]} == {
            path for path in after if path.name.endswith("failures.jsonl")
        }


def test_the_inputs_may_lie_where_the_outputs_go(command: Command, folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "clean.txt.gz").write_bytes(gzip.compress(CLEAN.encode()))
    for options in ([], ["--resume"]):
        assert command("own", "-o", "own/", *options) == (0, b"", "")
        assert contents(folder / "own").keys() == {"clean.txt", "clean.txt.gz"}
    (folder / "own" / "clean.txt").write_text(f"{CLEAN}\n　　后来改的。\n", encoding="utf-8")
    done = command("own", "-o", "own/")
    assert done.status == 1
    assert done.errors.endswith("layoutfix: 2 of 2 inputs had problems: see own/failures.jsonl\n")
    assert "后来改的" in (folder / "own" / "clean.txt").read_text(encoding="utf-8")


def test_more_processes_than_inputs_are_not_begun(command: Command) -> None:
    assert command("dumps", "--jobs", str(10**24)).output == command("dumps").output


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="needs /dev/fd")
def test_a_pipe_is_read_by_this_process(command: Command, folder: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, BROKEN.encode())
    os.close(writing)
    done = command(f"/dev/fd/{reading}", "dumps/broken.txt", "--jobs", "2")
    os.close(reading)
    assert done == (0, f"{REPAIRED}\f{REPAIRED}".encode(), "")


@pytest.mark.parametrize("end", ["\f", "\f\n"])
def test_what_ends_a_dump_ends_its_text(command: Command, folder: Path, end: str) -> None:
    (folder / "a.txt").write_text(f"{BROKEN}\f{CLEAN}{end}", encoding="utf-8")
    assert command("a.txt").output.decode() == f"{REPAIRED}\f{CLEAN}{end}"
    assert command("a.txt", "dumps/broken.txt").output.decode() == f"{REPAIRED}\f{CLEAN}{end}{REPAIRED}"
    assert command("a.txt", "-o", "out/").status == 0
    assert (folder / "out" / "a.txt").read_text(encoding="utf-8") == f"{REPAIRED}\f{CLEAN}{end}"


def test_a_diff_can_be_applied_where_lines_end_otherwise(command: Command, folder: Path) -> None:
    (folder / "a.txt").write_bytes("提 升 区 域 整 体 实 力\r\n湖边\t栈道\r\n".encode())
    done = command("--preset", "characters", "--diff", "a.txt")
    hunk = "-提 升 区 域 整 体 实 力\r\n+提升区域整体实力\r\n 湖边\t栈道\r\n"
    assert done.output.decode().split("\n", 3)[3] == hunk


@pytest.mark.parametrize(
    ("inputs", "jobs"),
    [(0, 1), (1, 1), (2 * INPUTS_EACH - 1, 1), (2 * INPUTS_EACH, 2), (4 * INPUTS_EACH, 3), (10_000, 3)],
)
def test_a_process_for_each_processor_where_there_is_work_for_it(
    monkeypatch: pytest.MonkeyPatch, inputs: int, jobs: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert jobs_for(inputs) == jobs
