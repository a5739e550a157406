"""A file of JSON Lines that outlives a run cut short: what it holds."""

import gzip
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layoutfix.corpus.lines import LinesOutput
from outputs import TEXTS, fill, inputs_of


def run(path: Path, texts: dict[str, str], resume: bool, stop_after: int | None = None) -> list[str]:
    return fill(LinesOutput(str(path), inputs_of(texts), resume), texts, stop_after)[0]


def lines_of(texts: dict[str, str]) -> bytes:
    return "".join(f'"{text}"\n' for text in texts.values() if text != "bad").encode()


def test_the_file_is_there_when_all_is_done(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")
    path.chmod(0o640)
    run(path, TEXTS, resume=False, stop_after=2)
    assert path.read_bytes() == b"old"
    assert (tmp_path / "x.jsonl.part").read_bytes() == lines_of(dict(list(TEXTS.items())[:2]))
    assert run(path, TEXTS, resume=True) == ["c", "d"]
    assert path.read_bytes() == lines_of(TEXTS)
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == [".x.jsonl.layoutfix.jsonl", "x.jsonl"]


def test_lines_are_in_the_part_once_they_are_taken(tmp_path: Path) -> None:
    output = LinesOutput(str(tmp_path / "x.jsonl"), inputs_of(TEXTS), False)
    fill(output, TEXTS, stop_after=2)
    assert (tmp_path / "x.jsonl.part").read_bytes() == lines_of(dict(list(TEXTS.items())[:2]))
    output.finish()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(PermissionError):
        run(path, TEXTS, resume=False)
    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == {"x.jsonl": b"old"}


def test_the_part_has_the_permissions_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")
    path.chmod(0o600)
    run(path, TEXTS, resume=False, stop_after=1)
    assert (tmp_path / "x.jsonl.part").stat().st_mode & 0o777 == 0o600


def test_without_resume_all_is_done_anew(tmp_path: Path) -> None:
    run(tmp_path / "x.jsonl", TEXTS, resume=False, stop_after=2)
    assert run(tmp_path / "x.jsonl", TEXTS, resume=False) == list(TEXTS)
    assert run(tmp_path / "x.jsonl", TEXTS, resume=False) == list(TEXTS)
    assert (tmp_path / "x.jsonl").read_bytes() == lines_of(TEXTS)


@pytest.mark.parametrize(
    ("now", "made"),
    [
        (TEXTS, []),
        (TEXTS | {"b": "新"}, ["b"]),
        (TEXTS | {"e": "戊"}, ["e"]),
        ({"0": "零"} | TEXTS, ["0"]),
        ({"d": "丁丁丁", "a": "甲"}, []),
        ({"d": "丁丁丁", "e": "戊", "b": "乙乙", "a": "新"}, ["e", "a"]),
    ],
)
@pytest.mark.parametrize("stop_after", [None, 4])
def test_inputs_that_changed(tmp_path: Path, now: dict[str, str], made: list[str], stop_after: None) -> None:
    path = tmp_path / "x.jsonl"
    run(path, TEXTS, False, stop_after)
    assert run(path, now, resume=True) == made
    assert path.read_bytes() == lines_of(now)
    assert run(path, now, resume=True) == []
    assert path.read_bytes() == lines_of(now)


def test_an_input_that_failed_is_tried_again_and_comes_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    run(path, TEXTS | {"b": "bad"}, resume=False)
    assert path.read_bytes() == lines_of(TEXTS | {"b": "bad"})
    assert run(path, TEXTS, resume=True) == ["b"]
    assert path.read_bytes() == lines_of(TEXTS)


def test_where_nothing_can_be_read_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"old")
    run(path, {"a": "bad"}, resume=False)
    assert path.read_bytes() == b"old"
    assert not (tmp_path / "x.jsonl.part").exists()


def test_a_file_that_somebody_changed_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    run(path, TEXTS, resume=False)
    path.write_bytes(path.read_bytes().replace("乙".encode(), "已".encode()))
    assert run(path, TEXTS, resume=True) == ["b", "c", "d"]
    assert path.read_bytes() == lines_of(TEXTS)


def test_gzipped_lines_are_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    run(path, TEXTS, resume=False)
    whole = path.read_bytes()
    assert gzip.decompress(whole) == lines_of(TEXTS)
    assert whole[4:8] == bytes(4)  # the time at which it was packed (RFC 1952)
    run(path, TEXTS, resume=False, stop_after=3)
    assert run(path, TEXTS, resume=True) == ["d"]
    assert path.read_bytes() == whole


@settings(max_examples=40)
@given(st.integers(0, 4), st.integers(0, 60), st.integers(0, 300), st.booleans())
def test_wherever_it_is_cut_short_the_next_run_makes_the_same(
    done: int, part: int, journal: int, is_twice: bool
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.jsonl")
        texts = TEXTS | ({"a": "甲甲"} if is_twice else {})
        run(path, TEXTS, resume=False, stop_after=done)
        for name, cut in (("x.jsonl.part", part), (".x.jsonl.layoutfix.jsonl", journal)):
            with Path(folder, name).open("r+b" if done else "w+b") as file:
                file.truncate(max(0, file.seek(0, os.SEEK_END) - cut))
        run(path, texts, resume=True, stop_after=done // 2)
        run(path, texts, resume=True)
        assert path.read_bytes() == lines_of(texts)
