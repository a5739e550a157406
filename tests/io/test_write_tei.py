"""TEI: valid by the schema of TEI, and every character in its place.

`schemas/tei.rng` is the TEI Consortium's own schema, reduced to the elements that are written (`make_tei_schema.py`).
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import documents
from layoutfix import Block, Line, Page, Role, pages
from layoutfix.io.write_tei import write_tei
from samples import JUMPING, PAGE, whole
from strategies import any_page
from words import bare, page_words

SCHEMA = etree.RelaxNG(file=str(Path(__file__).parent.parent / "schemas" / "tei.rng"))
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def written(sourced: Iterable[tuple[str, Page]]) -> etree._Element:
    """The document that is written, once it is found valid."""
    root = etree.fromstring("".join(write_tei(sourced)).encode())
    SCHEMA.assertValid(root)
    return root


def test_a_page() -> None:
    written([("page.txt", PAGE)])
    _, _, text = "".join(write_tei([("page.txt", PAGE)])).partition("<text>\n")
    assert text == (
        "<body>\n"
        '<div type="page" n="3" xml:lang="zh-Hans">\n'
        '  <div type="article" xml:id="d1-p3-a0" cert="0.250" subtype="doubtful">\n'
        '    <head type="kicker">专家指出</head>\n'
        '    <head type="headline">湖边栈道完工</head>\n'
        '    <head type="deck">市民免费游览</head>\n'
        "    <opener>\n"
        "      <dateline>本报讯</dateline>\n"
        "      <byline>（记者 高远）</byline>\n"
        "    </opener>\n"
        "    <p>栈道今天开放。</p>\n"
        "    <p>它不长，&lt;1&amp;2&gt;。</p>\n"
        "    <figure>\n"
        "      <p>图为栈道。</p>\n"
        "    </figure>\n"
        '    <note type="jump">（下转第二版）</note>\n'
        "  </div>\n"
        '  <fw type="folio">第三版</fw>\n'
        "</div>\n"
        "</body>\n</text>\n</TEI>\n</teiCorpus>\n"
    )


def test_lines_and_blocks_stand_as_what_they_are() -> None:
    page = Page("", lines=(Line(whole("甲")),), blocks=(Block(Role.BODY, whole("乙")),))
    found = [(part.get("type"), part.text) for part in written([("-", page)]).iter(f"{TEI}ab")]
    assert found == [(None, "甲"), ("body", "乙")]


def test_nothing_is_written_of_no_pages() -> None:
    assert list(write_tei([])) == []


def test_a_dump_is_a_document_that_stands_by_itself() -> None:
    page = documents.repaired("photos")
    root = written([("a.txt", page), ("a.txt", page.with_(number=2)), ("b.txt", page), ("b.txt", page)])
    dumps = root.findall(f"{TEI}TEI")
    assert [dump.findtext(f".//{TEI}title") for dump in dumps] == ["a.txt", "b.txt", "b.txt"]
    assert [len(dump.findall(f".//{TEI}div[@type='page']")) for dump in dumps] == [2, 1, 1]
    for dump in dumps:
        SCHEMA.assertValid(etree.fromstring(etree.tostring(dump)))
    names = [name for div in root.iter() if (name := div.get(ID))]
    assert len(names) == len(set(names)) == 4 * len(page.articles)


def test_a_jump_links_two_articles() -> None:
    first, second = written([("a.txt", page) for page in pages(JUMPING)]).findall(f".//{TEI}div[@type='article']")
    assert (first.get("next"), first.get("prev")) == (f"#{second.get(ID)}", None)
    assert (second.get("next"), second.get("prev")) == (None, f"#{first.get(ID)}")


@pytest.mark.parametrize("name", documents.names())
def test_fixtures(name: str) -> None:
    page = documents.repaired(name)
    (body,) = written([(f"{name}.txt", page)]).iter(f"{TEI}body")
    assert bare(body.itertext()) == page_words(page)
    assert len(body.findall(f".//{TEI}p")) == sum(len(a.paragraphs) + len(a.captions) for a in page.articles)


@given(st.lists(any_page, min_size=1, max_size=3), st.text(st.characters(exclude_categories=())))
def test_any_pages(found: list[Page], source: str) -> None:
    root = written([(source, page) for page in found])
    assert bare(text for body in root.iter(f"{TEI}body") for text in body.itertext()) == "".join(map(page_words, found))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<p>", "<p><div/>"),
        ("<opener>", "<paragraph/><opener>"),
        ("</opener>", "</opener><head>甲</head><p>乙</p><head>丙</head>"),
        ("</body>", "</body><body/>"),
        ('cert="', 'cert="very '),
        ("<text>", "<text/><text>"),
        ('type="article"', 'type="an article"'),
    ],
)
def test_the_schema_refuses_what_is_no_tei(old: str, new: str) -> None:
    text = "".join(write_tei([("page.txt", documents.repaired("photos"))]))
    assert old in text
    assert not SCHEMA.validate(etree.fromstring(text.replace(old, new, 1).encode()))
