"""Set phrases of newspapers."""

import pytest

from layoutfix.evidence.cues import CUES, cue_columns

SHOWN = [
    ("本报记者田禾", {"credit"}),
    ("（记者田禾）", {"credit", "parentheses", "opens in parentheses", "closes in parentheses"}),
    ("新华社青川3月20日电今年", {"dateline"}),
    ("湖上的水鸟。沈若水摄", {"picture"}),
    ("2031年5月6日星期二", {"date"}),
    ("第3版", {"page number"}),
    ("（下转第二版）", {"jump", "parentheses", "opens in parentheses", "closes in parentheses"}),
    ("一、修好栈道", {"bullet"}),
    ("田禾", {"name"}),
    ("他们说：", {"colon"}),
    ("修好了。”", {"full stop"}),
    ("湖边的木栈道今天修好", set()),
    ("", set()),
    ("\ud800", set()),
]


@pytest.mark.parametrize(("text", "cues"), SHOWN)
def test_cues(text: str, cues: set[str]) -> None:
    (row,) = cue_columns([text]).tolist()
    assert {name for name, shown in zip(CUES, row, strict=True) if shown} == cues


def test_one_row_a_text() -> None:
    assert cue_columns([]).shape == (0, len(CUES))
    assert cue_columns(["甲", "乙"]).shape == (2, len(CUES))
