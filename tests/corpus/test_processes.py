"""The command over many files as a user runs it: killed, interrupted, at a terminal."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from commands import CLEAN, Command, contents, listed

PROC = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
OUTPUTS: Mapping[str, str] = {"out/": "out/.layoutfix.jsonl", "all.jsonl": ".all.jsonl.layoutfix.jsonl"}
OPTIONS = ("dumps", "--preset", "characters", "--format", "jsonl", "--jobs", "2")


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
    before = lines_in(OUTPUTS[output])
    with started(*OPTIONS, "-o", output, "--resume") as process:
        wait_for(lambda: lines_in(OUTPUTS[output]) > before + 3)
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
