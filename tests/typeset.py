"""A typesetter for tests: sets articles in columns and dumps the page in the order of an extractor.

It knows nothing of the package, so that the two can check each other. Widths are in em: a full-width character is 1,
a half-width one 0.5. Rules for line ends are those of W3C clreq, 3.1.6 and 3.1.7 (prohibition rules, compression).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, zip_longest
from typing import NamedTuple, TypeAlias

from documents import ArticleText

NEVER_FIRST = frozenset("，。、；：？！,.;:?!）」』》〉”’】〕)]·")
NEVER_LAST = frozenset("（「『《〈“‘【〔([")
SQUEEZABLE = frozenset("，。、；：？！（）「」『』《》〈〉“”‘’【】")
CLUSTER = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,+%/-]*|—+|…+|\S(?: \S)+|.", re.DOTALL)
BANDS = (2, 3, 1, 2)
GUTTER = 4

# The two radicals blocks: Kangxi by their compatibility mapping; of the other, the few that dumps really show.
# U+2F3E maps to 戶, but fonts that simplified pages are set in use it for 户.
KANGXI = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
SUPPLEMENT = dict(zip("长民见车门风飞马龙齐青黄鱼页", "⻓⺠⻅⻋⻔⻛⻜⻢⻰⻬⻘⻩⻥⻚", strict=True))
RADICALS = str.maketrans({**KANGXI, **SUPPLEMENT, "户": "⼾"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page is set and dumped.

    `order` is a key of ORDERS; `columns` the most that an article is divided into; `measure` the width of a column in
    em; `indent` one of `kept` (in print and in the dump), `dropped` (in print only), `none`; `blank` what a blank line
    stands between: `columns`, `paragraphs`, `lines`; `spaced` dumps lines that justification stretched with a space
    after every character; `radicals` spells characters with the radicals that look like them.
    """

    order: str = "in-order"
    columns: int = 1
    measure: int = 18
    indent: str = "kept"
    blank: str = "paragraphs"
    spaced: bool = False
    radicals: bool = False

    @classmethod
    def parse(cls, line: str) -> "Layout":
        """The layout that a line such as `woven columns=3 measure=17 radicals` asks for.

        >>> Layout.parse("woven columns=3 radicals").columns
        3
        """
        order, *options = line.split()
        values: dict[str, object] = {}
        for option in options:
            name, _, value = option.partition("=")
            values[name] = int(value) if value.isdigit() else value or True
        return cls(order, **values)  # type: ignore[arg-type]


class SetLine(NamedTuple):
    """A line as it is dumped; `first` where it opens a paragraph."""

    text: str
    first: bool


Column: TypeAlias = Sequence[SetLine]
Lines: TypeAlias = list[str]


class Box(NamedTuple):
    """An article as set: the lines of each title part, the columns of its body, the lines of each caption."""

    titles: list[Lines]
    columns: list[list[SetLine]]
    captions: list[Lines]


def width(text: str) -> float:
    """Width of a text in em.

    >>> width("第12页")
    3.0
    """
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def break_lines(text: str, measure: float, indent: float = 0.0) -> Lines:
    """The text cut into lines of at most `measure` em, the first one shorter by `indent`.

    A mark that may not begin a line is squeezed into the line before where that line has another mark to squeeze;
    else the character before it goes along to the next line. Numbers, words, dashes, ellipses and padded names are not
    divided.

    >>> break_lines("他说，今天“有雨”。", 4)
    ['他说，今', '天“有', '雨”。']
    """
    lines: Lines = []
    line: list[str] = []
    room = measure - indent
    for cluster in CLUSTER.findall(text):
        if line and width("".join(line)) + width(cluster) > room and not _squeezes(line, cluster, room):
            carried = _carried(line, cluster)
            lines.append("".join(line))
            line, room = carried, measure
        line.append(cluster)
    return [*lines, "".join(line)] if line else lines


