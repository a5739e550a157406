"""From names to inputs."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from layoutfix.corpus.inputs import find_inputs, read_list

FILES = ("a/x.txt", "a/sub/x.txt.gz", "b/x.txt", "b/y.ocr", "out/x.txt", "out/sub/x.txt", "all.txt")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("甲", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def places(*names: str, output: str | None = None) -> list[tuple[str, str]]:
    inputs = find_inputs(names, output)
    assert not [found for found in inputs if found.problem]
    return [(found.source.replace(os.sep, "/"), found.place.replace(os.sep, "/")) for found in inputs]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a"], [("a/sub/x.txt.gz", "sub/x"), ("a/x.txt", "x")]),
        (["a/"], [("a/sub/x.txt.gz", "sub/x"), ("a/x.txt", "x")]),
        (["a/x.txt"], [("a/x.txt", "x")]),
        (["b/y.ocr", "a/x.txt"], [("b/y.ocr", "b/y.ocr"), ("a/x.txt", "a/x")]),
        (["b", "a/sub"], [("b/x.txt", "b/x"), ("a/sub/x.txt.gz", "a/sub/x")]),
        (["[ab]/x.*"], [("a/x.txt", "a/x"), ("b/x.txt", "b/x")]),
        (["a/*.txt"], [("a/x.txt", "x")]),
        (["a/s*"], [("a/sub/x.txt.gz", "sub/x")]),
        (["all.txt", "a/x.txt"], [("all.txt", "all"), ("a/x.txt", "a/x")]),
        (["-"], [("-", "-")]),
    ],
)
def test_places_are_told_from_the_folder_that_all_share(names: list[str], expected: list[tuple[str, str]]) -> None:
    assert places(*names) == expected


def test_relative_and_absolute_names_go_together(folder: Path) -> None:
    assert [place for _, place in places("b", str(folder / "a" / "x.txt"))] == ["b/x", "a/x"]


def test_a_file_with_the_signs_of_a_pattern_is_a_file(folder: Path) -> None:
    (folder / "[ab].txt").write_text("甲", encoding="utf-8")
    assert places("[ab].txt") == [("[ab].txt", "[ab]")]


def test_what_cannot_be_found_is_told() -> None:
    os.mkdir("empty")
    assert [found.problem for found in find_inputs(["empty", "no*", "b/*.txt", "none.txt"])] == [
        "empty: is a directory; it holds no *.txt and no *.txt.gz",
        "no*: there is no such file, and none that this pattern names; check it",
        "",
        "",
    ]


def test_output_is_no_input() -> None:
    inside = ("out/sub/x.txt", "out/x.txt")
    assert [name for name, _ in places(".") if name.endswith("out/x.txt")]
    for names in ([".", "out/x.txt"], ["**/*.txt"], ["all.txt", "a/x.txt", *inside]):
        found = [os.path.normpath(name) for name, _ in places(*names, output="out/")]
        assert "all.txt" in found and "out/x.txt" not in found and "out/sub/x.txt" not in found
    assert len(places("out", output="out")) == len(places("out/x.txt", "out/sub", output="out")) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a privilege to make links")
def test_output_is_no_input_where_a_link_leads_to_it(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "out")
    assert not [name for name, _ in places(".", output="link") if "out" in name or "link" in name]


def test_an_output_file_is_an_input_only_where_it_is_named() -> None:
    assert "all.txt" not in [name for name, _ in places("*", output="all.txt")]
    assert "all.txt" in [name for name, _ in places("*", output="b/all.txt")]
    assert places("all.txt", output="all.txt") == [("all.txt", "all")]


@pytest.mark.parametrize(
    ("data", "null", "expected"),
    [
        (b"a.txt\nb c.txt\n\n d.txt", False, ["a.txt", "b c.txt", " d.txt"]),
        (b"a.txt\r\nb.txt\r\n", False, ["a.txt", "b.txt"]),
        (b"a\nb.txt\0c.txt\0", True, ["a\nb.txt", "c.txt"]),
        ("甲.txt\n".encode(), False, ["甲.txt"]),
        (b"", False, []),
    ],
)
def test_lists(data: bytes, null: bool, expected: list[str]) -> None:
    assert read_list(BytesIO(data), null) == expected


def test_what_stands_beside_an_output_is_no_input(folder: Path) -> None:
    for name in ("b/x.jsonl", "b/x.jsonl.part", "b/x.failures.jsonl", "b/.x.jsonl.layoutfix.jsonl"):
        (folder / name).touch()
    assert [name for name, _ in places("b/*", "b/.x*", output="b/x.jsonl")] == ["b/x.txt", "b/y.ocr"]


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a privilege to make links")
def test_a_link_to_the_output_is_no_input(folder: Path) -> None:
    (folder / "b" / "link.txt").symlink_to(folder / "far.txt")
    assert [name for name, _ in places("b", output="b/link.txt")] == ["b/x.txt"]


def test_the_output_may_be_named_as_the_only_input_and_not_beside_others() -> None:
    assert places("all.txt", output="all.txt") == [("all.txt", "all")]
    one, other = find_inputs(["a/x.txt", "all.txt"], "all.txt")
    assert (one.problem, other.problem) == ("", "all.txt: is the output, too; write that to another file")


def test_what_is_not_there_is_told_though_it_would_be_in_the_output() -> None:
    assert [found.source for found in find_inputs(["all.txt", "out/none.txt"], "out/")] == ["all.txt", "out/none.txt"]
