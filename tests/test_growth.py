"""Time grows in proportion to the input, for inputs that are made to be hard (`benchmarks/growth.py` tries more, and
larger ones)."""

from collections.abc import Callable
from itertools import cycle, islice

import pytest

from layoutfix import CHARACTERS, PROSE, Article, Block, Page, Piece, Role, Seam, Text, edits, fix, link_pages
from layoutfix.evidence.cues import cue_columns
from layoutfix.evidence.language import page_grams
from layoutfix.io.read_text import read_page
from layoutfix.io.write_diff import write_diff
from layoutfix.io.write_markdown import write_markdown
from layoutfix.io.write_text import write_text
from layoutfix.passes.cut_columns import cut_columns
from layoutfix.passes.flag_characters import flag_characters
from layoutfix.passes.fold_width import fold_width
from layoutfix.passes.group_articles import group_articles
from layoutfix.passes.join_lines import join_lines
from layoutfix.passes.order_articles import order_articles
from layoutfix.passes.set_aside import set_aside
from proportion import grows_in_proportion
from samples import page_of


def numbered(unit: str) -> Callable[[int], str]:
    return lambda count: "".join(unit.replace("{}", str(number)) for number in range(count))


SENTENCE = "城东湖边的木栈道将在本月底完工，全长四公里，沿途有十二座桥和六个观景台。"
HARD: dict[str, tuple[Callable[[int], str], int]] = {
    "one line of Han": (lambda n: SENTENCE[:8] * n, 10_000),
    "blank lines": (lambda n: "\n" * n, 30_000),
    "spaces": (lambda n: " " * n, 200_000),
    "lines of one character": (lambda n: "".join(f"{c}\n" for c in islice(cycle("湖边栈道。"), n)), 1_000),
    "a line of spaced Han and letters": (lambda n: "湖 边 栈 道 l e t t e r s " * n, 150),
    "brackets": (lambda n: "（" * n + "）" * n, 30_000),
    "brackets over lines": (lambda n: "（栈道\n" * n + "完工）\n" * n, 400),
    "captions": (numbered("图为湖边栈道第{}段。沈若水 摄\n\n"), 200),
    "quotes": (lambda n: "“‘" * n, 20_000),
    "addresses": (lambda n: "http://www.栈.example/a-b_c?d=e&f=%20" * n, 1_500),
    "lines of addresses": (lambda n: "见 http://www.example/a-b_c?d=e&f=\n%20.html 栈道\n" * n, 150),
    "zero width characters": (lambda n: "湖\u200b边\ufeff栈\u00ad" * n, 300),
    "divided words": (numbered("an exam-\nple of a divi-\nded word {}\n"), 150),
    "divided words alone": (lambda n: "A word di-\n" + "vi-\n" * n, 400),
    "a chain of joins": (lambda n: "Abc" * 3 * n + " ab-\n" + "cd 湖湖湖湖 ef-\n" * n, 200),
    "hyphens": (lambda n: "-" * n, 100_000),
    "digits": (lambda n: "1234567890" * n, 10_000),
    "every character": (lambda n: "".join(map(chr, range(0x100, 0x100 + n))), 12_000),
    "feeds": (lambda n: "\f" * n, 200),
}  # fmt: skip


@pytest.mark.parametrize("case", HARD)
def test_books(case: str) -> None:
    make, size = HARD[case]

    def repaired(count: int) -> Callable[[], str]:
        dump = make(count)
        return lambda: fix(dump, PROSE)

    grows_in_proportion(repaired, size)


@pytest.mark.parametrize("case", ["rows of very many columns", "rows of lone characters"])
def test_columns(case: str) -> None:
    rows: dict[str, tuple[Callable[[int], str], int]] = {
        "rows of very many columns": (lambda n: ("  ".join(["栈道", "完工。"] * n) + "\n") * 6, 160),
        "rows of lone characters": (lambda n: (" ".join(islice(cycle(SENTENCE), n)) + "\n") * 6, 150),
    }
    make, size = rows[case]

    def cut(count: int) -> Callable[[], Page]:
        page = read_page(make(count))
        return lambda: cut_columns(page)

    grows_in_proportion(cut, size)


