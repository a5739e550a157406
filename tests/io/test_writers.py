"""Pages to text, Markdown and JSON."""

import json
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from layoutfix import Article, Block, Decision, Line, Page, Role, Span, Text
from layoutfix.io.read_text import is_canonical, read_page
from layoutfix.io.write_explain import write_explain
from layoutfix.io.write_json import page_object, to_json
from layoutfix.io.write_markdown import write_markdown
from layoutfix.io.write_pages import FORMATS, write_pages
from layoutfix.io.write_text import write_text
from proportion import grows_in_proportion
from samples import DUMP, PAGE, part, whole
from strategies import any_part, parts


def test_text() -> None:
    assert write_text(PAGE) == (
        "[doubtful: 0.25]\n专家指出\n湖边栈道完工\n市民免费游览\n本报讯 （记者 高远）\n\n"
        "　　栈道今天开放。\n\n　　它不长，<1&2>。\n\n　　图为栈道。\n\n　　（下转第二版）\n\n＊　＊　＊\n\n第三版\n"
    )


def test_text_divides_articles_and_leaves_out_what_is_missing() -> None:
    brief = Article(paragraphs=(part("栈道今天开放。"),))
    text = write_text(PAGE.with_(articles=(brief, brief), furniture=()))
    assert text == "　　栈道今天开放。\n\n＊　＊　＊\n\n　　栈道今天开放。\n"
    assert write_text(Page("")) == ""


@pytest.mark.parametrize(
    "dump", ["湖边栈道完工\r\n市民免费游览\n\n　　本报讯 （记者 高远） 栈道今天开放。\n\n", " 甲  乙\n丙", " \n"]
)
def test_text_of_an_untouched_page_is_its_dump(dump: str) -> None:
    page = read_page(dump)
    joined = Text.join([line.text for line in page.lines], " ")
    article = Article(headline=joined) if joined else Article()
    assert write_text(page.with_(untouched=True)) == dump
    assert write_text(Page(dump, articles=(article,), untouched=True)) == dump


def test_text_of_an_untouched_page_has_what_was_mended_in_its_lines() -> None:
    dump = "⼯作 日报\n湖 边"
    first, second = (line.text for line in read_page(dump).lines)
    headline = Text.join([first.substitute([(0, 1, "工")]), second.substitute([(1, 2, "")])])
    assert write_text(Page(dump, articles=(Article(headline=headline),), untouched=True)) == "工作 日报\n湖边"


def test_a_line_end_inside_a_text_becomes_one_space() -> None:
    article = Article(headline=whole("湖边栈道 \n 完工"), paragraphs=(whole("\u3000王　磊\u2028说\n"),))
    assert write_text(Page("", articles=(article,))) == "湖边栈道 完工\n\n　　王　磊 说\n"
    assert write_markdown(Page("", articles=(article,))) == "## 湖边栈道 完工\n\n王　磊 说\n"


@pytest.mark.parametrize("dump", ["", " \u3000\n\n", "  甲 乙\r\n\n丙\t\n\n", "\n甲", "甲"])
def test_text_of_a_page_in_lines_is_the_dump_as_printed(dump: str) -> None:
    assert write_text(read_page(dump)) == dump


def test_text_of_lines_in_another_order() -> None:
    page = read_page("甲   乙\n丙   丁\n")
    cut = [Line(line.text.cut(at, at + 1)) for at in (0, 4) for line in page.lines]
    assert write_text(page.with_(lines=tuple(cut))) == "甲\n丙\n乙\n丁\n"


def test_text_of_a_page_in_blocks() -> None:
    roles = (Role.HEADLINE, Role.DECK, Role.BODY, Role.SUBHEAD, Role.FOLIO)
    blocks = tuple(Block(role, whole(role.value)) for role in roles)
    page = Page("", blocks=blocks)
    assert write_text(page) == "headline\ndeck\n\n　　body\n\n　　subhead\n\n＊　＊　＊\n\nfolio\n"
    assert write_markdown(page) == "headline\n\ndeck\n\nbody\n\nsubhead\n\nfolio\n"


