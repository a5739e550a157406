"""What the repository promises about itself: the command of the README, the files of the package."""

import re
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = "python -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest -n 2"


def test_ci_runs_the_command_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^ *(python -m venv .*pytest -n 2)$", readme, re.MULTILINE)
    assert found == [COMMAND]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert r"tests=$(sed -n 's/^ *\(python -m venv .*pytest -n 2\)$/\1/p' README.md)" in script
    assert 'eval "$tests"' in script


def test_the_package_says_that_it_is_typed() -> None:
    assert resources.files("layoutfix").joinpath("py.typed").is_file()


def test_the_changelog_names_this_version() -> None:
    from layoutfix import __version__

    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
