"""A file is written whole or not at all."""

import os
from pathlib import Path

import pytest

from layoutfix.io.replace_file import replace_file


def test_a_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with replace_file(str(path)) as file:
        file.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_file_that_was_there_stays_until_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replace_file(str(path)) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    with pytest.raises(ValueError, match="stop"), replace_file(str(path)) as file:
        file.write(b"new")
        raise ValueError("stop")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_new_file_has_the_permissions_of_the_old_one_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with replace_file(str(path)):
        (temporary,) = (other for other in tmp_path.iterdir() if other != path)
        assert temporary.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(PermissionError), replace_file(str(path)) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.txt"]


@pytest.mark.parametrize("count", [20_000, 10])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, count: int) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "out.txt"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5, limits[1]))  # Python ignores the signal, so writing fails
    try:
        with pytest.raises(OSError), replace_file(str(path)) as file:
            file.write(b"n" * count)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_what_was_written_is_on_the_disk_before_it_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: done.append("synced"))
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda *paths: (done.append("replaced"), replace(*paths)))
    with replace_file(str(tmp_path / "out.txt")) as file:
        file.write(b"new")
    assert done == ["synced", "replaced"]


def test_a_link_to_nothing_makes_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("out.txt")
    with replace_file(str(tmp_path / "link")) as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.txt").read_bytes() == b"new"
    assert sorted(os.listdir(tmp_path)) == ["link", "out.txt"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "out.txt")
    with replace_file(str(tmp_path / "link")) as file:
        file.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "out.txt").read_bytes() == b"new"


@pytest.mark.skipif(not Path(os.devnull).is_char_device(), reason="needs a device")
def test_a_device_is_not_replaced() -> None:
    with replace_file(os.devnull) as file:
        file.write(b"new")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("name", ["missing/out.txt", "."])
def test_a_place_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError), replace_file(str(tmp_path / name)) as file:
        file.write(b"new")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="needs /dev/fd")
def test_a_pipe_is_written_to_by_its_name(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with replace_file(f"/dev/fd/{writing}") as file:
        file.write(b"new")
    os.close(writing)
    assert os.read(reading, 9) == b"new"
    os.close(reading)
