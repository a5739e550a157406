"""A browser, and what opens reports in it, for the tests that have the mark `browser`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chromium import Reader, chromium, reading


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def reader(browser: Any, tmp_path: Path) -> Iterator[Reader]:
    with reading(browser, tmp_path) as reader:
        yield reader
