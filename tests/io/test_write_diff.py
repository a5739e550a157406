"""A diff that `patch` can apply."""

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import documents
from layoutfix import Edit, Span, edits, fix
from layoutfix.io.write_diff import write_diff

NO_END = "\n\\ No newline at end of file\n"


def replayed(dump: str, diff: str) -> str:
    """The text that a unified diff without escapes makes of a dump, its context checked."""
    old = dump.splitlines(keepends=True)
    new: list[str] = []
    at = 0
    for line in diff.replace(NO_END, "$\n").split("\n")[2:-1]:
        text = line[1:-1] if line.endswith("$") else f"{line[1:]}\n"
        if line.startswith("@@"):
            start, _, count = line.split()[1].removeprefix("-").partition(",")
            first = int(start) - (count != "0")
            new += old[at:first]
            at = first
        elif line[0] == "+":
            new.append(text)
        else:
            assert old[at] == text
            at += 1
            new += [text] if line[0] == " " else []
    return "".join([*new, *old[at:]])


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    dump = draw(st.text("ab\n", max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(dump)), max_size=8)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    texts = st.text("ab\n", max_size=4)
    return dump, [Edit(span, dump[span.start : span.end], draw(texts), "cut", "a test") for span in spans]


@given(edited_texts())
def test_a_diff_makes_the_new_text_of_the_old(case: tuple[str, list[Edit]]) -> None:
    from layoutfix import apply

    dump, made = case
    diff = write_diff(dump, made, "a")
    new = apply(made, dump)
    assert (diff == "") == (new == dump)
    assert replayed(dump, diff) == new


@pytest.mark.parametrize("name", documents.names())
def test_patch_applies_it(name: str, tmp_path: Path) -> None:
    dump = documents.load(name)[0]
    (tmp_path / "page.txt").write_text(dump, encoding="utf-8", newline="")
    diff = write_diff(dump, edits(dump), "page.txt")
    done = subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "page.txt").read_text(encoding="utf-8") == fix(dump)


def test_a_last_line_without_an_end_is_marked() -> None:
    diff = write_diff("a\nb", [Edit(Span(3, 3), "", "c", "cut", "a test")], "a")
    assert diff == f"--- a\n+++ a\n@@ -1,2 +1,2 @@\n a\n-b{NO_END}+bc{NO_END}"


def test_the_name_is_harmless_and_the_text_as_it_stands() -> None:
    diff = write_diff("\x1b[31m\n", [Edit(Span(0, 1), "\x1b", "", "cut", "a test")], "a\nb")
    assert diff == "--- a\\nb\n+++ a\\nb\n@@ -1 +1 @@\n-\x1b[31m\n+[31m\n"


def test_time_grows_in_proportion_to_the_lines() -> None:
    count = 50_000
    made = [Edit(Span(8 * at, 8 * at + 1), "a", "b", "cut", "a test") for at in range(0, count, 3)]
    start = time.process_time()
    assert write_diff("abcabca\n" * count, made, "a").count("\n-") == len(made)
    assert time.process_time() - start < 5