ARTICLES = st.builds(Article, **parts)
BLOCKS = st.lists(st.builds(Block, st.sampled_from((Role.FOLIO, Role.RULE)), any_part), max_size=5).map(tuple)
PAGES = st.builds(Page, st.just(""), articles=st.lists(ARTICLES, max_size=3).map(tuple), furniture=BLOCKS)


@given(PAGES)
def test_the_text_form_reads_back_as_nothing_to_repair(page: Page) -> None:
    text = write_text(page)
    has_paragraph = any(str(body).strip() for article in page.articles for body in article.paragraphs)
    assert is_canonical(text) or not has_paragraph
    divider = "＊　＊　＊\n" if page.articles or page.furniture else ""
    bare = "".join("".join(str(part) for part in page.texts()).split())
    assert "".join(text.replace(divider, "").split()).replace("＊", "") == bare.replace("＊", "")


def test_a_text_that_looks_like_the_divider() -> None:
    divider = whole("＊　＊　＊")
    article = Article(headline=divider, paragraphs=(divider,))
    page = Page("", articles=(article, article), furniture=(Block(Role.RULE, divider),))
    assert is_canonical(write_text(page))


def test_markdown() -> None:
    assert write_markdown(PAGE) == (
        "\\[doubtful: 0.25\\]\n\n*专家指出*\n\n## 湖边栈道完工\n\n**市民免费游览**\n\n本报讯 （记者 高远）\n\n"
        "栈道今天开放。\n\n它不长，\\<1&2>。\n\n> 图为栈道。\n\n（下转第二版）\n\n- 第三版\n"
    )
    assert write_markdown(Page("")) == ""
    page = write_markdown(PAGE)
    assert "".join(write_pages([("page.txt", PAGE)] * 2, "markdown")) == f"{page}\n---\n\n{page}"


def shown(tokens: list[Token]) -> str:
    """The text that a reader of rendered Markdown sees, white space aside."""
    inline = [child.content for token in tokens for child in token.children or ()]
    return "".join("".join(inline).split())


@given(PAGES)
def test_markdown_shows_the_text_as_it_stands(page: Page) -> None:
    texts = [text for text in page.texts() if "\0" not in str(text)]
    markdown = write_markdown(Page("", blocks=tuple(Block(Role.BODY, text) for text in texts)))
    tokens = MarkdownIt("commonmark").parse(markdown)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert shown(tokens) == "".join("".join(map(str, texts)).split())


MARKUP = ("# 一", "1. 一", "1) 一", "- 一", "+ 一", "---", "> 一", "一 ##", "*一*", "`一`", "<b>一</b>", "&amp;")


@pytest.mark.parametrize("words", MARKUP)
@pytest.mark.parametrize("name", ["kicker", "headline", "deck", "byline", "jump"])
def test_markup_in_a_part_is_text(words: str, name: str) -> None:
    tokens = MarkdownIt("commonmark").parse(write_markdown(Page("", articles=(Article(**{name: whole(words)}),))))
    assert shown(tokens) == "".join(words.split())
    assert not {"bullet_list_open", "ordered_list_open", "blockquote_open", "hr"} & {token.type for token in tokens}


@pytest.mark.parametrize("piece", [" ", "#", " #", "&", "&a", "- ", "-", "1", "*", "\n ", "\ud800"])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def written(count: int) -> Callable[[], object]:
        text = whole("甲" + piece * count + "甲")
        page = Page("", articles=(Article(headline=text, paragraphs=(text,)),))
        return lambda: ["".join(write_pages([("-", page)], form, spans=form == "json")) for form in FORMATS]

    grows_in_proportion(written, 10_000)


def test_json_is_the_object_of_the_design() -> None:
    assert page_object(PAGE, "page.txt") == {
        "source": "page.txt",
        "page": 3,
        "articles": [
            {
                "kicker": "专家指出",
                "headline": "湖边栈道完工",
                "deck": "市民免费游览",
                "dateline": "本报讯",
                "byline": "（记者 高远）",
                "paragraphs": ["栈道今天开放。", "它不长，<1&2>。"],
                "captions": ["图为栈道。"],
                "jump": "（下转第二版）",
                "score": 0.25,
                "doubtful": True,
            }
        ],
        "furniture": [{"role": "folio", "text": "第三版"}],
    }
    nulls = dict.fromkeys(("kicker", "headline", "deck", "dateline", "byline", "jump"))
    empty = page_object(Page("", articles=(Article(),)), "-")
    assert empty["articles"] == [nulls | {"paragraphs": [], "captions": [], "score": 1.0}]


