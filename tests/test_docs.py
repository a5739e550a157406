"""What the documentation shows is what happens."""

import re
import shutil
from pathlib import Path

import pytest

import examples
import layoutfix
from documents import FIXTURES
from layoutfix import PRESETS

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(DOCS.glob("*.md"))
KINDS = {page: {block.kind for block in examples.blocks(page)} for page in PAGES}


def name(page: Path) -> str:
    """What a test of the page is called."""
    return page.name


def with_blocks(*kinds: str) -> list[Path]:
    """The pages that have blocks of one of these kinds."""
    return [page for page in PAGES if KINDS[page].intersection(kinds)]


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the fixtures that the page names."""
    source = request.getfixturevalue("page").read_text(encoding="utf-8")
    for dump in FIXTURES.glob("*.txt"):
        if re.search(rf"(?<![\w-]){re.escape(dump.name)}", source):
            shutil.copy(dump, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_blocks_are_of_a_kind_that_is_run_or_looked_at(page: Path) -> None:
    fences = re.findall(r"^ *```", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(fences) == 2 * len(examples.blocks(page))
    assert KINDS[page] <= {"pycon", "sh", "console", "text"}


@pytest.mark.parametrize("page", with_blocks("pycon"), ids=name)
@pytest.mark.usefixtures("folder")
def test_the_examples_run(page: Path) -> None:
    result = examples.run_python(page)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize("page", with_blocks("sh", "console"), ids=name)
def test_the_commands_print_what_the_page_shows(page: Path, folder: Path) -> None:
    for script, shown in examples.scripts(page):
        done = examples.run_script(script, folder)
        assert done.returncode == 0, (script, done.stdout)
        if shown is not None:
            assert done.stdout == shown, script


def test_the_passes_are_told_in_their_order() -> None:
    told = re.findall(r"^### `(.*)`$", (DOCS / "passes.md").read_text(encoding="utf-8"), re.MULTILINE)
    for preset in PRESETS.values():
        assert tuple(one for one in told if one in preset.names) == preset.names


def test_the_reference_has_all_that_is_public() -> None:
    told = re.findall(r"^::: layoutfix\.(\w+)$", (DOCS / "reference.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(layoutfix.__all__)


def test_every_page_is_in_the_navigation() -> None:
    settings = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^  - .*?(\w[\w-]*\.md)$", settings, re.MULTILINE)) == [page.name for page in PAGES]
