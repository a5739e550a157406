"""Articles as plain text, set by a program that knows no type: only words, blanks and places tell what a line is.

Texts of wires and bulletins are like this, and so is what many archives keep of a page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from numpy.random import Generator
from rich.cells import cell_len

from layoutfix.io.wrap_cells import wrap_cells

from ..learn.furniture import invent_header
from .stories import Piece, Story, body_of

Lines = list[str]

LEAST_HEIGHT: Final = 4
"""Lines. No column of an article is shorter."""
MOST_IN_TURN: Final = 4
"""Where columns take turns, no more lines of one follow each other."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a page keeps to. `measure` and `gutter` are in cells of half an em; `between` is the number of blank lines
    between paragraphs, `below` that below titles, `after` that after an article; `late` says what stands behind the
    bodies: nothing, the titles of each article, or those of all."""

    form: str
    columns: int
    measure: int
    gutter: int
    indent: str
    between: int
    below: int
    after: int
    late: str
    cut_at_spaces: bool
    are_apart: bool


def typed(stories: Sequence[Story], random: Generator) -> str:
    """The page: its head, then the articles in a manner drawn at random."""
    manner = _draw_manner(random)
    paper, rest = invent_header(random)
    page = [paper, *_blanks(int(random.integers(2))), "　".join(rest), ""] if random.random() < 0.8 else []
    last: Lines = []
    for story in stories:
        titles, body = _titles(story, manner), _body(story, manner, random)
        if manner.late == "page":
            page += body
            last += [*titles, *_blanks(manner.after)]
        else:
            first, second = (body, titles) if manner.late == "article" else (titles, body)
            page += [*first, *_blanks(manner.below), *second]
        page += _blanks(manner.after)
    return "\n".join([*page, *last]).rstrip() + "\n"


def _draw_manner(random: Generator) -> _Manner:
    form = str(random.choice(tuple(FORMS), p=(0.4, 0.15, 0.2, 0.25)))
    between = int(random.choice((0, 1, 2), p=(0.65, 0.33, 0.02)))
    columns = random.choice((1, 2, 3, 4), p=(0.6, 0.2, 0.15, 0.05)) if form == "running" else random.integers(2, 6)
    return _Manner(
        form,
        columns=int(columns),
        measure=2 * int(random.triangular(10, 17, 40)),
        gutter=int(random.integers(2, 7)),
        indent=str(random.choice(("　　", "    ", ""), p=(0.6, 0.1, 0.3))),
        between=between,
        below=int(random.integers(2)),
        after=int(random.integers(between, 3)) if between < 2 else between,
        late=str(random.choice(("none", "article", "page"), p=(0.84, 0.06, 0.1))),
        cut_at_spaces=bool(random.random() < 0.5),
        are_apart=bool(random.random() < 0.5),
    )


def _blanks(count: int) -> Lines:
    return [""] * count


def _titles(story: Story, manner: _Manner) -> Lines:
    columns = 1 if manner.form == "running" else manner.columns
    wide = columns * (manner.measure + manner.gutter) - manner.gutter
    titles = [title for title in (story.kicker, story.headline, story.deck) if title]
    if manner.cut_at_spaces:
        titles = [part for title in titles for part in title.split(" ")]
    return [line for text in (*titles, story.standing_byline or "") for line in wrap_cells(text, wide)]


def _body(story: Story, manner: _Manner, random: Generator) -> Lines:
    lines: Lines = []
    for piece in body_of(story, random):
        lines += [*(_blanks(manner.between) if lines else ()), *_set_piece(piece, manner)]
    most = max(1, len(lines) // LEAST_HEIGHT)
    return list(FORMS[manner.form](list(_columns(lines, min(manner.columns, most))), manner, random))


def _set_piece(piece: Piece, manner: _Manner) -> Lines:
    indent = manner.indent if piece.kind != "caption" and not piece.flush_right else ""
    lines = wrap_cells(indent + piece.text, manner.measure)
    return [" " * (piece.flush_right * (manner.measure - cell_len(line))) + line for line in lines]


def _columns(lines: Lines, count: int) -> Iterator[Lines]:
    """The lines divided into columns of about the same height."""
    for column in range(count):
        yield lines[column * len(lines) // count : (column + 1) * len(lines) // count]


def _running(columns: list[Lines], manner: _Manner, random: Generator) -> Iterator[str]:
    """One column after the other; now and then the last stands first."""
    if random.random() < 0.1:
        columns = columns[-1:] + columns[:-1]
    for number, column in enumerate(columns):
        yield from _blanks(int(manner.are_apart and number > 0))
        yield from column


def _rows(columns: list[Lines], manner: _Manner, random: Generator) -> Iterator[str]:
    """The columns side by side, each in its place."""
    for cells in zip_longest(*columns, fillvalue=""):
        padded = (cell + " " * (manner.measure + manner.gutter - cell_len(cell)) for cell in cells)
        yield "".join(padded).rstrip()


def _squeezed(columns: list[Lines], manner: _Manner, random: Generator) -> Iterator[str]:
    """The columns side by side, with a single space between them."""
    for cells in zip_longest(*columns, fillvalue=""):
        if row := " ".join(cell.strip() for cell in cells if cell.strip()):
            yield row


def _in_turn(columns: list[Lines], manner: _Manner, random: Generator) -> Iterator[str]:
    """Some lines of each column in turn."""
    at = 0
    while any(column[at:] for column in columns):
        count = int(random.integers(1, MOST_IN_TURN + 1))
        for column in columns:
            if turn := [line for line in column[at : at + count] if line]:
                yield from turn
                yield from _blanks(int(manner.are_apart))
        at += count


FORMS: Final[dict[str, Callable[[list[Lines], _Manner, Generator], Iterator[str]]]] = {
    "running": _running,
    "rows": _rows,
    "squeezed": _squeezed,
    "in turn": _in_turn,
}
