"""The options that show what would be changed, and those that ask for more changes."""

from pathlib import Path

import pytest

import layoutfix
from commands import BROKEN, CLEAN, Command

SPACED = "湖 边 栈 道 将 在 本 月 底 完 工\n"
SPACED_FIGURES = "湖边3米，4米，5米，6米，7米与 8 米\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with three dumps."""
    for name, text in (("broken.txt", BROKEN), ("clean.txt", CLEAN), ("spaced.txt", SPACED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_of_clean_text(command: Command) -> None:
    done = command("--check", "clean.txt")
    assert done == (0, b"", "")


def test_check_of_text_that_would_be_changed(command: Command, folder: Path) -> None:
    done = command("--check", "broken.txt", "clean.txt")
    count = len(layoutfix.edits(BROKEN))
    assert done == (1, b"", f"would change broken.txt: {count} edits\n")
    assert (folder / "broken.txt").read_text(encoding="utf-8") == BROKEN


def test_diff(command: Command) -> None:
    done = command("--diff", "spaced.txt", "clean.txt")
    expected = f"--- spaced.txt\n+++ spaced.txt\n@@ -1 +1 @@\n-{SPACED}+湖边栈道将在本月底完工\n"
    assert done == (0, expected.encode(), "")


def test_diff_and_check_together(command: Command) -> None:
    done = command("--diff", "--check", "spaced.txt")
    assert done.status == 1
    assert done.output.decode().startswith("--- spaced.txt\n")
    assert done.errors.startswith("would change spaced.txt: ")


def test_a_missing_file_does_not_stop_the_others(command: Command) -> None:
    done = command("--diff", "none.txt", "spaced.txt")
    assert done.status == 1
    assert done.errors == "layoutfix: none.txt: there is no such file; check its name\n"
    assert "+湖边栈道" in done.output.decode()


@pytest.mark.parametrize("option", [["--format", "json"], ["--explain"], ["-o", "out.txt"]])
@pytest.mark.parametrize("mode", ["--check", "--diff"])
def test_modes_that_exclude_each_other(command: Command, mode: str, option: list[str]) -> None:
    done = command(mode, *option, "clean.txt")
    assert done.status == 2
    assert "--check and --diff go without --format, --explain and --output" in " ".join(done.errors.split())


@pytest.mark.parametrize("preset", list(layoutfix.PRESETS))
def test_presets(command: Command, preset: str) -> None:
    done = command("--preset", preset, "broken.txt")
    assert done.output.decode() == layoutfix.fix(BROKEN, layoutfix.PRESETS[preset])


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
def test_changes_that_are_asked_for(command: Command, options: list[str], dump: str, expected: str) -> None:
    done = command(*options, "--preset", "characters", data=dump.encode())
    assert done == (0, expected.encode(), "")


def test_a_conversion_that_there_is_not(command: Command) -> None:
    done = command("--convert", "s2x", data=CLEAN.encode())
    assert done.status == 2
    assert "no conversion named 's2x'; there are: " in " ".join(done.errors.split())
