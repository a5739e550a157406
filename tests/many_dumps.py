"""A few hundred dumps out of the fixtures, for the engines; some have two pages, none is like another."""

from typing import TypedDict

from documents import FIXTURES
from layoutfix import NEWSPAPER, Page, Pipeline

LOST = "此行有误"
"""A dump that holds this loses its first line in the pipeline `losing`."""
REASON = "page 1 lost '渡口搬家' at 0; please report it"
"""What is said then of a dump of `with_failing`."""


class Dump(TypedDict):
    """A row of the data set that an engine is given."""

    id: str
    text: str


def dumps(number: int) -> list[Dump]:
    """So many dumps; every sixth has two pages."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))]
    rows: list[Dump] = []
    for turn in range(number):
        text = f"{texts[turn % len(texts)]}\n第{turn}号"
        if turn % 6 == 0:
            text += f"\f{texts[turn * 7 % len(texts)]}"
        rows.append({"id": f"dump-{turn:03}", "text": text})
    return rows


def losing() -> Pipeline:
    """A pipeline with a pass that loses a line of some pages.

    The pass is made anew in here, so that engines carry it to their workers as a value; those need not find this file.
    """
    lost = LOST

    def lose_a_line(page: Page) -> Page:
        return page.with_(lines=page.lines[1:]) if lost in page.dump else page

    return NEWSPAPER.after("close-spaces", lose_a_line)


def with_failing(number: int) -> list[Dump]:
    """So many short dumps, of which `losing` keeps all but the last whole."""
    words = [*(f"老渡口第{turn}次搬到下游。" for turn in range(number - 1)), LOST]
    return [{"id": f"{at:04}", "text": f"渡口搬家\n\n　　{word}\n"} for at, word in enumerate(words)]