def test_pieces_of_a_text() -> None:
    def substituted(count: int) -> Callable[[], object]:
        text = Text.from_pieces(Piece("甲", 2 * at, 2 * at + 1) for at in range(count))
        changes = [(at, at + 1, "") for at in range(0, count, 2)]
        return lambda: (text.substitute(changes), text.spans_of(change[:2] for change in changes))

    grows_in_proportion(substituted, 800)


def test_a_paragraph_of_very_many_lines() -> None:
    def joined(count: int) -> Callable[[], Page]:
        page = read_page("湖边栈道\n" * count)
        lines = tuple(line.tied(Seam.JOIN, 1.0) for line in page.lines)
        return lambda: join_lines(page.with_(lines=lines))

    grows_in_proportion(joined, 1_500)


def blocks_of(*roles: tuple[Role, str]) -> Callable[[int], Page]:
    """A page of blocks of these roles and texts, over and over, each in a flow of its own."""
    return lambda count: page_of([(role, text, flow) for flow, (role, text) in enumerate(roles * count)])


GROUPS = {
    "headlines": ((Role.HEADLINE, "湖边栈道完工"),),
    "credits": ((Role.HEADLINE, "湖边栈道完工"), (Role.BYLINE, "（记者 沈若水）"), (Role.BYLINE, "本报记者 田禾")),
    "open credits": ((Role.BYLINE, "（记者 沈"), (Role.BODY, "若水）湖边的栈道今天完工。"), (Role.BYLINE, "（通讯员")),
    "captions and jumps": ((Role.BODY, SENTENCE), (Role.CAPTION, "图为栈道。"), (Role.JUMP, "（下转第二版）")),
}


@pytest.mark.parametrize("case", GROUPS)
def test_articles(case: str) -> None:
    def grouped(count: int) -> Callable[[], Page]:
        page = blocks_of(*GROUPS[case])(count)
        return lambda: order_articles(set_aside(group_articles(page)))

    grows_in_proportion(grouped, 300)


def test_jumps_from_page_to_page() -> None:
    jump = "（下转第1版）（上接第1版）"
    folio = Block(Role.FOLIO, Text.of("第1版", 0, 3))

    def linked(count: int) -> Callable[[], object]:
        article = Article(headline=Text.of(SENTENCE, 0, 8), jump=Text.of(jump, 0, len(jump)))
        found = [Page("", at, articles=(article,), furniture=(folio,)) for at in range(count)]
        return lambda: link_pages(found)

    grows_in_proportion(linked, 200)


def test_characters_that_stand_for_something_lost() -> None:
    def flagged(count: int) -> Callable[[], Page]:
        page = read_page("湖边\ue000\n" * count)
        return lambda: flag_characters(page)

    grows_in_proportion(flagged, 800)


@pytest.mark.parametrize("unit", ["(湖边", '"栈道" ', "湖边,城东.", "（栈道) "])
def test_widths(unit: str) -> None:
    def folded(count: int) -> Callable[[], Page]:
        page = read_page(unit * count)
        return lambda: fold_width(page)

    grows_in_proportion(folded, 600)


def test_edits_and_their_diff() -> None:
    def changed(count: int) -> Callable[[], str]:
        dump = "".join(f"湖 边 栈 道 在 本 月 底 完 工 ，{number}\n\n\n" for number in range(count))
        return lambda: write_diff(dump, edits(dump, CHARACTERS), "page.txt")

    grows_in_proportion(changed, 60)


@pytest.mark.parametrize("write", [write_text, write_markdown])
def test_writers(write: Callable[[Page], str]) -> None:
    def written(count: int) -> Callable[[], str]:
        page = group_articles(blocks_of((Role.HEADLINE, "湖边&栈道*"), (Role.BODY, "&a#" + SENTENCE))(count))
        return lambda: write(page)

    grows_in_proportion(written, 300)


def test_evidence_of_a_line() -> None:
    for unit in ("1", "（", "记者", "年", "《"):

        def seen(count: int, unit: str = unit) -> Callable[[], object]:
            text = unit * count
            return lambda: (cue_columns([text]), page_grams([text]))

        grows_in_proportion(seen, 20_000)
