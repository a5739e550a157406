"""NITF: valid by its rules, a document a line.

`schemas/nitf.rng` states the rules of NITF for the elements that are written.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import documents
from layoutfix import Article, Block, Line, Link, Page, Role, pages
from layoutfix.io.legal import legal
from layoutfix.io.write_nitf import article_document, write_nitf
from layoutfix.io.write_text import one_line
from samples import ARTICLE, JUMPING, whole
from strategies import any_page

SCHEMA = etree.RelaxNG(file=str(Path(__file__).parent.parent / "schemas" / "nitf.rng"))


def written(sourced: Iterable[tuple[str, Page]]) -> list[etree._Element]:
    """The documents that are written, once they are found valid."""
    lines = "".join(write_nitf(sourced)).encode().split(b"\n")
    assert lines.pop() == b""
    roots = list(map(etree.fromstring, lines))
    for root in roots:
        SCHEMA.assertValid(root)
    return roots


def test_an_article() -> None:
    article = replace(ARTICLE, continues=Link(4, 1))
    document = article_document(article, "page.txt", Link(3, 0), "zh-Hans")
    SCHEMA.assertValid(etree.fromstring(document.encode()))
    assert document == (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<nitf version="-//IPTC//DTD NITF 3.6//EN" baselang="zh-Hans">'
        "<head><title>湖边栈道完工</title>"
        '<meta name="score" content="0.250" /><meta name="continues" content="page.txt/4/1" />'
        '<docdata><doc-id id-string="page.txt/3/0" /><ed-msg info="doubtful" /></docdata></head>'
        "<body><body.head>"
        "<hedline><hl1>湖边栈道完工</hl1>"
        '<hl2 class="kicker">专家指出</hl2><hl2 class="deck">市民免费游览</hl2></hedline>'
        "<byline>（记者 高远）</byline><dateline>本报讯</dateline>"
        "</body.head><body.content>"
        "<p>栈道今天开放。</p><p>它不长，&lt;1&amp;2&gt;。</p>"
        '<media media-type="image"><media-reference /><media-caption>图为栈道。</media-caption></media>'
        '<p class="jump">（下转第二版）</p>'
        "</body.content></body></nitf>"
    )


def test_an_article_without_titles_has_no_headline_and_one_with_a_kicker_an_empty_one() -> None:
    plain, kicked = written(
        [("-", Page("", articles=(Article(paragraphs=(whole("甲。"),)), Article(kicker=whole("乙")))))]
    )
    assert plain.find(".//body.head") is None
    assert [(title.tag, title.text) for title in kicked.find(".//hedline")] == [("hl1", None), ("hl2", "乙")]


def test_lines_and_blocks_make_a_document() -> None:
    page = Page("", lines=(Line(whole("甲")),), blocks=(Block(Role.BODY, whole("乙")),))
    (document,) = written([("-", page)])
    assert [part.text for part in document.iter("p")] == ["甲", "乙"]


def test_identifiers_are_those_of_the_links() -> None:
    first, second = written([("a.txt", page) for page in pages(JUMPING)])
    assert first.find(".//meta[@name='continues']").get("content") == second.find(".//doc-id").get("id-string")
    assert second.find(".//meta[@name='continued_from']").get("content") == first.find(".//doc-id").get("id-string")


def characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(character for text in texts for character in text if not character.isspace())


@pytest.mark.parametrize("name", documents.names())
def test_fixtures(name: str) -> None:
    page = documents.repaired(name)
    roots = written([(f"{name}.txt", page)])
    assert len(roots) == len(page.articles)
    for root, article in zip(roots, page.articles, strict=True):
        assert root.get("baselang") == ("zh-Hant" if name.startswith("traditional") else "zh-Hans")
        assert characters(root.find("body").itertext()) == characters(map(str, article.texts()))


@given(any_page, st.text(st.characters(exclude_categories=())))
def test_any_page(page: Page, source: str) -> None:
    roots = written([(source, page)])
    assert len(roots) == len(page.articles) + bool(page.lines or page.blocks)
    found = characters(text for root in roots for text in root.find("body").itertext())
    assert found == characters(legal(one_line(text).value) for text in page.with_(furniture=()).texts())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<hl1>", "<hl2>甲</hl2><hl1>"),
        ("<byline>", "<dateline>甲</dateline><byline>"),
        ("<media-reference />", ""),
        ("</head>", "<title>甲</title></head>"),
        ("<body.content>", "<body.content>甲"),
        ("3.6", "2.5"),
        ("<body>", "<body/><body>"),
    ],
)
def test_the_rules_refuse_what_is_no_nitf(old: str, new: str) -> None:
    document = next(write_nitf([("page.txt", documents.repaired("photos"))]))
    assert old in document
    assert not SCHEMA.validate(etree.fromstring(document.replace(old, new, 1).encode()))
