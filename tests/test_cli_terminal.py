"""The command at a terminal of its own, as a user runs it."""

import os
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

import layoutfix
from commands import BROKEN, CLEAN
from layoutfix.io.score import score_of

pty = pytest.importorskip("pty", reason="needs pseudo-terminals")

STYLE = re.compile("\x1b\\[[0-9;]*m")


def at_terminal(
    *arguments: str, folder: Path, keys: bytes | None = None, size: tuple[int, int] = (24, 80), **environment: str
) -> tuple[int, str]:
    """Exit status and output of the command at a terminal of so many rows and columns. Where there are `keys`, its
    input is the terminal too, and they are typed once there is output."""
    import fcntl
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    own = ("NO_COLOR", "PAGER", "LESS", "COLUMNS", "LINES")
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    process = subprocess.Popen(
        [sys.executable, "-m", "layoutfix", *arguments],
        stdin=subprocess.DEVNULL if keys is None else inner,
        stdout=inner,
        stderr=inner,
        cwd=folder,
        env=inherited | {"TERM": "xterm-256color", **environment},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(1, termios.TIOCSCTTY, 0),  # for pagers, which read their keys from /dev/tty
    )
    os.close(inner)
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(outer, 65536)
        except OSError:  # Linux says so that the other end is closed
            break
        if not part:
            break
        parts.append(part)
        if keys:
            os.write(outer, keys)
            keys = b""
    os.close(outer)
    return process.wait(timeout=60), b"".join(parts).decode().replace("\r\n", "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a page to repair."""
    (tmp_path / "page.txt").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_an_article_has_a_rule_and_styles(folder: Path) -> None:
    code, output = at_terminal("page.txt", folder=folder)
    (article,) = layoutfix.repair(BROKEN).articles
    assert code == 0
    first, *lines = output.split("\n")
    assert first == f"\x1b[2m── 1 {'─' * 67} {score_of(article.score)} ──\x1b[0m"
    assert lines == [
        "\x1b[1m湖边栈道完工\x1b[0m",
        "\x1b[32m本报讯\x1b[0m",
        "",
        "　　湖边栈道完工，今天上午全线开放，市民可以免费走一走，晚上也亮灯。",
        "",
    ]


def test_pages_of_several_have_their_names(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{BROKEN}\f{BROKEN}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(CLEAN, encoding="utf-8")
    code, output = at_terminal("a.txt", "none.txt", "b.txt", folder=tmp_path)
    complaint, *lines = STYLE.sub("", output).split("\n")
    assert code == 1
    assert complaint == "layoutfix: none.txt: there is no such file; check its name"
    titles = [at for at, line in enumerate(lines) if line.startswith("━")]
    assert [lines[at].strip("━ ") for at in titles] == ["a.txt, page 1", "a.txt, page 2", "b.txt, page 1"]
    assert all(lines[at - 1] == "" for at in titles[1:])


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour(folder: Path, environment: dict[str, str]) -> None:
    code, output = at_terminal("page.txt", folder=folder, **environment)
    assert code == 0
    assert output.startswith("── 1 ─") and "湖边栈道完工\n本报讯\n" in output
    assert "\x1b" not in output


def test_what_is_longer_than_the_screen_is_paged(folder: Path) -> None:
    pager = f"{sys.executable} -c \"import sys; print('PAGED', sys.stdin.read().count(chr(10)))\""
    long = at_terminal("page.txt", folder=folder, keys=b"", size=(5, 80), PAGER=pager)
    assert long == (0, "PAGED 5\n")
    unbroken = CLEAN.replace("。", "，栈道今天开放，人人可以走" * 20 + "。")
    (folder / "unbroken.txt").write_text(unbroken, encoding="utf-8")
    assert at_terminal("unbroken.txt", folder=folder, keys=b"", size=(5, 80), PAGER=pager) == (0, "PAGED 3\n")
    for size, keys in (((24, 80), b""), ((5, 80), None)):  # it fits; there is nobody to turn pages
        code, output = at_terminal("page.txt", folder=folder, keys=keys, size=size, PAGER=pager)
        assert code == 0 and "PAGED" not in output and "湖边栈道完工" in output


@pytest.mark.skipif(shutil.which("less") is None, reason="needs less")
def test_less_shows_styles_and_leaves_at_q(folder: Path) -> None:
    code, output = at_terminal("page.txt", folder=folder, keys=b"q", size=(5, 80))
    assert code == 0
    assert "\x1b[1m湖边栈道完工" in output
    assert "ESC[" not in output


def test_a_terminal_need_not_know_every_character(folder: Path) -> None:
    code, output = at_terminal("page.txt", folder=folder, PYTHONIOENCODING="ascii")
    assert code == 0
    assert "\\u6e56\\u8fb9" in output


@pytest.mark.parametrize(
    ("form", "text"),
    [("text", CLEAN), *((form, BROKEN) for form in ("text", "markdown", "json", "jsonl", "html", "tei", "nitf"))],
)
def test_a_terminal_is_safe_from_the_text(tmp_path: Path, form: str, text: str) -> None:
    (tmp_path / "page.txt").write_text(f"红\x1b[31m\x9b31m\x07{text}", encoding="utf-8")
    code, output = at_terminal("--format", form, "page.txt", folder=tmp_path)
    plain = STYLE.sub("", output)
    assert code == 0
    assert "\x1b[31m" not in output
    assert not {"\x1b", "\x9b", "\x07"} & set(plain)
    shown = {"text": "\\x1b", "markdown": "\\x1b", "html": "␛[31m�31m␇", "tei": "␛[31m�31m␇", "nitf": "␛[31m�31m␇"}
    assert shown.get(form, "\\u001b[31m\\u009b31m\\u0007") in plain


def test_nobody_waits_for_input_at_a_terminal(tmp_path: Path) -> None:
    for arguments in ((), ("report",)):
        code, output = at_terminal(*arguments, folder=tmp_path, keys=b"")
        assert code == 2
        assert "No file is named; name one, or" in output


def test_a_diff_is_harmless_at_a_terminal(folder: Path) -> None:
    (folder / "page.txt").write_text(f"\x9b2J{BROKEN}".replace("湖", "\t湖"), encoding="utf-8")
    code, output = at_terminal("--diff", "page.txt", folder=folder)
    assert code == 0
    assert "\x9b" not in output and "\n \\x9b2J\t湖边栈道完工\n" in output


def test_a_terminal_without_width(folder: Path) -> None:
    code, output = at_terminal("page.txt", folder=folder, COLUMNS="0")
    assert code == 0
    _, *lines = STYLE.sub("", output).split("\n")
    assert max(map(len, lines)) <= 2 and "".join(lines).count("栈") == BROKEN.count("栈")