def _squeezes(line: Sequence[str], cluster: str, room: float) -> bool:
    """True where a mark that may not begin a line fits once it and another mark of the line lose half an em each."""
    marks = sum(part in SQUEEZABLE for part in line)
    return cluster[0] in NEVER_FIRST and marks > 0 and width("".join(line)) <= room


def _carried(line: list[str], cluster: str) -> list[str]:
    """Takes from the end of `line` what has to stand on the next line before `cluster`, and gives it back."""
    carried: list[str] = []
    while len(line) > 1 and ((carried or [cluster])[0][0] in NEVER_FIRST or line[-1][-1] in NEVER_LAST):
        carried.insert(0, line.pop())
    return carried


def stretch(line: str, measure: float) -> str:
    """The line as an extractor gives it that takes the gaps of justification for spaces.

    >>> stretch("提升7.5%的", 6), stretch("提升区域", 4)
    ('提 升 7.5% 的', '提升区域')
    """
    return " ".join(CLUSTER.findall(line.replace(" ", ""))) if width(line) < measure else line


def set_paragraph(text: str, layout: Layout) -> list[SetLine]:
    """The lines of one paragraph of a body."""
    indent = 0 if layout.indent == "none" else 2
    lines = break_lines(text, layout.measure, indent)
    if layout.spaced:
        rooms = [layout.measure - indent, *[layout.measure] * len(lines)]
        lines = [stretch(line, room) for line, room in zip(lines[:-1], rooms, strict=False)] + lines[-1:]
    if layout.indent == "kept":
        lines[0] = "　" * indent + lines[0]
    return [SetLine(line, number == 0) for number, line in enumerate(lines)]


def set_title(marked: str | None, measure: float) -> Lines:
    """The lines of a title part: cut where `/` stands, and where the measure ends.

    >>> set_title("湖边栈道/本月完工", 10)
    ['湖边栈道', '本月完工']
    """
    parts = (part.strip() for part in (marked or "").split("/"))
    return [line for part in parts for line in break_lines(part, measure)]


