"""Many files through the command, called here, or run as a process as a user runs it where processes are killed."""

import gzip
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest

import documents
import layoutfix
from layoutfix.cli import main
from layoutfix.io.write_json import page_object

CLEAN = "湖边栈道完工\n\n　　栈道今天开放，人人可以走。\n"
BROKEN = "湖边栈道完工\n\n　　本报讯 湖边栈道完工，今天上午\n全线开放，市民可以免费走一走，晚上也亮\n灯。\n"
REPAIRED = layoutfix.fix(BROKEN)
PROC = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


class Done(NamedTuple):
    status: int
    output: bytes
    errors: str


Command = Callable[..., Done]


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, called in this process."""

    def call(*arguments: str, data: bytes = b"") -> Done:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
            with pytest.raises(SystemExit) as ended:
                main(arguments, "layoutfix")
        output, errors = capfdbinary.readouterr()
        return Done(int(ended.value.code or 0), output, errors.decode().replace(os.sep, "/"))

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three dumps in `dumps`, one of them gzipped, one in a folder below; the working directory is above it."""
    (tmp_path / "dumps" / "1998").mkdir(parents=True)
    (tmp_path / "dumps" / "broken.txt").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "dumps" / "clean.txt.gz").write_bytes(gzip.compress(CLEAN.encode()))
    (tmp_path / "dumps" / "1998" / "two.txt").write_text(f"{BROKEN}\f{CLEAN}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def crowd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Many short dumps in `dumps`, all different, and a long one at the end; the working directory is above it."""
    (tmp_path / "dumps").mkdir()
    for number in range(60):
        lines = 10 * (number % 7 + 1) if number < 59 else 1500
        text = f"第{number}号\n" + "湖 边 栈 道 今 天 开 放，人 人 可 以 走。\n" * lines
        (tmp_path / "dumps" / f"{number:02}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """The files in a folder and below it, hidden ones left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def listed(path: Path) -> dict[str, str]:
    """The problems in a list of failures."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {line["source"].replace(os.sep, "/"): line["problem"].replace(os.sep, "/") for line in lines}


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


@pytest.mark.parametrize(("output", "failures"), [("out/", "out/failures.jsonl"), ("all.jsonl", "all.failures.jsonl")])
def test_failures_are_told_and_listed_and_the_rest_goes_on(
    command: Command, folder: Path, output: str, failures: str
) -> None:
    (folder / "dumps" / "page.txt").write_bytes(b"%PDF-1.7\n")
    (folder / "dumps" / "cut.txt.gz").write_bytes(gzip.compress(CLEAN.encode())[:30])
    done = command("dumps", "none.txt", "no*", "-o", output, "--format", "jsonl")
    told = listed(folder / failures)
    assert {name: re.split(r"[:;(]", what)[0] for name, what in told.items()} == {
        "dumps/cut.txt.gz": "is a damaged gzip archive ",
        "dumps/page.txt": "is a PDF, not a text dump",
        "none.txt": "there is no such file",
        "no*": "there is no such file, and none that this pattern names",
    }
    assert (done.status, done.output) == (1, b"")
    assert done.errors.splitlines() == [
        *(f"layoutfix: {source}: {problem}" for source, problem in told.items()),
        f"layoutfix: 4 of 7 inputs had problems: see {failures}",
    ]
    made = contents(folder / "out" / "dumps") if output == "out/" else contents(folder)
    assert sum(data.count(b"\n") for name, data in made.items() if name.endswith("l") and name != failures) == 4
    assert command("dumps/1998", "-o", output, "--format", "jsonl").status == 0
    assert not (folder / failures).exists()


def test_of_two_inputs_with_one_name_the_second_is_a_failure(command: Command, folder: Path) -> None:
    (folder / "dumps" / "clean.txt").write_text(BROKEN, encoding="utf-8")
    done = command("dumps", "-o", "out/")
    assert done.status == 1
    assert listed(folder / "out" / "failures.jsonl") == {
        "dumps/clean.txt.gz": "its output would be out/clean.txt, which is that of dumps/clean.txt;"
        " write it to another folder"
    }
    assert (folder / "out" / "clean.txt").read_text(encoding="utf-8") == REPAIRED


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


def test_as_many_processes_as_processors(monkeypatch: pytest.MonkeyPatch, command: Command, folder: Path) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert command("dumps", "--jobs", "auto") == command("dumps", "--jobs", "0") == command("dumps")


def test_standard_input_may_be_one_of_several(command: Command, folder: Path) -> None:
    done = command("dumps/broken.txt", "-", "dumps/broken.txt", "--jobs", "2", data=CLEAN.encode())
    assert done == (0, f"{REPAIRED}\f{CLEAN}\f{REPAIRED}".encode(), "")


def test_a_fault_of_a_pass_costs_one_input(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(page: layoutfix.Page) -> layoutfix.Page:
        return page if "免费" in page.dump else page.with_(lines=page.lines[99])

    monkeypatch.setitem(layoutfix.PRESETS, "prose", layoutfix.Pipeline((stumble,)))
    done = command("dumps", "--preset", "prose", "--without", "stumble", "--format", "jsonl")
    assert done.status == 0
    done = command("dumps", "--preset", "prose", "--only", "stumble", "--format", "jsonl")
    assert done.status == 1
    assert [json.loads(line)["source"] for line in done.output.splitlines()] == [os.path.join("dumps", "broken.txt")]
    assert [line.split(" (")[0] for line in done.errors.splitlines()] == [
        "layoutfix: dumps/1998/two.txt: IndexError: tuple index out of range",
        "layoutfix: dumps/clean.txt.gz: IndexError: tuple index out of range",
    ]
    assert all(line.endswith("; please report it") for line in done.errors.splitlines())


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
    changed = [line for line in done.output.decode().splitlines()[2:] if line[0] in "+-"]
    assert changed == (["-\\x0c⼯作日报", "+\\x0c工作日报"] if "--diff" in options else [])


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


OUTPUTS: Mapping[str, str] = {"out/": "out/.layoutfix.jsonl", "all.jsonl": ".all.jsonl.layoutfix.jsonl"}
OPTIONS = ("dumps", "--preset", "characters", "--format", "jsonl", "--jobs", "2")


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process group of its own, as a terminal starts it; it is gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "layoutfix", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until there is what is wanted."""
    patience = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < patience
        time.sleep(0.01)


def lines_in(name: str) -> int:
    path = Path(name)
    return path.read_bytes().count(b"\n") if path.exists() else 0


def has_stopped(name: str) -> bool:
    """True where no line is added to a file for some time."""
    before = lines_in(name)
    time.sleep(0.3)
    return lines_in(name) == before


def members(group: int) -> dict[int, str]:
    """The processes of a group, each with its command."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended since
            state, _, own = (path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
            if int(own) == group and state != "Z":
                found[int(path.name)] = (path / "cmdline").read_text(encoding="utf-8")
    return found


@PROC
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_run_goes_on_where_it_was_killed(command: Command, crowd: Path, output: str) -> None:
    expected = f"expected{output.removeprefix('out').removeprefix('all')}"
    assert command(*OPTIONS, "-o", expected).status == 0
    with started(*OPTIONS, "-o", output) as process:
        wait_for(lambda: lines_in(OUTPUTS[output]) > 5)
        process.kill()
    wait_for(lambda: not members(process.pid))
    done = {path: path.stat().st_mtime_ns for path in crowd.glob("out/[0-9]*.jsonl")}
    with started(*OPTIONS, "-o", output, "--resume") as process:
        time.sleep(random.uniform(0.3, 0.8))
        process.kill()
    assert command(*OPTIONS, "-o", output, "--resume") == (0, b"", "")
    if output == "out/":
        assert contents(crowd / "out") == contents(crowd / "expected")
        again = [path for path, written in done.items() if path.stat().st_mtime_ns != written]
        assert len(done) > 5 and len(again) <= 1  # the one that was written and not yet noted
    else:
        assert (crowd / output).read_bytes() == (crowd / expected).read_bytes()
        assert not Path(f"{output}.part").exists()


@PROC
def test_a_process_that_is_killed_costs_one_input(crowd: Path) -> None:
    with started(*OPTIONS, "-o", "out/") as process:
        wait_for(lambda: lines_in(OUTPUTS["out/"]) > 5)
        worker = next(pid for pid, name in members(process.pid).items() if "spawn_main" in name)
        os.kill(worker, signal.SIGSTOP)  # so that it has a dump in hand, before which the others have to stop
        wait_for(lambda: has_stopped(OUTPUTS["out/"]))
        os.kill(worker, signal.SIGKILL)
        _, errors = process.communicate(timeout=60)
    ((source, problem),) = listed(crowd / "out" / "failures.jsonl").items()
    assert problem.startswith("the process that worked on it ended (SIGKILL); ")
    assert errors.decode().splitlines() == [
        f"layoutfix: {source}: {problem}",
        "layoutfix: 1 of 60 inputs had problems: see out/failures.jsonl",
    ]
    assert process.returncode == 1
    assert len(contents(crowd / "out")) == 60


@PROC
@pytest.mark.parametrize("output", OUTPUTS)
def test_an_interrupt_stops_with_one_line(crowd: Path, output: str) -> None:
    with started(*OPTIONS, "-o", output) as process:
        wait_for(lambda: lines_in(OUTPUTS[output]) > 5)
        os.killpg(process.pid, signal.SIGINT)
        printed = process.communicate(timeout=60)
    assert (process.returncode, *printed) == (130, b"", b"layoutfix: stopped\n")
    wait_for(lambda: not members(process.pid))


@PROC
def test_a_closed_pipe_ends_all_processes_quietly(crowd: Path) -> None:
    with started(*OPTIONS) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 1
    wait_for(lambda: not members(process.pid))


def at_terminal(*arguments: str) -> str:
    """What the command writes to standard error where that is a terminal."""
    pty = pytest.importorskip("pty")
    outer, inner = pty.openpty()
    command = [sys.executable, "-m", "layoutfix", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=inner, env={**os.environ, "TERM": "xterm"}):
        os.close(inner)
        parts: list[bytes] = []
        with suppress(OSError):  # Linux says so that the other end is closed
            while part := os.read(outer, 65536):
                parts.append(part)
    os.close(outer)
    return b"".join(parts).decode()


def test_a_terminal_shows_how_far_it_is(folder: Path) -> None:
    for number in range(8):
        (folder / "dumps" / f"{number}.txt").write_text(CLEAN, encoding="utf-8")
    (folder / "dumps" / "9.txt").write_bytes(b"%PDF-1.7\n")
    shown = at_terminal("dumps", "-o", "out/")
    assert "12/12" in shown and "/s" in shown
    assert "layoutfix: dumps/9.txt: is a PDF" in shown
    quiet = at_terminal("dumps", "-o", "all.jsonl", "--quiet")
    assert quiet.startswith("layoutfix: dumps/9.txt: is a PDF") and "12/12" not in quiet
    assert at_terminal("dumps/1998", "dumps/1.txt", "-o", "all.jsonl") == ""
