"""What output goes to."""

import gzip
import io
import sys
from pathlib import Path

import pytest

from layoutfix.io.open_output import is_folder, open_output


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with pytest.raises(ValueError, match="stop"), open_output(str(path)) as file:
        file.write(b"new")
        raise ValueError("stop")
    assert not path.exists()
    with open_output(str(path)) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_gzipped_file_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.gz", "b.gz"):
        with open_output(str(tmp_path / name)) as file:
            file.write(b"new")
    data = (tmp_path / "a.gz").read_bytes()
    assert gzip.decompress(data) == b"new"
    assert data[4:8] == bytes(4)  # the time at which it was packed (RFC 1952)
    assert (tmp_path / "b.gz").read_bytes() == data


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    with open_output(None) as file:
        file.write(b"new")
    assert capfdbinary.readouterr().out == b"new"
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OSError, match="closed"), open_output(None):
        pass
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with pytest.raises(OSError), open_output(None):
        pass


def test_folders_are_known_by_their_end_or_by_being_there(tmp_path: Path) -> None:
    assert is_folder(str(tmp_path)) and is_folder("none/")
    assert not is_folder("none")
