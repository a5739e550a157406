"""A folder of dumps."""

import gzip
from pathlib import Path

import pytest

from commands import BROKEN, CLEAN


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three dumps in `dumps`, one of them gzipped, one in a folder below; the working directory is above it."""
    (tmp_path / "dumps" / "1998").mkdir(parents=True)
    (tmp_path / "dumps" / "broken.txt").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "dumps" / "clean.txt.gz").write_bytes(gzip.compress(CLEAN.encode()))
    (tmp_path / "dumps" / "1998" / "two.txt").write_text(f"{BROKEN}\f{CLEAN}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
