"""The benchmarks that need nothing but the fixtures."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import documents

ROOT = Path(__file__).parent.parent
KINDS = ("nothing", "seams", "echo", "first-guess", "distances", "wording", "pairing", "indents", "blank-lines")


def ablated(kind: str, path: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.ablation", kind, str(path)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, timeout=60)
    page: dict[str, object] = json.loads(done.stdout)
    return page


pytestmark = pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="an installed package has no benchmarks")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_by_leaving_evidence_out(kind: str) -> None:
    path = documents.FIXTURES / "woven.txt"
    page = json.dumps(ablated(kind, path), ensure_ascii=False)
    missing = Counter("".join(path.read_text(encoding="utf-8").split())) - Counter(page)
    assert not [char for char in missing if char.isalnum() and not "\u2e80" <= char <= "\u2fdf"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_many_dumps_come_out_the_same() -> None:
    command = [sys.executable, "-m", "benchmarks.corpus", "6"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.stderr == ""
    assert done.stdout.count("the same bytes") == 2
