"""Test settings: a thread for each process, since every core has one; on a build server Hypothesis draws the same
examples every time. And the command, called in this process."""

import os
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from commands import Command, Done

os.environ.setdefault("OMP_NUM_THREADS", "1")  # read where NumPy is loaded, here and in the commands that tests run
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture
def command(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> "Command":
    """The command, called in this process."""
    from commands import Done
    from layoutfix.cli import main

    def call(*arguments: str, data: bytes = b"") -> "Done":
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
            with pytest.raises(SystemExit) as ended:
                main(arguments, "layoutfix")
        output, errors = capfdbinary.readouterr()
        return Done(int(ended.value.code or 0), output, errors.decode().replace(os.sep, "/"))

    return call
