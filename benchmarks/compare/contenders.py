"""What is compared: for each contender how it is loaded, and what it then does with a page."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

Work: TypeAlias = Callable[[Path, str], object]
"""What is done with one page: its PDF and the text of its dump are given, one of them is used."""


class Contender(NamedTuple):
    """`title` is the name in the table, `dumps` the extractor whose dumps it is compared on, `module` what has to be
    installed, `load` loads it and gives its work; `whole` is the program that is its whole process, where that is not
    to load it and do one page."""

    title: str
    dumps: str
    module: str
    load: Callable[[], Work]
    whole: str | None = None


def _layoutfix() -> Work:
    import layoutfix

    return lambda _, text: layoutfix.fix(text)


def _pdfminer() -> Work:
    import pdfminer.high_level  # noqa: F401  the extractor loads it where it is used, and would count it as work

    return _extraction("pdfminer")


def _mupdf() -> Work:
    import pymupdf  # noqa: F401

    return _extraction("mupdf")


def _extraction(name: str) -> Work:
    from ..press.dumps import EXTRACTORS

    return lambda pdf, _: EXTRACTORS[name](pdf)


def _jieba() -> Work:
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    return lambda _, text: jieba.lcut(text)


def _ftfy() -> Work:
    import ftfy

    return lambda _, text: ftfy.fix_text(text)


def _autocorrect() -> Work:
    import autocorrect_py

    return lambda _, text: autocorrect_py.format(text)


def _han() -> Work:
    import regex

    return lambda _, text: regex.findall(r"\p{Han}+", text)


LAYOUTFIX: Final = "layoutfix"

CONTENDERS: Final = {
    "pdfminer": Contender("pdfminer.six, the page's extraction", "pdfminer", "pdfminer", _pdfminer),
    "mupdf": Contender("MuPDF, the page's extraction", "mupdf", "pymupdf", _mupdf),
    "jieba": Contender("`jieba.lcut`", "mupdf", "jieba", _jieba),
    "ftfy": Contender("`ftfy.fix_text`", "mupdf", "ftfy", _ftfy),
    "autocorrect": Contender("`autocorrect_py.format`", "mupdf", "autocorrect_py", _autocorrect),
    "han": Contender(
        "`regex`, all runs of Han; as a process `import regex, click`", "mupdf", "regex", _han, "import regex, click"
    ),
}

LOADERS: Final = {LAYOUTFIX: _layoutfix, **{name: contender.load for name, contender in CONTENDERS.items()}}
