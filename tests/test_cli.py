"""The command, run as a process as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import layoutfix
from layoutfix import NEWSPAPER
from layoutfix.io.write_json import page_object
from layoutfix.io.write_markdown import write_markdown
from layoutfix.io.write_pages import write_pages

CLEAN = "湖边栈道完工\n\n　　栈道今天开放，人人可以走。\n"
BROKEN = "湖边栈道完工\n\n　　本报讯 湖边栈道完工，今天上午\n全线开放，市民可以免费走一走，晚上也亮\n灯。\n"
REPAIRED = layoutfix.fix(BROKEN)


def run(*arguments: str, data: bytes = b"", folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "layoutfix", *arguments], input=data, capture_output=True, cwd=folder, timeout=60
    )


def test_clean_text_comes_back_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    done = run("page.txt", folder=tmp_path)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CLEAN, b"")


def test_text_output_is_left_alone_by_a_second_run(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(f"{BROKEN}\f{BROKEN}".encode())
    first = run("page.txt", folder=tmp_path)
    assert first.stdout.decode() == f"{REPAIRED}\f{REPAIRED}" != f"{BROKEN}\f{BROKEN}"
    assert run(data=first.stdout).stdout == first.stdout


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--format", "jsonl", data=BROKEN.encode())
    assert done.returncode == 0
    assert json.loads(done.stdout) == page_object(layoutfix.repair(BROKEN), "-")


def test_jsonl_has_a_line_a_page(tmp_path: Path) -> None:
    dump = f"{BROKEN}\f\f{CLEAN}\f"
    (tmp_path / "a.txt").write_text(dump, encoding="utf-8")
    (tmp_path / "b.txt").write_text(CLEAN, encoding="utf-8")
    done = run("--format", "jsonl", "a.txt", "b.txt", folder=tmp_path)
    objects = [json.loads(line) for line in done.stdout.decode().splitlines()]
    expected = [page_object(page, "a.txt") for page in layoutfix.pages(dump)]
    assert objects == [*expected, page_object(layoutfix.repair(CLEAN), "b.txt")]
    assert [page["page"] for page in objects] == [1, 2, 3, 1]


def test_json_is_one_object_for_a_page_and_an_array_for_pages(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    one = json.loads(run("--format", "json", "page.txt", folder=tmp_path).stdout)
    two = json.loads(run("--format", "json", "page.txt", "page.txt", folder=tmp_path).stdout)
    assert two == [one, one]


def test_markdown(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    done = run("--format", "markdown", "page.txt", "page.txt", folder=tmp_path)
    page = write_markdown(layoutfix.repair(BROKEN))
    assert done.stdout.decode() == f"{page}\n---\n\n{page}"


@pytest.mark.parametrize("form", ["html", "tei", "nitf"])
def test_formats_of_markup(tmp_path: Path, form: str) -> None:
    (tmp_path / "page.txt").write_text(f"{BROKEN}\f{CLEAN}", encoding="utf-8")
    (tmp_path / "other.txt").write_text(CLEAN, encoding="utf-8")
    done = run("--format", form, "page.txt", "none.txt", "other.txt", folder=tmp_path)
    expected = [("page.txt", page) for page in layoutfix.pages(f"{BROKEN}\f{CLEAN}")]
    expected += [("other.txt", page) for page in layoutfix.pages(CLEAN)]
    assert done.stdout.decode() == "".join(write_pages(expected, form))
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert run("--format", form, "none.txt", folder=tmp_path).stdout == b""


def test_html_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    text = run("--format", "html", "page.txt", "page.txt", folder=tmp_path).stdout.decode()
    assert (text.count("<html"), text.count("<section"), text.count("</html>\n")) == (1, 2, 1)
    assert '<h2 class="headline">湖边栈道完工</h2>' in text


def test_tei_is_one_document() -> None:
    root = ElementTree.fromstring(run("--format", "tei", data=BROKEN.encode()).stdout)
    assert root.tag == "{http://www.tei-c.org/ns/1.0}teiCorpus"
    assert [head.text for head in root.iter("{http://www.tei-c.org/ns/1.0}head")] == ["湖边栈道完工"]


def test_nitf_is_a_document_a_line() -> None:
    lines = run("--format", "nitf", data=f"{BROKEN}\f{BROKEN}".encode()).stdout.splitlines()
    roots = [ElementTree.fromstring(line) for line in lines]
    assert [root.findtext("body/body.head/hedline/hl1") for root in roots] == ["湖边栈道完工"] * 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_bytes(CLEAN.encode(encoding))
    assert run("page.txt", folder=tmp_path).stdout.decode() == CLEAN


def test_a_named_encoding(tmp_path: Path) -> None:
    text = CLEAN.replace("边", "邊").replace("栈", "棧").replace("开", "開").replace("费", "費")
    (tmp_path / "page.txt").write_bytes(text.encode("big5"))
    for arguments in (["page.txt"], ["--encoding", "big5", "page.txt"]):
        assert run(*arguments, folder=tmp_path).stdout.decode() == text
    wrong = run("--encoding", "ascii", "page.txt", folder=tmp_path)
    assert wrong.returncode == 1
    assert wrong.stderr.startswith(b"layoutfix: page.txt: is not valid ascii at byte 0;")


def test_a_bad_file_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "empty.txt").write_bytes(b"\n")
    (tmp_path / "folder").mkdir()
    done = run("none.txt", "good.txt", "page.pdf", "empty.txt", "folder", "good.txt", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout.decode() == f"{CLEAN}\f{CLEAN}"
    assert [line.partition(b";")[0] for line in done.stderr.splitlines()] == [
        b"layoutfix: none.txt: there is no such file",
        b"layoutfix: page.pdf: is a PDF, not a text dump: run pdftotext on it first",
        b"layoutfix: empty.txt: holds no text",
        b"layoutfix: folder: is a directory",
    ]


def test_a_file_that_is_too_large_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "large.txt").write_text(CLEAN * 2, encoding="utf-8")
    size = str(len(CLEAN.encode()))
    done = run("--max-bytes", size, "large.txt", "good.txt", folder=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (1, CLEAN)
    message = f"holds more than {size} bytes; divide it, or allow more (--max-bytes)\n"
    assert done.stderr.decode() == f"layoutfix: large.txt: {message}"
    assert run("--max-bytes", size, data=CLEAN.encode()).stdout.decode() == CLEAN
    done = run("--max-bytes", size, data=CLEAN.encode() * 2)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"layoutfix: standard input: {message}"
    assert "[default: 16000000" in " ".join(run("--help").stdout.decode().split())


FAILING = """
import layoutfix.cli
def fail(page):
    raise {}("the weights are missing")
