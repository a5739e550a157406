"""Dumps made of bytes: most bytes are a piece of text, the others do something to what was written before them."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Final, TypeAlias

FIXTURES: Final = Path(__file__).parent.parent / "fixtures"
LONGEST: Final = 2000
"""Characters of a dump; more of them find little that fewer do not, and take longer."""

TELLING: Final = (
    "的一是不了人中大小国民生⺠⽣⼾⻓年月日第版记者摄讯电下转上接责编（）()「」《》“”、，。：；？！—…·"
    " \t\n\r\f\v\u3000\u00a0\u2028\u0085\u200b\ufeff0123456789.%AaZz-1.2.가나あア①■●△\ud800\udfff\U00020000"
)
"""Characters that passes look at."""

_BLANKS: Final = ("\n\n", "\r\n", "\u2029", "  ", " " * 8, "\u3000\u3000", "\u2003")
_PHRASES: Final = (
    "湖边栈道今天开放", "本报讯", "本报记者 ", "新华社长沙3月20日电", "（记者 沈若水）", "（记者 王 磊",
    "（通讯员 区城管局）", "（下转第二版）", "（上接第一版）", "下转3版", "第3版", "2031年5月6日", "星期二",
    "责编：何 沅", "湖边日报", "苏 木摄", "（摄）", "摄影：", "热点问题：", "一、", "（一）", "1. ", "＊　＊　＊",
    "记者从", "邊棧橋開門", "内存", "用 Git 写", "——", "……", "——————", "、", "王　磊　　李　娜",
)  # fmt: skip
_OTHER_SCRIPTS: Final = (
    "The ferry leaves at nine.", "state-of-the-", "an exam-", "ple of it", "und Jugendbuch", "https://example.org/?b=c-",
    "def half(n):", "도서관은 아침", "図書館は朝", "１２", "ＶＩＰ", "2 0 2 4", "A B C", "5 km", "e\u0301", "it’s", '"',
    "'", "‘", "’", "[", "]", "/", ";", ",", ":", "?", "!", "#", "*", "|",
)  # fmt: skip
_ODD: Final = (
    "\u2f00", "\u2e9f", "\uf900", "\ufa0e", "\U0002f800", "\u00ad", "\u2060", "\u200d", "\ufe00", "\x00", "\x1b[31m",
    "\x1c", "\x7f", "\ufffd", "\ue000", "\u202e", "\U000e0001", "\U0010ffff", "\uff61", "\uffa0", "\u115f", "\u3164",
)  # fmt: skip
PIECES: Final = tuple(dict.fromkeys((*TELLING, *_BLANKS, *_PHRASES, *_OTHER_SCRIPTS, *_ODD)))

_Take: TypeAlias = Callable[[], int]
"""The next byte; 0 after the last."""


def dump_of(data: bytes) -> str:
    """The dump that bytes stand for, of at most `LONGEST` characters; any bytes stand for one.

    >>> dump_of(bytes([PIECES.index("第"), PIECES.index("一"), PIECES.index("版")]))
    '第一版'
    """
    rest: Iterator[int] = iter(data)
    text = ""
    for code in rest:
        if code < len(PIECES):
            text += PIECES[code]
        else:
            text = _OPERATIONS[code % len(_OPERATIONS)](text, lambda: next(rest, 0))
        if len(text) >= LONGEST:
            break
    return text[:LONGEST]


def seeds() -> Iterator[bytes]:
    """Bytes to begin a search with: each stands for the first rows of a fixture."""
    rows_of_a_fixture = next(code for code in range(len(PIECES), 256) if code % len(_OPERATIONS) == 0)
    for number in range(len(_fixtures())):
        yield bytes([rows_of_a_fixture, number, 0, 31])


@cache
def _fixtures() -> tuple[list[str], ...]:
    """The rows of each fixture, with their line ends."""
    return tuple(path.read_text(encoding="utf-8").splitlines(keepends=True) for path in sorted(FIXTURES.glob("*.txt")))


def _rows_of_a_fixture(text: str, take: _Take) -> str:
    pages = _fixtures()
    rows = pages[take() % len(pages)]
    first = take() % len(rows)
    return text + "".join(rows[first : first + take() % 32])


def _again(text: str, take: _Take) -> str:
    """The last characters, many times."""
    return text + text[-take() :] * take() if text else text


def _spaced(text: str, take: _Take) -> str:
    """The last row spaced out as justification does."""
    start = text.rfind("\n") + 1
    return text[:start] + " ".join(text[start:])


def _beside(text: str, take: _Take) -> str:
    """The last rows set in two columns, side by side."""
    rows = text.split("\n")
    height, gutter = 1 + take() % 24, " " * (take() % 8)
    kept, left, right = rows[: -2 * height], rows[-2 * height : -height], rows[-height:]
    measure = max(map(len, left), default=0)
    pairs = zip_longest(left, right, fillvalue="")
    return "\n".join([*kept, *(f"{before:<{measure}}{gutter}{after}" for before, after in pairs)])


def _any_character(text: str, take: _Take) -> str:
    return text + chr(take() << 8 | take())


_OPERATIONS: Final = (_rows_of_a_fixture, _again, _spaced, _beside, _any_character)
