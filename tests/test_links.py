"""Jump lines from one page of a dump to another."""

import pytest

from layoutfix import Article, Block, Decision, Link, Page, Role, link_pages, pages
from layoutfix.links import MOST_COMPARED
from layoutfix.page import LIMIT
from samples import whole


def article(headline: str, jump: str | None) -> Article:
    return Article(headline=whole(headline), jump=whole(jump) if jump else None)


def page(number: int, *articles: Article, folio: str | None = None) -> Page:
    furniture = (Block(Role.FOLIO, whole(folio)),) if folio else ()
    return Page("", number, articles=articles, furniture=furniture)


def links(*found: Page) -> list[list[tuple[Link | None, Link | None]]]:
    return [[(a.continues, a.continued_from) for a in page.articles] for page in link_pages(found)]


def test_both_halves_of_a_jump_name_each_other() -> None:
    first = page(1, article("栈道完工", None), article("渡口搬家", "（下转第二版）"))
    second = page(2, article("渡口搬家之后", "（上接第一版）"))
    assert links(first, second) == [[(None, None), (Link(2, 0), None)], [(None, Link(1, 1))]]


@pytest.mark.parametrize(
    ("jump", "folio"),
    [
        ("（下转A03版）", "A03版"),
        ("（下轉第四版）", "4版"),
        ("（紧接12版）", "第十二版"),
        ("（下转第一二版）", "12版"),
        ("（下转第二十三版）", "第23版"),
    ],
)
def test_a_page_goes_by_the_number_that_it_prints(jump: str, folio: str) -> None:
    first = page(1, article("渡口搬家", jump), folio="2031年5月6日 星期二 第7版")
    second = page(2, article("渡口搬家", "（上接第7版）"), folio=folio)
    assert links(first, second) == [[(Link(2, 0), None)], [(None, Link(1, 0))]]


def test_of_several_the_one_that_shares_words_is_meant() -> None:
    first = page(1, article("渡口搬家", "（下转第二版）"), article("灯塔换灯", "（下转第二版）"))
    second = page(2, article("老灯塔换灯", "（上接第一版）"), article("渡口搬家了", "（上接第一版）"))
    assert links(first, second)[0] == [(Link(2, 1), None), (Link(2, 0), None)]


@pytest.mark.parametrize("other", [None, "（上接第三版）", "（下转第一版）"])
def test_half_a_jump_is_no_link(other: str | None) -> None:
    found = (page(1, article("渡口搬家", "（下转第二版）")), page(2, article("渡口搬家", other)))
    assert link_pages(found) == found


@pytest.mark.parametrize("other", [(), (page(2, article("老灯塔", "（上接第一版）"), folio="第1版"),)])
def test_no_article_leads_to_one_on_its_own_page(other: tuple[Page, ...]) -> None:
    first = page(1, article("渡口搬家", "（下转第一版）"), article("渡口搬家", "（上接第一版）"))
    assert links(first, *other)[0] == [(Link(2, 0) if other else None, None), (None, None)]


def test_of_very_many_only_the_first_are_compared_which_is_said() -> None:
    first = page(1, article("渡口搬家", "（下转第二版）"))
    others = [article("灯塔换灯", "（上接第一版）")] * (MOST_COMPARED - 1)
    meant = article("渡口搬家了", "（上接第一版）")
    assert links(first, page(2, *others, meant))[0] == [(Link(2, MOST_COMPARED - 1), None)]
    assert link_pages((first, page(2, *others, meant)))[0].decisions == ()
    reason = f"{MOST_COMPARED + 1} articles may be meant: the first {MOST_COMPARED} were compared"
    front, _ = link_pages((first, page(2, *others, others[0], meant)))
    assert front.articles[0].continues == Link(2, 0)
    assert front.decisions == (Decision("link-pages", LIMIT, whole("（下转第二版）").spans, reason),)


def test_pages_of_a_dump_are_linked_and_their_texts_stay_apart() -> None:
    head = "渡口搬家\n\n　　老渡口今天搬到下游两公里的新码头。"
    dump = f"{head}\n\n（下转第二版）\n\f{head}\n\n（上接第一版）\n"
    first, second = pages(dump)
    assert [a.continues for a in first.articles] == [Link(2, 0)]
    assert [a.continued_from for a in second.articles] == [Link(1, 0)]
    assert len(first.articles[0].paragraphs) == len(second.articles[0].paragraphs) == 1
