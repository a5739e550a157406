"""Writes the left side of a report: the dump, row by row, each run tied to its place among the articles."""

from collections.abc import Iterator

from .dump_rows import Owner, Row
from .markup import classes, colour, element, text_of
from .model import Segment


def write_dump(rows: list[Row], page: int, language: str, one_cell: bool, wraps: bool) -> str:
    """The rows of the dump as a list; `page` is the number of the page."""
    named: set[int] = set()
    items = (element("li", "".join(_row(row, page, named))) for row in rows)
    shape = classes("rows", one_cell and "one-cell", wraps and "wraps")
    return element("ol", "\n".join(items), class_=shape, lang=language)


def _row(row: Row, page: int, named: set[int]) -> Iterator[str]:
    """The cuts of a row; the first of each run, which `named` then holds, has its name."""
    before: Owner | None = None
    for cut in row:
        content = "".join(map(_segment, cut.segments))
        if cut.owner is None:
            yield content
        else:
            is_first = cut.owner.run.number not in named
            named.add(cut.owner.run.number)
            yield _piece(cut.owner, content, page, is_first, _number(cut.owner, before) if is_first else None)
        before = cut.owner


def _piece(owner: Owner, content: str, page: int, is_first: bool, number: int | None) -> str:
    key = f"{page}-{owner.run.number}"
    return element(
        "a",
        content,
        class_=classes("piece", *_looks(owner)),
        id=f"d{key}" if is_first else None,
        href=f"#a{key}",
        data_run=key,
        data_part=f"{page}-{owner.part.number}",
        data_n=number,
    )


def _looks(owner: Owner) -> tuple[str | bool, ...]:
    if owner.story is None:
        return "rest", False, False
    return colour(owner.story.number), owner.part.role == "headline" and "bold", owner.story.is_doubtful and "doubtful"


def _number(owner: Owner, before: Owner | None) -> int | None:
    """The number of the article where a part of it begins, or where it goes on in another place; not again where it
    goes on right after itself."""
    opens = owner.run.joint is None or owner.run.joint.is_hop
    goes_on = before is not None and before.story is owner.story
    return owner.story.number if owner.story and opens and not goes_on else None


def _segment(segment: Segment) -> str:
    source = text_of(segment.source)
    if segment.text == segment.source:
        return source
    return element("del", source, class_="changed" if segment.source.strip() else None)