def set_article(article: ArticleText, layout: Layout) -> Box:
    """The article set in as many columns as its length asks for: six lines to a column at least."""
    body = [line for text in body_texts(article) for line in set_paragraph(text, layout)]
    count = max(1, min(layout.columns, len(body) // 6))
    height = -(-len(body) // count)
    columns = [body[at : at + height] for at in range(0, len(body), height)] if body else []
    wide = layout.measure * count
    titles = [set_title(part, wide) for part in (article.kicker, article.headline, article.deck) if part]
    return Box(titles, columns, [set_title(caption, layout.measure) for caption in article.captions])


def body_texts(article: ArticleText) -> Lines:
    """The texts that the body is set from: a dateline, and a byline beside it, open the first paragraph."""
    first, *others = article.paragraphs or ("",)
    own_line = [article.byline] if article.byline and not article.dateline else []
    if article.dateline:
        first = article.dateline + (article.byline or " ") + first
    jump = [article.jump] if article.jump else []
    before, after = ([], own_line) if article.byline_last else (own_line, [])
    return [text for text in (*before, first, *others, *after, *jump) if text]


def _blocks(column: Column, blank: str) -> Iterator[Lines]:
    """The lines of a column, divided where the dump will hold a blank line."""
    block: Lines = []
    for line, first in column:
        if block and (blank == "lines" or (blank == "paragraphs" and first)):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _titles(box: Box, blank: str) -> Iterator[Lines]:
    lines = [line for part in box.titles for line in part]
    whole = [lines] if lines else []
    yield from {"columns": whole, "paragraphs": box.titles, "lines": [[line] for line in lines]}[blank]


def _bodies(box: Box, blank: str) -> Iterator[Lines]:
    for column in box.columns:
        yield from _blocks(column, blank)
    yield from box.captions


def in_order(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """Each article whole, titles first."""
    for box in boxes:
        yield from _titles(box, layout.blank)
        yield from _bodies(box, layout.blank)


def titles_after(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """Each article whole, titles after the body."""
    for box in boxes:
        yield from _bodies(box, layout.blank)
        yield from _titles(box, layout.blank)


def titles_last(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """All bodies, then all titles: the order in which a page is often drawn."""
    for box in boxes:
        yield from _bodies(box, layout.blank)
    for box in boxes:
        yield from _titles(box, layout.blank)


def moved(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """Each article with the last of its columns first."""
    for titles, columns, captions in boxes:
        yield from in_order([Box(titles, columns[-1:] + columns[:-1], captions)], layout)


def woven(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """A few lines of each column in turn, over and over, as an extractor gives them that goes by baselines."""
    for box in boxes:
        yield from _titles(box, layout.blank)
        height, at, bands = max((len(column) for column in box.columns), default=0), 0, cycle(BANDS)
        while at < height:
            band = next(bands)
            for column in box.columns:
                yield from _blocks(column[at : at + band], "columns")
            at += band
        yield from box.captions


def _row(cells: Iterable[str], measure: int) -> str:
    """Cells side by side; any character counts one cell, and an over-full one pushes the rest to the right."""
    row = ""
    for number, cell in enumerate(cells):
        place = number * (measure + GUTTER)
        if cell:
            row = row.ljust(max(place, len(row) + 1 if row else 0)) + cell
    return row


def side_by_side(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """The columns of each article next to one another with gutters of spaces, titles centred above."""
    for box in boxes:
        wide = (layout.measure + GUTTER) * len(box.columns) - GUTTER
        for part in box.titles:
            yield [" " * int((wide - width(line)) / 2) + line for line in part]
        columns = [[line.text.replace("　", " ") for line in column] for column in box.columns]
        yield [_row(cells, layout.measure) for cells in zip_longest(*columns, fillvalue="")]
        yield from box.captions


def squeezed(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """The columns of each article next to one another with a single space between them, and no blank line anywhere."""
    lines: Lines = []
    for box in boxes:
        lines += [line for part in box.titles for line in part]
        rows = zip_longest(*([line.text for line in column] for column in box.columns), fillvalue="")
        lines += [" ".join(filter(None, cells)) for cells in rows]
        lines += [line for caption in box.captions for line in caption]
    yield lines


def abreast(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """Articles next to one another, each in a column of its own with its titles on top."""
    for at in range(0, len(boxes), layout.columns):
        stacks = [[line.replace("　", " ") for line in _stack(box)] for box in boxes[at : at + layout.columns]]
        yield [_row(cells, layout.measure) for cells in zip_longest(*stacks, fillvalue="")]


def boxes_in_rows(boxes: Sequence[Box], layout: Layout) -> Iterator[Lines]:
    """Articles next to one another, each line by itself from the top of the page to its foot."""
    for at in range(0, len(boxes), layout.columns):
        rows = zip_longest(*map(_stack, boxes[at : at + layout.columns]), fillvalue="")
        yield [cell for row in rows for cell in row if cell]


def _stack(box: Box) -> Iterator[str]:
    for part in box.titles:
        yield from part
    for column in box.columns:
        yield from (line.text for line in column)
    for caption in box.captions:
        yield from caption


ORDERS: dict[str, Callable[[Sequence[Box], Layout], Iterator[Lines]]] = {
    "in-order": in_order,
    "titles-after": titles_after,
    "titles-last": titles_last,
    "moved": moved,
    "woven": woven,
    "side-by-side": side_by_side,
    "squeezed": squeezed,
    "abreast": abreast,
    "boxes": boxes_in_rows,
}


def typeset(articles: Iterable[ArticleText], layout: Layout, furniture: Sequence[str] = ()) -> str:
    """The dump of a page: furniture on top, a line each, then the articles in the layout's order."""
    boxes = [set_article(article, layout) for article in articles]
    blocks = [*([line] for line in furniture), *ORDERS[layout.order](boxes, layout)]
    dump = "\n\n".join("\n".join(block) for block in blocks) + "\n"
    return dump.translate(RADICALS) if layout.radicals else dump
