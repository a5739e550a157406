"""Writes a file whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replace_file(path: str, temporary_name: str | None = None) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of the one at `path` once the block has ended without an error.

    It is written beside that one, whose permissions it takes, under a name that nothing else has, or under
    `temporary_name`: who gives the same name each time leaves no more than one file behind when killed. What is no
    regular file (a pipe, a device) cannot be replaced and is written to directly. Raises `OSError` where the file
    cannot be written; then the old one stays.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    temporary = target.with_name(temporary_name or f".layoutfix-{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("wb" if temporary_name else "xb") as file:
            yield file
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
