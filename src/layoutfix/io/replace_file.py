"""Writes a file whole or not at all."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replace_file(path: str, temporary_name: str | None = None) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of the one at `path` once the block has ended without an error.

    It is written beside that one, with its permissions from the first byte on, and is on the disk before it takes that
    place; of a link, what it leads to is replaced. With `temporary_name` it is written under that name, so that who
    gives the same one each time leaves no more than one file behind when killed, and the disk is not waited for. What
    is no regular file (a pipe, a device) cannot be replaced and is written to directly. Raises `OSError` where the file
    cannot be written, or is there and may not be; then the old one stays, and nothing else is left behind.
    """
    if os.path.exists(path) and not os.path.isfile(path):  # by its own name: what that leads to may have none
        with open(path, "wb") as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    check_replaceable(path)
    temporary = target.with_name(temporary_name or f".layoutfix-{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("wb" if temporary_name else "xb") as file:
            if target.exists():
                shutil.copymode(target, temporary)
            yield file
            if temporary_name is None:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def check_replaceable(path: str) -> None:
    """Raises `PermissionError` where there is a file at `path` that may not be written."""
    if os.path.exists(path) and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
