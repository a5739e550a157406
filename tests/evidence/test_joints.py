"""What stands between two lines that are joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layoutfix import Text
from layoutfix.evidence.joints import begins_divided, join_texts, joint

JOINED = [
    # scripts without spaces (CSS Text 3, segment break transformation)
    ("湖边", "栈道", "湖边栈道"),
    ("湖边，", "栈道", "湖边，栈道"),
    ("湖边“", "栈道", "湖边“栈道"),
    ("湖边—", "—栈道", "湖边——栈道"),
    ("渡し場の", "朝", "渡し場の朝"),
    ("カフ", "ェ", "カフェ"),
    # words
    ("the ferry", "leaves", "the ferry leaves"),
    ("he said “no”", "and left", "he said “no” and left"),
    ("it’s", "late", "it’s late"),
    ("паром", "отходит", "паром отходит"),
    ("도서관은", "아침", "도서관은 아침"),
    ("at 9", "30 people", "at 9 30 people"),
    ("(the", ") ferry", "(the) ferry"),
    ("a ferry (", "old", "a ferry (old"),
    ("the ferry", ", old", "the ferry, old"),
    ("the ferry—", "old", "the ferry—old"),
    # characters and Latin
    ("湖边", "APP", "湖边APP"),
    ("APP", "湖边", "APP湖边"),
    ("湖边20", "24年", "湖边2024年"),
    ("湖边3.", "5米", "湖边3.5米"),
    ("湖边Port", "Alder", "湖边Port Alder"),
    ("도서관 A", "3층", "도서관 A 3층"),
    ("大韓", "나루터", "大韓 나루터"),
    # hyphens
    ("exam-", "ple", "example"),
    ("exam\u2010", "ple", "example"),
    ("exam\u00ad", "ple", "example"),
    ("state-", "of-the-art", "state-of-the-art"),
    ("self-", "taught", "self-taught"),
    ("2019-", "20", "2019-20"),
    ("Anglo-", "American", "Anglo-American"),
    ("Kinder-", "und Jugendbuch", "Kinder- und Jugendbuch"),
    ("A-", "3", "A-3"),
    ("he said -", "no", "he said - no"),
    # addresses
    ("https://example.org/", "page", "https://example.org/page"),
    ("https://example.org/a-", "b/page", "https://example.org/a-b/page"),
    ("see www.example.org", "for more", "see www.example.org for more"),
]


@pytest.mark.parametrize(("left", "right", "joined"), JOINED)
def test_joined(left: str, right: str, joined: str) -> None:
    texts = [Text.of(line, 0, len(line)) for line in (left, right)]
    assert join_texts(texts, dump="").value == joined


def test_the_dump_tells_how_a_word_is_written() -> None:
    assert joint("the grain-", "store", "a grain-store, old") == (0, "")
    assert joint("the self-", "ish man", "a selfish man") == (1, "")


def test_the_dump_tells_whether_latin_is_set_apart() -> None:
    spaced = "用 Git 与 Docker 和 Linux 写"
    assert joint("用", "Git", spaced) == (0, " ")
    assert joint("用", "“Git", spaced) == (0, "")
    assert joint("湖边", "栈道", spaced) == (0, "")


def test_what_a_hyphen_waits_for() -> None:
    assert not begins_divided("or so")
    assert begins_divided("organ")
    assert not begins_divided("Organ")


@given(st.text(), st.text())
def test_any_text(left: str, right: str) -> None:
    dropped, separator = joint(left, right, left + right)
    assert separator in ("", " ")
    assert not dropped or left[-1] in "-\u2010\u00ad"
