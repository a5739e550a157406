"""The report as HTML, without a browser."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given, settings

import documents
from layoutfix import Article, Block, Decision, Page, Piece, Role, Span, Text, pages, repair
from layoutfix.io.visible import visible
from layoutfix.report.write_report import write_report
from layoutfix.text import LINE_END
from parsed import Node, parse
from proportion import grows_in_proportion
from strategies import any_text, dump_like_text, typeset_pages

HOSTILE = "</script><script>alert(1)</script>\"'<b>&amp;<!--]]>$policy ${x}\x1b[31m\u202e\ud800"


def report(*dumps: str) -> Node:
    return parse(write_report(list(pages("\f".join(dumps))), "page.txt"))


def shown(text: str) -> str:
    return visible(text, keep="\t")


def rows(page: Node) -> list[str]:
    (dump,) = page.all("ol", "rows")
    return [row.text for row in dump.all("li")]


def parts(node: Node) -> list[tuple[str, str]]:
    """The parts in a node, each with its role."""
    found = []
    for part in node.all(class_="part"):
        (text,) = part.all(class_="text")
        found.append((part.classes[1], text.text))
    return found


def check(page: Page) -> Node:
    """A report on one page that shows its whole dump and all its texts, each piece tied to its counterpart."""
    document = parse(write_report([page], "page.txt"))
    expected = LINE_END.split(page.dump)
    assert rows(document) == [shown(row) for row in (expected if expected[-1] else expected[:-1])]
    texts = [text for article in page.articles for text in article.texts()] + [block.text for block in page.furniture]
    assert [text for _, text in parts(document)] == [shown(str(text)) for text in texts]
    ids = [node.attributes["id"] for node in document.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = [node.attributes["href"] for node in document.all("a") if "href" in node.attributes]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    left, right = (list(pane.all(class_="piece")) for pane in document.all("section", "pane"))
    assert {one.attributes["data-run"] for one in left} <= {one.attributes.get("data-run") for one in right}
    return document


@pytest.mark.parametrize("name", documents.names())
def test_fixtures(name: str) -> None:
    page = documents.repaired(name)
    document = check(page)
    articles = list(document.all("article"))
    assert [one.attributes["aria-label"] for one in articles] == [f"Article {n + 1}" for n in range(len(page.articles))]
    for node, article in zip(articles, page.articles, strict=True):
        assert ("doubtful" in node.classes) is (article.score < 0.9)
        assert ("look at this" in node.text) is (article.score < 0.9)
        roles = [role for role, _ in parts(node)]
        assert set(roles) <= {
            "kicker",
            "headline",
            "deck",
            "dateline",
            "byline",
            "paragraph",
            "subhead",
            "caption",
            "jump",
        }
        assert roles.count("headline") == (article.headline is not None)
        assert len([role for role in roles if role in ("paragraph", "subhead")]) == len(article.paragraphs)
    (rest,) = document.all("section", "rest")
    assert parts(rest) == [(block.role.value, str(block.text)) for block in page.furniture]


@given(any_text | dump_like_text | typeset_pages)
@settings(max_examples=30)
def test_any_page_is_shown_whole(dump: str) -> None:
    check(repair(dump.replace("\f", " ")))


def test_text_of_a_dump_is_never_markup() -> None:
    dump = f"湖边栈道{HOSTILE}完工"
    whole = Text.of(dump, 0, len(dump))
    decision = Decision("note", HOSTILE, (Span(0, 4),), HOSTILE, 0.5)
    page = Page(dump, articles=(Article(headline=whole),), decisions=(decision,))
    html = write_report([page], HOSTILE)
    assert "<script>alert" not in html
    document = parse(html)
    assert [node.name for node in document.all("script")] == ["script"]
    assert all(node.text.isdigit() for node in document.all("b"))
    assert rows(document) == [shown(dump)]
    (title,) = document.all("title")
    assert title.text == f"{shown(HOSTILE)} · layoutfix"
    (why,) = document.all("li", "low")
    assert [one.text for one in why.all("span")] == ["note", shown(HOSTILE), "0.50", shown(HOSTILE), "line 1"]
    html.encode()  # no lone surrogate is left


def test_the_document_asks_for_nothing() -> None:
    html = write_report(list(pages(documents.load("photos")[0])), "page.txt")
    document = parse(html)
    assert not re.search(r"https?:|//[\w.]+/|url\(|@import|\bsrc=|\bfetch\(|XMLHttpRequest|innerHTML|\bstyle=", html)
    assert all(node.attributes["href"].startswith("#") for node in document.all("a"))
    assert not [node for node in document.all() if any(name.startswith("on") for name in node.attributes)]
    assert not {"img", "link", "iframe", "object", "form", "base"} & {node.name for node in document.all()}


def test_the_policy_allows_the_style_and_the_script_of_the_document_alone() -> None:
    html = write_report(list(pages(documents.load("abreast")[0])), "page.txt")
    (policy,) = (node for node in parse(html).all("meta") if "http-equiv" in node.attributes)
    assert policy.attributes["http-equiv"] == "Content-Security-Policy"
    directives = dict(one.split(" ", 1) for one in policy.attributes["content"].split("; "))
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == "'none'"
    for name in ("style", "script"):
        (content,) = re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert directives[f"{name}-src"] == f"'sha256-{digest}'"
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_pages_are_sections() -> None:
    first, second = documents.load("woven")[0], documents.load("traditional-taiwan")[0]
    document = report(first, "", second, "上下", "A letter.")
    sections = list(document.all("section", "page"))
    assert [section.attributes["id"] for section in sections] == [f"page-{number}" for number in range(1, 6)]
    assert [rows(section) for section in sections][:4] == [first.splitlines(), [], second.splitlines(), ["上下"]]
    assert "Nothing stands on this page." in sections[1].text
    (navigation,) = document.all("nav", "pages")
    assert [link.attributes["href"] for link in navigation.all("a")] == [f"#page-{number}" for number in range(1, 6)]
    languages = [next(section.all(class_="rows")).attributes.get("lang") for section in sections]
    assert languages == ["zh-Hans", "und", "zh-Hant", "zh", "und"]
    assert not list(report(first).all("nav", "pages"))


def shape(page: Page) -> tuple[list[str], list[str], int]:
    """The classes of a page and of its dump, and the width that it is given in em."""
    html = write_report([page], "page.txt")
    (section,) = parse(html).all("section", "page")
    (dump,) = section.all("ol", "rows")
    (em,) = re.findall(r"#page-1\{--em:(\d+)\}", html)
    return section.classes[1:], dump.classes[1:], int(em)


@pytest.mark.parametrize(
    ("em", "broad", "wraps"),
    [(30, False, False), (40, False, False), (41, True, False), (160, True, False), (161, False, True)],
)
def test_a_page_is_as_wide_as_its_dump_up_to_a_bound(em: int, broad: bool, wraps: bool) -> None:
    assert shape(Page(f"湖\n{'湖' * em}")) == (["broad"] * broad, ["wraps"] * wraps, em)


def test_a_dump_whose_characters_count_as_one_cell_each_says_so() -> None:
    widest = max(map(len, documents.load("abreast")[0].splitlines()))
    assert shape(documents.repaired("abreast"))[1:] == (["one-cell"], widest)
    assert shape(documents.repaired("woven"))[1] == []


def test_colours_of_articles_come_round_again() -> None:
    dump = "甲乙丙丁戊己庚辛"
    articles = tuple(Article(headline=Text.of(dump, at, at + 1)) for at in range(8))
    document = check(Page(dump, articles=articles))
    colours = ["t1", "t2", "t3", "t4", "t5", "t6", "t7", "t1"]
    for one in (document.all("article"), document.all("a", "chip"), next(document.all("ol", "rows")).all("a")):
        assert [node.classes[1] for node in one] == colours


def test_articles_that_go_on_on_another_page_say_so() -> None:
    fronts = "湖边栈道完工\n\n　　本报讯 湖边栈道完工，今天上午\n全线开放，市民可以免费走一走。\n（下转第二版）\n"
    backs = "湖边栈道完工\n\n（上接第一版）\n　　栈道全长三公里，沿着湖的东岸铺\n设，中间有四座观景台和两处码头。\n"
    found = list(pages(f"{fronts}\f{backs}"))
    assert found[0].articles[0].continues is not None
    first, second = parse(write_report(found, "page.txt")).all("p", "link")
    assert first.text == "Goes on in article 1 of page 2"
    assert second.text == "Begins in article 1 of page 1"
    assert next(second.all("a")).attributes["href"] == "#page-1-article-1"


def test_what_was_changed_is_marked_on_both_sides() -> None:
    dump = "⼯ 作\n日报"
    line = Text.of(dump, 0, 3).substitute([(0, 1, "工"), (1, 2, "")])
    headline = Text.join([line, Text.of(dump, 4, 6)], " ")
    document = check(Page(dump, articles=(Article(headline=headline),)))
    left, right = document.all("section", "pane")
    assert [(one.text, one.classes) for one in left.all("del")] == [("⼯", ["changed"]), (" ", [])]
    assert [(one.name, one.text, one.classes) for one in right.all() if one.name in ("ins", "del")] == [
        ("ins", "工", ["changed"]),
        ("del", "", []),
        ("ins", " ", ["joint", "space"]),
    ]
    assert next(right.all("ins")).attributes["title"] == "⼯ (U+2F2F) in the dump"
    counts = [one.text for one in next(document.all("ul", "counts")).all("li")]
    assert counts == ["1 article", "1 line joined", "1 space taken out", "1 character changed"]


def test_hops_say_where_they_lead_and_stand_out_where_they_are_unsure() -> None:
    dump = "甲乙\n丙丁\n戊己\n庚辛"
    hops = tuple(
        Decision("order-lines", "hop", (Span(a, a + 2), Span(b, b + 2)), "reads on here", score)
        for a, b, score in ((0, 6, 0.95), (6, 3, 0.899))
    )
    text = Text.join([Text.of(dump, start, start + 2) for start in (0, 6, 3)])
    rest = Block(Role.FOLIO, Text.of(dump, 9, 11))
    document = check(Page(dump, articles=(Article(paragraphs=(text,)),), furniture=(rest,), decisions=hops))
    _, right = document.all("section", "pane")
    assert [(one.classes, one.attributes["data-row"]) for one in right.all("ins")] == [
        (["joint", "hop"], "3"),
        (["joint", "hop", "unsure"], "2"),
    ]
    assert "score 0.89" in [*right.all("ins")][1].attributes["title"]
    numbers = {
        one.text: one.attributes.get("data-n")
        for one in document.all("a", "piece")
        if one.attributes.get("id", "")[0] == "d"
    }
    assert numbers == {"甲乙": "1", "戊己": "1", "丙丁": "1", "庚辛": None}


def test_a_score_below_the_bound_never_looks_as_if_it_reached_it() -> None:
    document = parse(write_report([Page("", articles=(Article(score=0.8999),))], "page.txt"))
    (article,) = document.all("article")
    assert "doubtful" in article.classes
    assert next(article.all("span", "score")).text == "0.89"


def test_what_passes_left_in_lines_is_shown() -> None:
    from layoutfix import Pipeline

    (page,) = pages("湖边栈道\n完工", Pipeline())
    assert parts(parse(write_report([page], "page.txt"))) == [("line", "湖边栈道"), ("line", "完工")]


def test_time_and_size_grow_no_faster_than_the_dump() -> None:
    def written(count: int) -> Callable[[], str]:
        starts = range(0, 3 * count, 3)
        pieces = [piece for at in starts for piece in (Piece("甲", at, at + 1), Piece("", at + 1, at + 2))]
        page = Page("甲 \n" * count, articles=(Article(paragraphs=(Text.from_pieces(pieces),)),))
        return lambda: write_report([page], "page.txt")

    assert len(written(6_000)()) < 400 * 6_000
    grows_in_proportion(written, 1_500)
