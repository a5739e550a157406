"""What happens where a page is too large for what is done with smaller ones: it is done another way, and said."""

import pytest

import documents
from bank import SENTENCES
from layoutfix import Page, repair
from layoutfix.evidence import flows, sequence
from layoutfix.evidence.fragments import MOST_PAIRS
from layoutfix.evidence.matching import MOST_TOGETHER
from layoutfix.evidence.readings import forget_readings
from layoutfix.evidence.sheet import LONGEST
from layoutfix.evidence.stretches import MOST_LINES
from layoutfix.evidence.subjects import MOST_SUBJECTS
from layoutfix.page import LIMIT


def limits(dump: str) -> tuple[Page, set[str]]:
    page = repair(dump)
    return page, {decision.reason for decision in page.decisions if decision.action == LIMIT}


ARTICLE = "湖边栈道第{}段完工\n\n　　本报讯 城东湖边的木栈道将在本月底完工。\n"


def numbered(count: int, text: str = "{}栈道今天开放，人人可以走") -> str:
    return "".join(f"{text.format(at)}\n" for at in range(count))


def test_a_page_as_printed_meets_none() -> None:
    assert limits("\n".join(SENTENCES[at % len(SENTENCES)][:17] for at in range(400)))[1] == set()


LARGE = {
    "stretches": (numbered(MOST_LINES + 1), [f"{MOST_LINES + 1} lines seem to be several pages"]),
    "long lines": (
        f"湖边栈道完工\n\n{SENTENCES[0] * (LONGEST // len(SENTENCES[0]) + 1)}\n栈道今天开放，人人可以\n走一走。\n",
        [f"of lines of more than {LONGEST} characters the first and the last {LONGEST // 2} are read"],
    ),
    "open ends, fragments and knots": (
        numbered(500, ARTICLE),
        [
            f"of more than {MOST_PAIRS} pairs of open ends only likely ones",
            f"subjects of more than {MOST_SUBJECTS} fragments are not compared",
            f"knots of more than {MOST_TOGETHER} are tied from the best pair down",
        ],
    ),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_limit_is_met_and_said(case: str) -> None:
    dump, reasons = LARGE[case]
    page, found = limits(dump)
    assert [reason for reason in reasons if not any(reason in limit for limit in found)] == [], found
    assert len("".join("".join(map(str, page.texts())).split())) == len("".join(dump.split()))


def test_too_many_titles_and_bodies_stay_as_they_were_tied(monkeypatch: pytest.MonkeyPatch) -> None:
    dump = documents.load("abreast")[0]
    assert limits(dump)[1] == set()
    monkeypatch.setattr(flows, "MOST_PAIRED", 8)
    page, found = limits(dump)
    assert [reason for reason in found if "too many to compare" in reason] == list(found)
    assert len(page.articles) > 2


def test_parts_of_which_an_article_has_too_many_stay_in_the_order_of_their_hops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dump = documents.load("woven")[0]
    monkeypatch.setattr(sequence, "MOST_PARTS", 1)
    forget_readings()
    page, found = limits(dump)
    assert [reason for reason in found if "stay in the order of their hops" in reason] == list(found) != []
    assert len(page.articles) > 2
    forget_readings()
