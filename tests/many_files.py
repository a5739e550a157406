"""What the tests of many files share: dumps, what the command gave back, what it wrote."""

import json
import os
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
