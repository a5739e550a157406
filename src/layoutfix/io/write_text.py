"""Writes a page as text for a person to read, in a form that reads back as a page with nothing to repair."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from ..evidence.whole_lines import DIVIDER
from ..page import Article, Page, Role
from ..text import LINE_END, Piece, Text
from .read_text import HEAD_LINES, INDENT
from .score import score_of

_SPACE: Final = re.compile(r"\s+")
_NOTHING: Final = Text("", ())
_INDENTED: Final = frozenset({None, Role.BODY, Role.SUBHEAD, Role.CAPTION, Role.JUMP})


def write_text(page: Page) -> str:
    """The page as text: in place where nothing was moved, otherwise its articles and, last, its furniture.

    A line `＊　＊　＊` with a blank line on each side stands between articles and before the furniture. An article
    opens with its head (kicker, headline, deck, then dateline and byline on one line), without blank lines; paragraphs,
    captions and the jump line follow, one line each, indented by two ideographic spaces, a blank line before each.
    Furniture is one line a piece. The text of a page that has a paragraph passes `is_canonical`. What ends the last
    page of a dump stays (`Page.end`).

    A page that needed no repair stands as the dump has it, and so do lines before they are put in reading order,
    wherever they follow each other there; lines after that, and blocks, are set like articles, each title a new one.

    >>> from layoutfix.page import Article, Page
    >>> from layoutfix.text import Text
    >>> dump = "湖边栈道完工 栈道今天开放。"
    >>> article = Article(headline=Text.of(dump, 0, 6), paragraphs=(Text.of(dump, 7, 14),))
    >>> print(write_text(Page(dump, articles=(article,))), end="")
    湖边栈道完工
    <BLANKLINE>
    　　栈道今天开放。
    """
    return set_page(page).value + page.end


def set_page(page: Page) -> Text:
    """What `write_text` gives but for the end of a dump, with the stretches of the dump that it came from."""
    if page.untouched or not any(page.texts()):
        rows = (row for text in page.texts() for row in _rows(page.dump, text))
        return _in_place(page.dump, sorted(rows, key=lambda row: row.start))
    is_ordered = any(line.seam_score for line in page.lines)
    if page.lines and not (is_ordered or page.blocks or page.articles or page.furniture):
        return _in_place(page.dump, (line.text for line in page.lines))
    sections = [
        *_set_blocks((line.role, line.text) for line in page.lines),
        *_set_blocks((block.role, block.text) for block in page.blocks),
        *map(_set_article, page.articles),
        _stack(block.text for block in page.furniture),
    ]
    text = _join(sections, f"\n\n{DIVIDER}\n\n")
    return text + _made("\n", text.pieces[-1].end) if text else text


def one_line(text: Text | None) -> Text:
    """The text without white space at its ends and, inside, one space where white space holds a line end.

    >>> str(one_line(Text.of(" 加强保护 \\n 夯实基础", 0, 12)))
    '加强保护 夯实基础'
    """
    if text is None:
        return _NOTHING
    text = text.strip()
    if not LINE_END.search(text.value):
        return text
    spaces = (found for found in _SPACE.finditer(text.value) if LINE_END.search(found[0]))
    return text.substitute((found.start(), found.end(), " ") for found in spaces)


def credit_line(article: Article) -> Text:
    """Dateline and byline on one line; empty where the article has neither."""
    return _join(map(one_line, (article.dateline, article.byline)), " ")


def doubt_line(article: Article) -> str:
    """What stands above an article that was found doubtful; empty for any other.

    >>> doubt_line(Article(score=0.4, doubtful=True))
    '[doubtful: 0.40]'
    """
    return f"[doubtful: {score_of(article.score)}]" if article.doubtful else ""


def _made(value: str, at: int) -> Text:
    """Text that stands for nothing of the dump, at a place of it."""
    return Text.from_pieces([Piece(value, at, at)])


def _join(texts: Iterable[Text], separator: str) -> Text:
    return Text.join(filter(None, texts), separator)


def _stack(texts: Iterable[Text]) -> Text:
    return _join(map(one_line, texts), "\n")


def _set_article(article: Article) -> Text:
    parts = [*map(one_line, (article.kicker, article.headline, article.deck)), credit_line(article)]
    head = _join([_made(doubt_line(article), 0), *parts], "\n")
    return _join((head, *_indented((*article.paragraphs, *article.captions, article.jump))), "\n\n")


def _set_blocks(blocks: Iterable[tuple[Role | None, Text]]) -> list[Text]:
    """Sections of a head and paragraphs; a head of too many lines is divided."""
    sections: list[Text] = []
    head = _NOTHING
    for indented, run in groupby(blocks, key=lambda block: block[0] in _INDENTED):
        texts = [text for _, text in run]
        if indented:
            sections.append(_join((head, *_indented(texts)), "\n\n"))
            head = _NOTHING
        else:
            *heads, head = (_stack(texts[at : at + HEAD_LINES]) for at in range(0, len(texts), HEAD_LINES))
            sections += heads
    return [*sections, head]


def _indented(texts: Iterable[Text | None]) -> Iterator[Text]:
    return (_made(INDENT, text.start) + text for text in map(one_line, texts) if text)


def _rows(dump: str, text: Text) -> Iterator[Text]:
    """The text divided again where the dump has a line end in it, or a separator was put in."""
    row: list[Piece] = []
    for piece in text.pieces:
        is_put_in = piece.start == piece.end
        if row and (is_put_in or LINE_END.search(dump, row[-1].end, piece.start)):
            yield Text.from_pieces(row)
            row = []
        row += [] if is_put_in else [piece]
    yield Text.from_pieces(row)


def _in_place(dump: str, texts: Iterable[Text]) -> Text:
    """The texts with the white space that the dump has around them, or a line end where others stood between."""
    pieces: list[Piece] = []
    end = 0
    for text in texts:
        is_next = end <= text.start and not dump[end : text.start].strip()
        pieces += (Text.of(dump, end, text.start) if is_next else _made("\n", end)).pieces
        pieces += text.pieces
        end = max((piece.end for piece in text.pieces), default=end)
    rest = dump[end:]
    pieces += (_made("\n", end) if rest.strip() else Text.of(dump, end, len(dump))).pieces
    return Text.from_pieces(pieces)
