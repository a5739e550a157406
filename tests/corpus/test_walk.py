"""Files of a folder, and those that a pattern names."""

import os
from pathlib import Path

import pytest

from layoutfix.corpus.walk import match, split_pattern, walk

FILES = (
    "a.txt",
    "b.TXT",
    "c.txt.gz",
    "notes.md",
    ".hidden.txt",
    ".folder/x.txt",
    "1998/p10.txt",
    "1998/p2.txt",
    "1998/deep/er/p.txt",
    "1999/p.txt",
    "1999.txt/p.txt",
    "[a].txt",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in FILES:
        path = tmp_path / "dumps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("甲", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def walked(folder: str = "dumps") -> list[str]:
    return [found.path.replace(os.sep, "/") for found in walk(folder)]


def matched(pattern: str) -> list[str]:
    return [found.path.replace(os.sep, "/") for found in match(pattern)]


def test_a_folder_holds_its_dumps_in_the_order_of_names(folder: Path) -> None:
    assert walked() == [
        "dumps/1998/deep/er/p.txt",
        "dumps/1998/p10.txt",
        "dumps/1998/p2.txt",
        "dumps/1999/p.txt",
        "dumps/1999.txt/p.txt",
        "dumps/[a].txt",
        "dumps/a.txt",
        "dumps/b.TXT",
        "dumps/c.txt.gz",
    ]


def test_a_hidden_folder_is_walked_where_it_is_named(folder: Path) -> None:
    assert walked("dumps/.folder") == ["dumps/.folder/x.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("dumps/*.txt", ["dumps/1999.txt/p.txt", "dumps/[[]a].txt", "dumps/a.txt"]),
        ("dumps/199?", ["dumps/1998/deep/er/p.txt", "dumps/1998/p10.txt", "dumps/1998/p2.txt", "dumps/1999/p.txt"]),
        ("dumps/1998/p[0-9].txt", ["dumps/1998/p2.txt"]),
        ("dumps/**/p.txt", ["dumps/1998/deep/er/p.txt", "dumps/1999/p.txt", "dumps/1999.txt/p.txt"]),
        ("dumps/**/deep/**/*.txt", ["dumps/1998/deep/er/p.txt"]),
        ("dumps/**/**/p2.*", ["dumps/1998/p2.txt"]),
        ("dumps/1998/**", ["dumps/1998/deep/er/p.txt", "dumps/1998/p10.txt", "dumps/1998/p2.txt"]),
        ("dumps/*.md", ["dumps/notes.md"]),
        ("dumps/.*.txt", ["dumps/.hidden.txt"]),
        ("*/.folder/*", ["dumps/.folder/x.txt"]),
        ("./dum*/a.*", ["dumps/a.txt"]),
        ("dumps/[[]a].txt", ["dumps/[[]a].txt"]),
        ("none/*.txt", []),
        ("dumps/a.txt/*", []),
    ],
)
def test_patterns(folder: Path, pattern: str, expected: list[str]) -> None:
    assert matched(pattern) == [path.replace("[[]", "[") for path in expected]


def test_a_pattern_may_be_absolute(folder: Path) -> None:
    assert matched(f"{folder}/dumps/199?/p.txt") == [f"{folder}/dumps/1999/p.txt".replace(os.sep, "/")]
    assert split_pattern("/*/x") == (os.sep, ("*", "x"))


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a privilege to make links")
class TestLinks:
    def test_a_link_to_a_folder_is_followed(self, folder: Path) -> None:
        (folder / "linked").symlink_to(folder / "dumps" / "1999")
        assert walked("linked") == matched("linked/*") == matched("lin*d/**/p.txt") == ["linked/p.txt"]

    def test_loops_of_links_are_left_out(self, folder: Path) -> None:
        (folder / "a").mkdir()
        (folder / "b").mkdir()
        (folder / "a" / "to-b").symlink_to(folder / "b")
        (folder / "b" / "to-a").symlink_to(folder / "a")
        (folder / "b" / "self").symlink_to(".")
        (folder / "a" / "up").symlink_to(folder)
        (folder / "a" / "page.txt").write_text("甲", encoding="utf-8")
        assert [path for path in walked("a") if path.count("page")] == ["a/page.txt"]
        assert [path for path in matched("a/**/page.txt")] == ["a/page.txt"]

    def test_a_broken_link_is_found_so_that_it_can_be_told(self, folder: Path) -> None:
        (folder / "dumps" / "1999" / "gone.txt").symlink_to("nowhere")
        assert walked("dumps/1999") == ["dumps/1999/gone.txt", "dumps/1999/p.txt"]

    def test_a_pipe_is_no_dump(self, folder: Path) -> None:
        os.mkfifo(folder / "dumps" / "1999" / "pipe.txt")
        assert walked("dumps/1999") == ["dumps/1999/p.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(folder: Path) -> None:
    (folder / "dumps" / "1999").chmod(0)
    assert [found.problem for found in walk("dumps") if found.problem] == [
        "dumps/1999: cannot be read (Permission denied); check its permissions"
    ]
