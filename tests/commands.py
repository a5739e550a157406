"""What the tests of the command share: dumps, the command as a process, what it gave back and what it wrote."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import layoutfix

CLEAN = "湖边栈道完工\n\n　　栈道今天开放，人人可以走。\n"
BROKEN = "湖边栈道完工\n\n　　本报讯 湖边栈道完工，今天上午\n全线开放，市民可以免费走一走，晚上也亮\n灯。\n"
REPAIRED = layoutfix.fix(BROKEN)


class Done(NamedTuple):
    status: int
    output: bytes
    errors: str


Command = Callable[..., Done]


def run(*arguments: str, data: bytes = b"") -> Done:
    """The command, run as a process as a user runs it."""
    done = subprocess.run([sys.executable, "-m", "layoutfix", *arguments], input=data, capture_output=True, timeout=60)
    return Done(done.returncode, done.stdout, done.stderr.decode())


def contents(folder: Path) -> dict[str, bytes]:
    """The files in a folder and below it, hidden ones left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def listed(path: Path) -> dict[str, str]:
    """The problems in a list of failures."""
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {line["source"].replace(os.sep, "/"): line["problem"].replace(os.sep, "/") for line in lines}
