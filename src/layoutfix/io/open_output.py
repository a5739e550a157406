"""Opens what output goes to: standard output, or a file that is written whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast


def is_folder(path: str) -> bool:
    """True for a folder that there is, and for a name that ends like that of a folder.

    >>> is_folder("pages/"), is_folder("pages.jsonl")
    (True, False)
    """
    return path.endswith((os.sep, os.altsep or os.sep)) or os.path.isdir(path)


def is_terminal() -> bool:
    """True where standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """The file at `path` (`replace_file`), gzipped where its name ends in `.gz`, or standard output where that is None.

    Raises `OSError` where it cannot be written.
    """
    if path is None:
        if sys.stdout is None:
            raise OSError("it is closed")
        with open(sys.stdout.fileno(), "wb", closefd=False) as file:
            yield file
        return
    from .replace_file import replace_file  # loaded here, and so below, so that nobody waits for it who needs none

    with replace_file(path) as file:
        if not path.endswith(".gz"):
            yield file
            return
        import gzip

        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
            yield cast(BinaryIO, packed)
