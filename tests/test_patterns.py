"""No pattern of the package takes time out of proportion to what it looks at, whatever that is."""

import importlib
import inspect
import pkgutil
import re
import time
from collections import deque
from collections.abc import Iterator
from itertools import chain
from types import ModuleType
from typing import Any

import pytest
import regex

import layoutfix

LENGTH = 6000
LONGEST = 0.06
"""Seconds for a text of `LENGTH` characters: a pattern in proportion to it takes a hundredth of that at most, one that
goes with its square takes several tenths."""
ALWAYS = "a1湖 (（.,，。-)）“”\"'/:版年月：—…\u3000\u00ad\u200b"
"""Characters that the classes of patterns stand for."""


def patterns_in(value: object) -> Iterator[Any]:
    """The compiled patterns that a value is or holds."""
    if isinstance(value, re.Pattern | regex.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(patterns_in, value))
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(patterns_in, value.values()))


LEFT_OUT = re.compile(r".*__main__|layoutfix\.integrations\..*|layoutfix\.corpus\.walk")
"""What needs an extra, and what looks at the names of files alone, which are short."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(layoutfix.__path__, "layoutfix."):
        if not LEFT_OUT.fullmatch(found.name):
            yield importlib.import_module(found.name)


def uses_of(module: ModuleType, name: str) -> frozenset[str]:
    """The methods of a pattern that a module calls; all of them where it calls none by name."""
    methods = {"match", "fullmatch", "search", "finditer"}
    found = set(re.findall(rf"\b{name}\.(\w+)", inspect.getsource(module)))
    if found & {"findall", "sub", "split"}:
        found.add("finditer")
    return frozenset(methods & found or methods)


PATTERNS = {
    pattern: (f"{module.__name__.removeprefix('layoutfix.')}.{name}", uses_of(module, name))
    for module in modules()
    for name, value in vars(module).items()
    for pattern in patterns_in(value)
}


def hard_texts(pattern: Any) -> Iterator[str]:
    """Runs of the characters that a pattern names, alone, in pairs, before what fits none, and after what may begin."""
    literals = [c for c in dict.fromkeys(pattern.pattern) if c.isalnum() and not c.isascii()]
    words = regex.findall(r"\p{Han}{2,4}", pattern.pattern)
    for unit in dict.fromkeys([*ALWAYS, *literals[:8]]):
        yield unit * LENGTH
        yield unit * LENGTH + "\x00"
        for other in (*ALWAYS[:6], *words[:3]):
            yield other + unit * LENGTH + "\x00"
            yield (other + unit) * (LENGTH // len(other + unit)) + "\x00"
            yield (other + unit * 60) * (LENGTH // (len(other) + 60)) + "\x00"


def seconds(pattern: Any, uses: frozenset[str], text: str) -> float:
    start = time.process_time()
    for use in uses:
        found = getattr(pattern, use)(text)
        if use == "finditer":
            deque(found, maxlen=0)
    return time.process_time() - start


@pytest.mark.parametrize("pattern", PATTERNS, ids=[name for name, _ in PATTERNS.values()])
def test_time_grows_in_proportion_to_the_text(pattern: Any) -> None:
    uses = PATTERNS[pattern][1]
    for text in hard_texts(pattern):
        spent = seconds(pattern, uses, text)
        assert spent < LONGEST, f"{spent:.2f} s for {text[:12]!r}"
