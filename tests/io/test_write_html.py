"""HTML: well nested, nothing but what is declared, and every character in its place."""

from collections.abc import Iterable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import documents
from layoutfix import Article, Block, Line, Page, Role, pages
from layoutfix.io.write_html import write_html
from samples import JUMPING, PAGE, whole
from strategies import any_page
from words import bare, page_words

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "section", "article", "header", "footer"),
    *("h1", "h2", "p", "span", "a", "figure", "figcaption"),
}
ATTRIBUTES = {"lang", "charset", "name", "content", "id", "class", "href"}


class Reader(HTMLParser):
    """What a document says: texts with the tags that they stand in, and attributes by tag."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(document)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= ATTRIBUTES
        self.attributes.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self.open), data))

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def handle_pi(self, data: str) -> None:
        raise AssertionError("a processing instruction")

    def bare(self, tag: str) -> str:
        """The text inside elements of a tag, without white space and headings of pages."""
        return bare(text for tags, text in self.texts if tag in tags and "h1" not in tags)

    def values(self, tag: str, name: str) -> list[str | None]:
        """An attribute of all elements of a tag."""
        return [attributes[name] for found, attributes in self.attributes if found == tag and name in attributes]


def read(sourced: Iterable[tuple[str, Page]]) -> Reader:
    return Reader("".join(write_html(sourced)))


def test_a_page() -> None:
    text = "".join(write_html([("page.txt", PAGE)]))
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n  <meta charset="utf-8">\n')
    assert "<title>page.txt</title>" in text
    assert text.partition("<body>\n")[2] == (
        '<section lang="zh-Hans">\n'
        '  <h1 lang="en">page.txt, page 3</h1>\n'
        '  <article id="d1-p3-a0">\n'
        '    <p class="doubtful">[doubtful: 0.25]</p>\n'
        "    <header>\n"
        '      <p class="kicker">专家指出</p>\n'
        '      <h2 class="headline">湖边栈道完工</h2>\n'
        '      <p class="deck">市民免费游览</p>\n'
        '      <p class="credits">\n'
        '        <span class="dateline">本报讯</span>\n'
        '        <span class="byline">（记者 高远）</span>\n'
        "      </p>\n"
        "    </header>\n"
        "    <p>栈道今天开放。</p>\n"
        "    <p>它不长，&lt;1&amp;2&gt;。</p>\n"
        "    <figure>\n"
        "      <figcaption>图为栈道。</figcaption>\n"
        "    </figure>\n"
        '    <p class="jump">（下转第二版）</p>\n'
        "  </article>\n"
        "  <footer>\n"
        '    <p class="folio">第三版</p>\n'
        "  </footer>\n"
        "</section>\n"
        "</body>\n</html>\n"
    )


def test_lines_and_blocks_are_paragraphs() -> None:
    page = Page("", lines=(Line(whole("甲")),), blocks=(Block(Role.BODY, whole("乙")),))
    reader = read([("-", page)])
    assert (reader.bare("p"), reader.values("p", "class")) == ("甲乙", ["body"])


def test_nothing_is_written_of_no_pages() -> None:
    assert list(write_html([])) == []


def test_several_pages_are_sections_each_in_its_language() -> None:
    simplified, traditional = documents.repaired("photos"), documents.repaired("traditional-taiwan")
    reader = read([("a.txt", simplified), ("b.txt", traditional), ("a.txt", simplified)])
    assert reader.values("html", "lang") == ["zh-Hans"]
    assert reader.values("section", "lang") == ["zh-Hans", "zh-Hant", "zh-Hans"]
    names = reader.values("article", "id")
    assert len(set(names)) == len(names) == 2 * len(simplified.articles) + len(traditional.articles)


def test_a_jump_line_leads_to_its_article() -> None:
    reader = read([("a.txt", page) for page in pages(JUMPING)])
    first, second = reader.values("article", "id")
    assert reader.values("a", "href") == [f"#{second}", f"#{first}"]
    assert reader.bare("a") == "（下转第二版）（上接第一版）"


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "&amp;&#60;", "]]>", "-->", "</p>", "<?x?>", "'\""])
def test_markup_in_a_text_or_a_name_is_text(words: str) -> None:
    page = Page("", articles=(Article(headline=whole(words), jump=whole(words)),))
    reader = read([(words, page)])
    assert reader.bare("body") == 2 * bare(words)
    assert reader.bare("title") == bare(words)


@pytest.mark.parametrize("name", documents.names())
def test_fixtures(name: str) -> None:
    page = documents.repaired(name)
    reader = read([(f"{name}.txt", page)])
    assert reader.bare("section") == page_words(page)
    assert reader.bare("h2") == bare(str(article.headline) for article in page.articles if article.headline)
    assert reader.bare("footer") == bare(str(block.text) for block in page.furniture)


@given(st.lists(any_page, min_size=1, max_size=3), st.text(st.characters(exclude_categories=())))
def test_any_pages(found: list[Page], source: str) -> None:
    sure = [page.with_(articles=tuple(a for a in page.articles if not a.doubtful)) for page in found]
    assert read([(source, page) for page in sure]).bare("section") == "".join(map(page_words, sure))
    "".join(write_html([(source, page) for page in found])).encode()
