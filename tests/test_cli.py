"""The command: called in this process, or run as a user runs it where a process makes a difference."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import layoutfix
from commands import BROKEN, CLEAN, REPAIRED, Command, run
from layoutfix import NEWSPAPER
from layoutfix.cli import main
from layoutfix.io.score import score_of
from layoutfix.io.write_json import page_object
from layoutfix.io.write_pages import write_pages


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a page to repair and one that needs no repair."""
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_clean_text_comes_back_as_it_is(command: Command) -> None:
    assert command("clean.txt") == (0, CLEAN.encode(), "")


def test_text_output_is_left_alone_by_a_second_run(command: Command) -> None:
    first = command(data=f"{BROKEN}\f{BROKEN}".encode())
    assert first.output.decode() == f"{REPAIRED}\f{REPAIRED}" != f"{BROKEN}\f{BROKEN}"
    assert command(data=first.output).output == first.output


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--format", "jsonl", data=BROKEN.encode())
    assert done.status == 0
    assert json.loads(done.output) == page_object(layoutfix.repair(BROKEN), "-")


def test_jsonl_has_a_line_a_page(command: Command, folder: Path) -> None:
    dump = f"{BROKEN}\f\f{CLEAN}\f"
    (folder / "pages.txt").write_text(dump, encoding="utf-8")
    done = command("--format", "jsonl", "pages.txt", "clean.txt")
    objects = [json.loads(line) for line in done.output.decode().splitlines()]
    expected = [page_object(page, "pages.txt") for page in layoutfix.pages(dump)]
    assert objects == [*expected, page_object(layoutfix.repair(CLEAN), "clean.txt")]
    assert [page["page"] for page in objects] == [1, 2, 3, 1]


@pytest.mark.parametrize("form", ["markdown", "json", "html", "tei", "nitf"])
def test_formats(command: Command, folder: Path, form: str) -> None:
    (folder / "pages.txt").write_text(f"{BROKEN}\f{CLEAN}", encoding="utf-8")
    done = command("--format", form, "pages.txt", "none.txt", "clean.txt")
    expected = [("pages.txt", page) for page in layoutfix.pages(f"{BROKEN}\f{CLEAN}")]
    expected += [("clean.txt", page) for page in layoutfix.pages(CLEAN)]
    assert done.output.decode() == "".join(write_pages(expected, form))
    assert (done.status, done.errors.count("\n")) == (1, 1)
    assert command("--format", form, "none.txt").output == b""


def test_a_named_encoding(command: Command, folder: Path) -> None:
    text = CLEAN.replace("边", "邊").replace("栈", "棧").replace("开", "開").replace("费", "費")
    (folder / "big5.txt").write_bytes(text.encode("big5"))
    for arguments in (["big5.txt"], ["--encoding", "big5", "big5.txt"]):
        assert command(*arguments).output.decode() == text
    wrong = command("--encoding", "ascii", "big5.txt")
    assert wrong.status == 1
    assert wrong.errors.startswith("layoutfix: big5.txt: is not valid ascii at byte 0;")