def test_json_with_spans() -> None:
    headline = Text.of(DUMP, 5, 7) + Text.of(DUMP, 0, 2)
    page = PAGE.with_(articles=(Article(headline=headline),))
    assert page_object(page, "-", spans=True) == {
        "source": "-",
        "page": 3,
        "articles": [
            {
                "kicker": None,
                "headline": {"text": "湖边专家", "spans": [[5, 7], [0, 2]]},
                "deck": None,
                "dateline": None,
                "byline": None,
                "paragraphs": [],
                "captions": [],
                "jump": None,
                "score": 1.0,
            }
        ],
        "furniture": [{"role": "folio", "text": "第三版", "spans": [[DUMP.index("第三版"), len(DUMP)]]}],
    }


def test_json_of_a_page_that_is_not_finished() -> None:
    page = Page("甲乙", lines=(Line(Text.of("甲乙", 0, 1)),), blocks=(Block(Role.BODY, Text.of("甲乙", 1, 2)),))
    assert page_object(page, "-") == {
        "source": "-",
        "page": 1,
        "lines": ["甲"],
        "blocks": [{"role": "body", "text": "乙"}],
        "articles": [],
        "furniture": [],
    }


@given(st.text(st.characters(exclude_categories=("Cs",))), st.text(st.characters(categories=("Cs",)), max_size=1))
def test_json_carries_any_text(text: str, surrogate: str) -> None:
    written = to_json({"text": text + surrogate})
    assert json.loads(written) == {"text": text + surrogate}
    assert written.encode("utf-8").count(b"\n") == 0


def test_json_is_readable() -> None:
    assert to_json("栈道\u2028\x9b\x07") == '"栈道\u2028\\u009b\\u0007"'


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_json_is_an_object_for_one_page_and_an_array_for_more(count: int) -> None:
    written = "".join(write_pages([("page.txt", PAGE)] * count, "json"))
    expected = page_object(PAGE, "page.txt")
    assert (json.loads(written) if written else None) == (None, expected, [expected] * 2, [expected] * 3)[count]
    lines = "".join(write_pages([("page.txt", PAGE)] * count, "jsonl")).splitlines()
    assert [json.loads(line) for line in lines] == [expected] * count


@pytest.mark.parametrize("form", FORMATS)
def test_pages_are_written_as_they_come(form: str) -> None:
    taken = 0

    def come() -> Iterator[tuple[str, Page]]:
        nonlocal taken
        for taken in range(1, 101):
            yield "page.txt", PAGE.with_(number=taken)

    for written, _ in enumerate(write_pages(come(), form), 1):
        assert taken <= written + 1
    assert taken == 100


def test_explain() -> None:
    dump = "建设美\n丽中部\x1b" + "长" * 100
    decisions = (
        Decision("join-lines", "join", (Span(0, 7),), "both lines are full\x1b", 0.97),
        Decision("tag-roles", "tag body", (Span(4, len(dump)),), "it is long"),
    )
    assert write_explain(Page(dump, decisions=decisions)) == (
        "join-lines: join (0.97): both lines are full\\x1b\n    0-7: 建设美\\n丽中部\n"
        f"tag-roles: tag body (1.00): it is long\n    4-108: 丽中部\\x1b{'长' * 26} … {'长' * 30}\n"
    )
    pages = [("a.txt", Page("")), ("b.txt", Page(dump, 2, decisions=decisions[:1]))]
    assert "".join(write_pages(pages, "explain")) == (
        "a.txt, page 1\nnothing was decided\n\n"
        "b.txt, page 2\njoin-lines: join (0.97): both lines are full\\x1b\n    0-7: 建设美\\n丽中部\n\n"
    )
