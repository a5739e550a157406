"""The command, called in this process, and a folder of dumps."""

import gzip
import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from layoutfix.cli import main
from many_files import BROKEN, CLEAN, Command, Done


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command, called in this process."""

    def call(*arguments: str, data: bytes = b"") -> Done:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
            with pytest.raises(SystemExit) as ended:
                main(arguments, "layoutfix")
        output, errors = capfdbinary.readouterr()
        return Done(int(ended.value.code or 0), output, errors.decode().replace(os.sep, "/"))

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three dumps in `dumps`, one of them gzipped, one in a folder below; the working directory is above it."""
    (tmp_path / "dumps" / "1998").mkdir(parents=True)
    (tmp_path / "dumps" / "broken.txt").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "dumps" / "clean.txt.gz").write_bytes(gzip.compress(CLEAN.encode()))
    (tmp_path / "dumps" / "1998" / "two.txt").write_text(f"{BROKEN}\f{CLEAN}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