layoutfix.cli.PRESETS["newspaper"] = layoutfix.Pipeline((fail,))
layoutfix.cli.main(["-", "page.txt"])
"""


@pytest.mark.parametrize("error", ["OSError", "layoutfix.LayoutfixError"])
def test_a_pass_that_fails_is_not_the_output_s_fault(tmp_path: Path, error: str) -> None:
    (tmp_path / "page.txt").write_text(CLEAN, encoding="utf-8")
    command = [sys.executable, "-c", FAILING.format(error)]
    done = subprocess.run(command, input="甲".encode(), capture_output=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [
        "layoutfix: -: the weights are missing",
        "layoutfix: page.txt: the weights are missing",
    ]


@pytest.mark.parametrize("name", ["none\x1b[31m\n.txt", "none\udc80.txt"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_strange_name_stays_one_harmless_line(tmp_path: Path, name: str) -> None:
    done = run(name, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"\x1b" not in done.stderr
    (tmp_path / name).write_text(CLEAN, encoding="utf-8")
    done = run("--format", "jsonl", name, folder=tmp_path)
    assert json.loads(done.stdout.decode())["source"] == name


@pytest.mark.parametrize("mode", [["--check"], ["--diff"], ["--explain"], ["--max-bytes", "1"], ["--keep-going"]])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_strange_name_is_harmless_in_every_report(tmp_path: Path, mode: list[str]) -> None:
    name = "\x1b]0;x\x07\x9b2J\u202epage.txt"
    (tmp_path / name).write_text(f"\x1b[31m\x9b2J\u202e{BROKEN}", encoding="utf-8")
    done = run(*mode, name, folder=tmp_path)
    told = done.stderr if "--keep-going" in mode else done.stdout + done.stderr
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told.decode())
    assert "--keep-going" in mode or "\\u202epage.txt" in told.decode()


@pytest.mark.parametrize("name", ["\x1b[31m", "\x9b2J", "\u202e"])
def test_a_strange_option_is_harmless(name: str) -> None:
    done = run(f"--files-from={name}", data=CLEAN.encode())
    assert done.returncode == 2
    assert f"'{name.encode('unicode_escape').decode()}': No such file" in done.stderr.decode()


def test_output_takes_the_place_of_a_file_only_when_done(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "out.txt").write_text("old", encoding="utf-8")
    assert run("-o", "out.txt", "none.txt", folder=tmp_path).returncode == 1
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "old"
    expected = run("page.txt", folder=tmp_path).stdout
    done = run("-o", "out.txt", "none.txt", "page.txt", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert (tmp_path / "out.txt").read_bytes() == expected
    assert run("-o", "page.txt", "page.txt", folder=tmp_path).returncode == 0
    assert (tmp_path / "page.txt").read_bytes() == expected
    assert sorted(os.listdir(tmp_path)) == ["out.txt", "page.txt"]
    assert run("-o", "-", "page.txt", folder=tmp_path).stdout == expected


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    done = run("-o", "none/out.txt", data=CLEAN.encode(), folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "layoutfix: none/out.txt: cannot be written: No such file or directory"
    ]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "layoutfix"], input=CLEAN.encode(), stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr == b"layoutfix: standard output: cannot be written: No space left on device\n"


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"{CLEAN}\f" * 2000, encoding="utf-8")
    command = [sys.executable, "-m", "layoutfix", "page.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_spans_say_where_a_text_stands_in_the_dump(form: str) -> None:
    page = json.loads(run("--format", form, "--spans", data=BROKEN.encode()).stdout)
    assert page == page_object(layoutfix.repair(BROKEN), "-", spans=True)
    texts = [article["headline"] for article in page["articles"] if article["headline"]]
    texts += [text for article in page["articles"] for text in article["paragraphs"]]
    assert texts
    for text in texts:
        assert "".join(BROKEN[start:end] for start, end in text["spans"]) == text["text"]


def test_articles_below_the_asked_confidence_are_marked() -> None:
    (sure,) = json.loads(run("--min-confidence", "0", "--format", "json", data=BROKEN.encode()).stdout)["articles"]
    assert 0 <= sure["score"] < 1 and "doubtful" not in sure
    (doubtful,) = json.loads(run("--min-confidence", "1", "--format", "json", data=BROKEN.encode()).stdout)["articles"]
    assert doubtful == sure | {"doubtful": True}
    assert run("--min-confidence", "1", data=BROKEN.encode()).stdout.decode().startswith("[doubtful: 0.")


def test_explain_names_each_decision() -> None:
    done = run("--explain", data=BROKEN.encode())
    assert done.returncode == 0
    decisions = layoutfix.explain(BROKEN)
    assert decisions
    output = done.stdout.decode()
    assert output.startswith("-, page 1\n")
    for decision in decisions:
        assert f"{decision.step}: {decision.action} ({decision.score:.2f}): {decision.reason}\n" in output
    assert "\x1b" not in output


def test_list_passes() -> None:
    done = run("--list-passes")
    assert done.returncode == 0
    assert tuple(line.split()[0] for line in done.stdout.decode().splitlines()) == NEWSPAPER.names
    only = run("--list-passes", "--only", "join_lines", "--only", "fold-characters")
    assert [line.split()[0] for line in only.stdout.decode().splitlines()] == ["fold-characters", "join-lines"]
    assert len(run("--list-passes", "--without", "join-lines").stdout.splitlines()) == len(NEWSPAPER) - 1


def test_passes_left_out_lose_no_text() -> None:
    done = run("--only", "fold-characters", data=f"⼯{BROKEN}".encode())
    assert done.stdout.decode() == f"工{BROKEN}"
    page = json.loads(run("--only", "fold-characters", "--format", "json", data=BROKEN.encode()).stdout)
    assert "".join("".join(page["lines"]).split()) == "".join(BROKEN.split())
    page = json.loads(run("--without", "group-articles", "--format", "json", data=BROKEN.encode()).stdout)
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
def test_usage_errors(arguments: list[str], message: str) -> None:
    done = run(*arguments, data=CLEAN.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in " ".join(done.stderr.decode().split())
    assert "Traceback" not in done.stderr.decode()


def test_version_and_help() -> None:
    assert run("--version").stdout.decode() == f"layoutfix {layoutfix.__version__}\n"
    assert run("--help").stdout.decode().startswith("Usage: ")
