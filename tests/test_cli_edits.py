"""The options that show what would be changed, and those that ask for more changes."""

from pathlib import Path

import pytest

import layoutfix
from test_cli import BROKEN, CLEAN, run

SPACED = "湖 边 栈 道 将 在 本 月 底 完 工\n"
SPACED_FIGURES = "湖边3米，4米，5米，6米，7米与 8 米\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("broken.txt", BROKEN), ("clean.txt", CLEAN), ("spaced.txt", SPACED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_check_of_clean_text(folder: Path) -> None:
    done = run("--check", "clean.txt", folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_check_of_text_that_would_be_changed(folder: Path) -> None:
    done = run("--check", "broken.txt", "clean.txt", folder=folder)
    count = len(layoutfix.edits(BROKEN))
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"would change broken.txt: {count} edits\n"
    assert (folder / "broken.txt").read_text(encoding="utf-8") == BROKEN


def test_diff(folder: Path) -> None:
    done = run("--diff", "spaced.txt", "clean.txt", folder=folder)
    expected = f"--- spaced.txt\n+++ spaced.txt\n@@ -1 +1 @@\n-{SPACED}+湖边栈道将在本月底完工\n"
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, expected, b"")


def test_diff_and_check_together(folder: Path) -> None:
    done = run("--diff", "--check", "spaced.txt", folder=folder)
    assert done.returncode == 1
    assert done.stdout.decode().startswith("--- spaced.txt\n")
    assert done.stderr.decode().startswith("would change spaced.txt: ")


def test_a_missing_file_does_not_stop_the_others(folder: Path) -> None:
    done = run("--diff", "none.txt", "spaced.txt", folder=folder)
    assert done.returncode == 1
    assert done.stderr.decode() == "layoutfix: none.txt: there is no such file; check its name\n"
    assert "+湖边栈道" in done.stdout.decode()


@pytest.mark.parametrize("option", [["--format", "json"], ["--explain"], ["-o", "out.txt"]])
@pytest.mark.parametrize("mode", ["--check", "--diff"])
def test_modes_that_exclude_each_other(folder: Path, mode: str, option: list[str]) -> None:
    done = run(mode, *option, "clean.txt", folder=folder)
    assert done.returncode == 2
    assert "--check and --diff go without --format, --explain and --output" in " ".join(done.stderr.decode().split())


@pytest.mark.parametrize("preset", list(layoutfix.PRESETS))
def test_presets(folder: Path, preset: str) -> None:
    done = run("--preset", preset, "broken.txt", folder=folder)
    assert done.stdout.decode() == layoutfix.fix(BROKEN, layoutfix.PRESETS[preset])


@pytest.mark.parametrize(
    ("options", "dump", "expected"),
    [
        (["--convert", "s2t"], "湖边栈桥。\n", "湖邊棧橋。\n"),
        (["--convert", "s2twp"], "换内存。\n", "換記憶體。\n"),
        (["--fold-width"], "湖边栈道(城东)在１２月完工.\n", "湖边栈道（城东）在12月完工。\n"),
        (["--fold-width", "--convert", "s2t"], "湖边栈桥.\n", "湖邊棧橋。\n"),
        (["--han-latin-spaces", "remove"], "用 Git 写\n", "用Git写\n"),
        (["--han-latin-spaces", "keep"], SPACED_FIGURES, SPACED_FIGURES),
        ([], SPACED_FIGURES, "湖边3米，4米，5米，6米，7米与8米\n"),
    ],
)
def test_changes_that_are_asked_for(options: list[str], dump: str, expected: str) -> None:
    done = run(*options, "--preset", "characters", data=dump.encode())
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, expected, b"")


def test_a_conversion_that_there_is_not() -> None:
    done = run("--convert", "s2x", data=CLEAN.encode())
    assert done.returncode == 2
    assert "no conversion named 's2x'; there are: " in " ".join(done.stderr.decode().split())
