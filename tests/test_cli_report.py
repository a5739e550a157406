"""The command `layoutfix report`, run as a process as a user runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import layoutfix
from commands import BROKEN, run
from layoutfix.cli_report import report
from layoutfix.corpus import work
from layoutfix.report.write_report import write_report
from parsed import parse

PAGES = f"{BROKEN}\f\f{BROKEN}\f"


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_to_standard_output_and_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGES, encoding="utf-8")
    expected = write_report(list(layoutfix.pages(PAGES)), "page.txt").encode()
    for arguments in (("page.txt",), ("-o", "-", "page.txt")):
        assert run("report", *arguments) == (0, expected, "")
    assert run("report", str(tmp_path / "page.txt"), "-o", "page.html") == (0, b"", "")
    assert (tmp_path / "page.html").read_bytes() == expected
    assert sorted(os.listdir(tmp_path)) == ["page.html", "page.txt"]


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    expected = write_report(list(layoutfix.pages(BROKEN)), "standard input").encode()
    assert run("report", *arguments, data=BROKEN.encode()) == (0, expected, "")


def invoke(*arguments: str) -> tuple[int, str]:
    """Exit status and output of the command within this process."""
    done = CliRunner().invoke(report, arguments)
    return done.exit_code, done.output


def test_encoding(tmp_path: Path) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "page.html"
    page.write_bytes(BROKEN.encode("gb18030"))
    assert invoke("--encoding", "gb18030", str(page), "-o", str(out)) == (0, "")
    assert out.read_text(encoding="utf-8") == write_report(list(layoutfix.pages(BROKEN)), "page.txt")
    code, output = invoke("--encoding", "ascii", str(page), "-o", str(out))
    assert (code, output.startswith(f"layoutfix: {page}: is not valid ascii at byte 0;")) == (1, True)


@pytest.mark.parametrize(("least", "doubtful"), [("0", 0), ("1", 1)])
def test_confidence(tmp_path: Path, least: str, doubtful: int) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "page.html"
    page.write_text(BROKEN, encoding="utf-8")
    assert invoke("--min-confidence", least, str(page), "-o", str(out)) == (0, "")
    assert len(list(parse(out.read_text(encoding="utf-8")).all("article", "doubtful"))) == doubtful


def test_a_file_named_report_is_reached_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "report").write_text(BROKEN, encoding="utf-8")
    assert run("./report").output.decode() == layoutfix.fix(BROKEN)
    assert b"<title>report " in run("report", "report").output


def test_a_bad_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "out.html").write_text("old", encoding="utf-8")
    message = "layoutfix: none.txt: there is no such file; check its name\n"
    assert run("report", "none.txt", "-o", "out.html") == (1, b"", message)
    assert (tmp_path / "out.html").read_text(encoding="utf-8") == "old"


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    out = tmp_path / "none" / "out.html"
    message = f"layoutfix: {out}: cannot be written: No such file or directory\n"
    assert invoke(str(tmp_path / "page.txt"), "-o", str(out)) == (1, message)


BREAKING = """
import layoutfix, layoutfix.cli_report as command, layoutfix.corpus.work as work
def lose(page):
    return page.with_(lines=page.lines[1:]) if page.number == 2 else page
passes = layoutfix.Pipeline((lose, layoutfix.NEWSPAPER.passes[-1]))
work.pipeline_of = lambda asked: passes
command.report(["-"])
"""


def test_a_page_that_a_pass_breaks_is_shown_as_read_beside_the_others() -> None:
    command = [sys.executable, "-c", BREAKING]
    done = subprocess.run(command, input=f"{BROKEN}\f{BROKEN}".encode(), capture_output=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.decode() == "layoutfix: -: page 2 lost '湖边栈道完工' at 0; please report it\n"
    first, second = parse(done.stdout.decode()).all("section", "page")
    for page in (first, second):
        assert [row.text for row in next(page.all("ol", "rows")).all("li")] == BROKEN.splitlines()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.txt", "b.txt"), "unexpected extra argument (b.txt)"),
        (("--encoding", "gb99"), "there is no encoding named 'gb99'"),
        (("--min-confidence", "2"), "2.0 is not in the range 0<=x<=1"),
        (("--min-confidence", "nan"), "nan is not between 0 and 1"),
        (("a.txt", "-o", "folder/"), "--output is a file; name one"),
        (("a.txt", "-o", ""), "--output is a file; name one"),
        (("--preset", "prose"), "No such option"),
    ],
)
def test_usage_errors(arguments: tuple[str, ...], message: str) -> None:
    code, output = invoke(*arguments)
    assert code == 2
    assert message in " ".join(output.split())


def test_help() -> None:
    assert run("report", "--help").output.startswith(b"Usage: layoutfix report [OPTIONS] [FILE]")
    assert "layoutfix report --help" in " ".join(run("--help").output.decode().split())


def test_a_large_file_is_refused_unless_more_is_allowed(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(BROKEN, encoding="utf-8")
    size = page.stat().st_size
    code, output = invoke("--max-bytes", str(size - 1), str(page))
    assert (code, output) == (
        1,
        f"layoutfix: {page}: holds more than {size - 1} bytes; divide it, or allow more (--max-bytes)\n",
    )
    assert invoke("--max-bytes", str(size), str(page), "-o", str(tmp_path / "page.html")) == (0, "")


def test_a_fault_of_a_pass_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_page: layoutfix.Page) -> layoutfix.Page:
        raise IndexError("too far")

    page = tmp_path / "page.txt"
    page.write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(work, "pipeline_of", lambda _asked: layoutfix.Pipeline((fail,)))
    code, output = invoke(str(page))
    assert (code, output.count("\n")) == (1, 1)
    assert output.startswith(f"layoutfix: {page}: IndexError: too far (") and output.endswith("; please report it\n")
