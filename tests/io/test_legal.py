"""Illegal characters: one legal one for each."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from layoutfix.io.legal import legal

ALL = list(map(chr, range(sys.maxunicode + 1)))
SHOWN = [character for character in ALL if legal(character) != character]


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\0", "␀"),
        ("\x08", "␈"),
        ("\x0c", "␌"),
        ("\x1b", "␛"),
        ("\x1f", "␟"),
        ("\x7f", "␡"),
        ("\x80", "�"),
        ("\x9f", "�"),
        ("\ud800", "�"),
        ("\udfff", "�"),
        ("\ufdd0", "�"),
        ("\uffff", "�"),
        ("\U0010fffe", "�"),
    ],
)
def test_what_is_shown_for_what(character: str, shown: str) -> None:
    assert legal(f"甲{character}乙") == f"甲{shown}乙"


def test_nothing_else_is_touched() -> None:
    assert len(SHOWN) == 32 - 3 + 1 + 32 + 2048 + 32 + 2 * 17
    assert not set("\t\n\r \xa0\u2028\u202e\ue000\ufeff\ufffd\U00020000") & set(SHOWN)


def test_xml_takes_every_character_that_comes_out() -> None:
    text = legal("".join(ALL)).replace("&", "").replace("<", "").replace("\r", "")
    assert etree.fromstring(f"<p>{text}</p>".encode()).text == text


@given(st.text(st.characters(exclude_categories=())))
def test_the_text_keeps_its_length(text: str) -> None:
    assert len(legal(text)) == len(text)
    assert legal(legal(text)) == legal(text)