def test_a_bad_file_is_named_and_the_others_are_done(command: Command, folder: Path) -> None:
    (folder / "page.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "empty.txt").write_bytes(b"\n")
    (folder / "folder").mkdir()
    done = command("none.txt", "clean.txt", "page.pdf", "empty.txt", "folder", "clean.txt")
    assert done.status == 1
    assert done.output.decode() == f"{CLEAN}\f{CLEAN}"
    assert [line.partition(";")[0] for line in done.errors.splitlines()] == [
        "layoutfix: none.txt: there is no such file",
        "layoutfix: page.pdf: is a PDF, not a text dump: run pdftotext on it first",
        "layoutfix: empty.txt: holds no text",
        "layoutfix: folder: is a directory",
    ]


def test_a_file_that_is_too_large_is_named_and_the_others_are_done(command: Command, folder: Path) -> None:
    (folder / "large.txt").write_text(CLEAN * 2, encoding="utf-8")
    size = str(len(CLEAN.encode()))
    message = f"holds more than {size} bytes; divide it, or allow more (--max-bytes)\n"
    done = command("--max-bytes", size, "large.txt", "clean.txt")
    assert done == (1, CLEAN.encode(), f"layoutfix: large.txt: {message}")
    assert command("--max-bytes", size, data=CLEAN.encode()).output.decode() == CLEAN
    done = command("--max-bytes", size, data=CLEAN.encode() * 2)
    assert done == (1, b"", f"layoutfix: standard input: {message}")
    assert "[default: 16000000" in " ".join(command("--help").output.decode().split())


FAILING = """
import layoutfix.cli
def fail(page):
    raise {}("the weights are missing")
layoutfix.cli.PRESETS["newspaper"] = layoutfix.Pipeline((fail,))
layoutfix.cli.main(["-", "page.txt"])
"""


@pytest.mark.parametrize("error", ["OSError", "layoutfix.LayoutfixError"])
def test_a_pass_that_fails_is_not_the_output_s_fault(error: str) -> None:
    program = [sys.executable, "-c", FAILING.format(error)]
    done = subprocess.run(program, input="甲".encode(), capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [
        "layoutfix: -: the weights are missing",
        "layoutfix: page.txt: the weights are missing",
    ]


@pytest.mark.parametrize("name", ["none\x1b[31m\n.txt", "none\udc80.txt"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_strange_name_stays_one_harmless_line(folder: Path, name: str) -> None:
    done = run(name)
    assert done.status == 1
    assert done.errors.count("\n") == 1
    assert "\x1b" not in done.errors
    (folder / name).write_text(CLEAN, encoding="utf-8")
    assert json.loads(run("--format", "jsonl", name).output.decode())["source"] == name


@pytest.mark.parametrize("mode", [["--check"], ["--diff"], ["--explain"], ["--max-bytes", "1"], ["--keep-going"]])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_strange_name_is_harmless_in_every_report(command: Command, folder: Path, mode: list[str]) -> None:
    name = "\x1b]0;x\x07\x9b2J\u202epage.txt"
    (folder / name).write_text(f"\x1b[31m\x9b2J\u202e{BROKEN}", encoding="utf-8")
    done = command(*mode, name)
    told = done.errors
    if "--keep-going" not in mode:
        told += done.output.decode().partition("\n@@")[0]  # below stands the text itself
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told)
    assert "--keep-going" in mode or "\\u202epage.txt" in told


@pytest.mark.parametrize("name", ["\x1b[31m", "\x9b2J", "\u202e"])
def test_a_strange_option_is_harmless(command: Command, name: str) -> None:
    done = command(f"--files-from={name}")
    assert done.status == 2
    assert f"'{ascii(name)[1:-1]}': No such file" in done.errors


def test_output_takes_the_place_of_a_file_only_when_done(command: Command, folder: Path) -> None:
    (folder / "out.txt").write_text("old", encoding="utf-8")
    assert command("-o", "out.txt", "none.txt").status == 1
    assert (folder / "out.txt").read_text(encoding="utf-8") == "old"
    done = command("-o", "out.txt", "none.txt", "page.txt")
    assert (done.status, done.output) == (1, b"")
    assert (folder / "out.txt").read_text(encoding="utf-8") == REPAIRED
    assert command("-o", "page.txt", "page.txt").status == 0
    assert (folder / "page.txt").read_text(encoding="utf-8") == REPAIRED
    assert sorted(os.listdir(folder)) == ["clean.txt", "out.txt", "page.txt"]
    assert command("-o", "-", "page.txt").output.decode() == REPAIRED


def test_output_that_cannot_be_written(command: Command) -> None:
    message = "layoutfix: none/out.txt: cannot be written: No such file or directory\n"
    assert command("-o", "none/out.txt", data=CLEAN.encode()) == (1, b"", message)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("arguments", [(), ("--help",), ("--list-passes",), ("report", "--help")])
def test_a_full_disk(arguments: tuple[str, ...]) -> None:
    program = [sys.executable, "-m", "layoutfix", *arguments]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(program, input=CLEAN.encode(), stdout=full, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 1
    assert done.stderr == b"layoutfix: standard output: cannot be written: No space left on device\n"


def test_a_list_on_a_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("layoutfix.cli.sys.stdin", None)
    with pytest.raises(click.UsageError, match="standard input is closed"):
        main.make_context("layoutfix", ["--files-from", "-"])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_leaves_the_others(command: Command, folder: Path) -> None:
    (folder / "page.txt").chmod(0)
    done = command("page.txt", "clean.txt")
    assert (done.status, done.output) == (1, CLEAN.encode())
    assert done.errors == "layoutfix: page.txt: cannot be read (Permission denied); check its permissions\n"


def test_a_closed_pipe_ends_quietly(folder: Path) -> None:
    (folder / "page.txt").write_text(f"{CLEAN}\f" * 2000, encoding="utf-8")
    program = [sys.executable, "-m", "layoutfix", "page.txt"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_spans_say_where_a_text_stands_in_the_dump(command: Command, form: str) -> None:
    page = json.loads(command("--format", form, "--spans", "page.txt").output)
    assert page == page_object(layoutfix.repair(BROKEN), "page.txt", spans=True)
    texts = [article["headline"] for article in page["articles"] if article["headline"]]
    texts += [text for article in page["articles"] for text in article["paragraphs"]]
    assert texts
    for text in texts:
        assert "".join(BROKEN[start:end] for start, end in text["spans"]) == text["text"]


def test_articles_below_the_asked_confidence_are_marked(command: Command) -> None:
    (sure,) = json.loads(command("--min-confidence", "0", "--format", "json", "page.txt").output)["articles"]
    assert 0 <= sure["score"] < 1 and "doubtful" not in sure
    (doubtful,) = json.loads(command("--min-confidence", "1", "--format", "json", "page.txt").output)["articles"]
    assert doubtful == sure | {"doubtful": True}
    assert command("--min-confidence", "1", "page.txt").output.decode().startswith("[doubtful: 0.")


def test_explain_names_each_decision(command: Command) -> None:
    done = command("--explain", "page.txt")
    assert done.status == 0
    decisions = layoutfix.explain(BROKEN)
    assert decisions
    output = done.output.decode()
    assert output.startswith("page.txt, page 1\n")
    for decision in decisions:
        assert f"{decision.step}: {decision.action} ({score_of(decision.score)}): {decision.reason}\n" in output
    assert "\x1b" not in output


def test_list_passes(command: Command) -> None:
    done = command("--list-passes")
    assert done.status == 0
    assert tuple(line.split()[0] for line in done.output.decode().splitlines()) == NEWSPAPER.names
    only = command("--list-passes", "--only", "join_lines", "--only", "fold-characters")
    assert [line.split()[0] for line in only.output.decode().splitlines()] == ["fold-characters", "join-lines"]
    assert len(command("--list-passes", "--without", "join-lines").output.splitlines()) == len(NEWSPAPER) - 1


def test_passes_left_out_lose_no_text(command: Command) -> None:
    done = command("--only", "fold-characters", data=f"⼯{BROKEN}".encode())
    assert done.output.decode() == f"工{BROKEN}"
    page = json.loads(command("--only", "fold-characters", "--format", "json", "page.txt").output)
    assert "".join("".join(page["lines"]).split()) == "".join(BROKEN.split())
    page = json.loads(command("--without", "group-articles", "--format", "json", "page.txt").output)
    words = " ".join(block["text"] for block in page["blocks"])
    assert sorted("".join(words.split())) == sorted("".join(BROKEN.split()))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "no-such-pass"], "no pass named 'no-such-pass'; there are: flag-characters, "),
        (["--without", "no-such-pass"], "no pass named 'no-such-pass'; there are: flag-characters, "),
        (["--only", "join-lines", "--without", "join-lines"], "exclude each other"),
        (["--spans"], "--spans goes with --format json or jsonl"),
        (["--spans", "--format", "tei"], "--spans goes with --format json or jsonl"),
        (["--explain", "--format", "json"], "--explain is text"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--min-confidence", "2"], "2.0 is not in the range 0<=x<=1"),
        (["--preset", "xml"], "xml"),
        (["--encoding", "gb99"], "there is no encoding named 'gb99'"),
        (["--encoding", "base64"], "there is no encoding named 'base64'"),
        (["--no-such-option"], "No such option"),
        (["--max-bytes", "0"], "0 is not in the range x>=1"),
        (["--max-bytes", "1MB"], "'1MB' is not a valid integer"),
    ],
)
def test_usage_errors(command: Command, arguments: list[str], message: str) -> None:
    done = command(*arguments, "page.txt")
    assert (done.status, done.output) == (2, b"")
    assert message in " ".join(done.errors.split())


def test_version_and_help() -> None:
    assert run("--version") == (0, f"layoutfix {layoutfix.__version__}\n".encode(), "")
    assert run("--help").output.decode().startswith("Usage: ")
