"""What is said where an engine is not installed, and what is not loaded until it is asked for."""

import subprocess
import sys

import pytest

ENGINES = [
    ("datatrove", "datatrove", "datatrove"),
    ("ray", "ray", "ray"),
    ("spark", "spark", "pyspark"),
    ("data_juicer", "data-juicer", "data_juicer"),
    ("datasets", "datasets", "datasets"),
]
WITHOUT = """
import sys, layoutfix
sys.modules["{}"] = None
try:
    import layoutfix.integrations.{}
except layoutfix.MissingExtraError as error:
    print(isinstance(error, ImportError), error)
"""


def output(program: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize(("module", "extra", "engine"), ENGINES)
def test_a_missing_engine_is_named_with_the_remedy(module: str, extra: str, engine: str) -> None:
    message = f"layoutfix[{extra}] is needed: pip install 'layoutfix[{extra}]'"
    assert output(WITHOUT.format(engine, module)) == [f"True {message}"]


def test_the_package_does_not_load_the_adapters() -> None:
    loaded = output("import sys, layoutfix.cli; print(*sys.modules, sep='\\n')")
    assert "layoutfix.page" in loaded
    assert not [name for name in loaded if name.startswith("layoutfix.integrations")]
