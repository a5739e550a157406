"""What stands for something lost is pointed out, and stays."""

import pytest

from layoutfix.io.read_text import read_page
from layoutfix.passes.flag_characters import flag_characters


@pytest.mark.parametrize("senseless", ["\x01", "\x7f", "\x9f", "\ufffd", "\ue000", "\U000f0000", "\ud800"])
def test_flagged(senseless: str) -> None:
    before = read_page(f"湖边{senseless}栈道")
    page = flag_characters(before)
    assert page.lines == before.lines
    (decision,) = page.decisions
    assert (decision.action, decision.spans) == (f"flag U+{ord(senseless):04X}", ((2, 3),))
    assert flag_characters(page) is page


@pytest.mark.parametrize("dump", ["湖边栈道", "湖边　栈道\u2028第三版\x85", "\u200b\u00ad\ufeff", "👩\u200d🌾", ""])
def test_not_flagged(dump: str) -> None:
    page = read_page(dump)
    assert flag_characters(page) is page
