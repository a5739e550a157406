"""The language of a page by its tag."""

import pytest

import documents
from layoutfix import repair
from layoutfix.io.page_language import page_language


@pytest.mark.parametrize("name", documents.names())
def test_fixtures(name: str) -> None:
    expected = "zh-Hant" if name.startswith("traditional") else "zh-Hans"
    assert page_language(documents.repaired(name)) == expected


@pytest.mark.parametrize(
    ("dump", "tag"),
    [
        ("", "und"),
        ("上下", "zh"),
        ("门户門戶", "zh"),
        ("湖边栈道今天 open", "zh-Hans"),
        ("図書館は朝九時に開きます。", "ja"),
        ("도서관은 문을 엽니다.", "ko"),
        ("The word 门 is a door.", "und"),
    ],
)
def test_other_texts(dump: str, tag: str) -> None:
    assert page_language(repair(dump)) == tag
