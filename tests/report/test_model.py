"""A page as runs that stand in the dump and in a part."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from layoutfix import Article, Block, Decision, Line, Page, Piece, Role, Span, Text, repair
from layoutfix.io.read_text import read_page
from layoutfix.report.model import Joint, Leaf, Run, Segment, leaf_of
from proportion import grows_in_proportion
from samples import whole
from strategies import any_text, dump_like_text, typeset_pages


def written(run: Run) -> str:
    """The text of a run, with what stands between it and the run before."""
    return (run.joint.text if run.joint else "") + "".join(segment.text for segment in run.segments)


def paragraph(dump: str, *spans: tuple[int, int], decisions: tuple[Decision, ...] = ()) -> tuple[Run, ...]:
    """The runs of a page whose one paragraph is made of these stretches of the dump."""
    text = Text.join([Text.of(dump, start, end) for start, end in spans])
    (story,) = leaf_of(Page(dump, articles=(Article(paragraphs=(text,)),), decisions=decisions), 0.9).stories
    return story.parts[0].runs


def check(page: Page) -> Leaf:
    """A leaf that holds all texts of the page, and each stretch of the dump once."""
    leaf = leaf_of(page, 0.9)
    parts = [*(part for story in leaf.stories for part in story.parts), *leaf.rest]
    loose = [*(line.text for line in page.lines), *(block.text for block in (*page.blocks, *page.furniture))]
    texts = [*(text for article in page.articles for text in article.texts()), *loose]
    assert ["".join(map(written, part.runs)) for part in parts] == [str(text) for text in texts]
    assert [part.number for part in parts] == list(range(len(parts)))
    runs = [run for _, _, run in leaf.runs()]
    assert [run.number for run in runs] == list(range(len(runs)))
    for run in runs:
        assert "".join(segment.source for segment in run.segments) == page.dump[run.span.start : run.span.end]
        overlapping = [
            at
            for at, decision in enumerate(page.decisions)
            if any(start < run.span.end and run.span.start < end for start, end in decision.spans)
        ]
        assert list(run.decisions) == overlapping
    return leaf


@pytest.mark.parametrize("name", documents.names())
def test_the_fixtures_stand_whole_in_their_leaves(name: str) -> None:
    page = documents.repaired(name)
    leaf = check(page)
    assert [story.score for story in leaf.stories] == [article.score for article in page.articles]
    assert [story.is_doubtful for story in leaf.stories] == [article.score < 0.9 for article in page.articles]
    assert len(leaf.reasons) == len(page.decisions)


@given(any_text | dump_like_text | typeset_pages)
@settings(max_examples=30)
def test_any_page_stands_whole_in_its_leaf(dump: str) -> None:
    check(repair(dump))
    check(read_page(dump))


def test_runs_break_where_the_dump_does_not_go_on() -> None:
    first, second, third = paragraph("甲乙\n丙丁\n\n戊己", (0, 2), (3, 5), (7, 9))
    assert [run.row for run in (first, second, third)] == [1, 2, 4]
    assert [first.joint, second.joint, third.joint] == [None, *[Joint("", False, 1.0)] * 2]


def test_a_hop_leads_to_neither_what_follows_nor_the_line_below() -> None:
    dump = "甲乙  丙丁\n戊己  庚辛\n\n壬癸"
    hop = Decision("order-lines", "hop", (Span(9, 11), Span(4, 6)), "reads on here", 0.4)
    runs = paragraph(dump, (0, 2), (7, 9), (4, 6), (11, 13), (15, 17), decisions=(hop,))
    assert [run.joint and (run.joint.is_hop, run.joint.score) for run in runs] == [
        None,
        (False, 1.0),  # the line below, in the same column
        (True, 0.4),  # back to the top of the next column
        (False, 1.0),
        (False, 1.0),  # across a blank line
    ]
    (_, other) = paragraph("甲\n乙\n丙", (0, 1), (4, 5))
    assert other.joint == Joint("", True, 1.0)


def test_segments_say_what_was_changed_taken_out_and_put_in() -> None:
    dump = "⼯作 日报\n(摄)"
    line = Text.of(dump, 0, 5).substitute([(0, 1, "工"), (2, 3, "")])
    text = Text.join([line, Text.of(dump, 6, 9).substitute([(0, 3, "（摄）")])], " ")
    (story,) = leaf_of(Page(dump, articles=(Article(headline=text),)), 0.9).stories
    first, second = story.parts[0].runs
    assert first.segments == (Segment("⼯", "工"), Segment("作", "作"), Segment(" ", ""), Segment("日报", "日报"))
    assert second.segments == (Segment("(", "（"), Segment("摄", "摄"), Segment(")", "）"))
    assert second.joint == Joint(" ", False, 1.0)


def test_what_was_put_in_inside_a_run_stays_there() -> None:
    text = Text.from_pieces(
        [Piece("—", 0, 0), Piece("第", 0, 1), Piece(" ", 1, 1), Piece("A", 1, 2), Piece("。", 2, 2)]
    )
    (story,) = leaf_of(Page("第A", articles=(Article(headline=text),)), 0.9).stories
    (run,) = story.parts[0].runs
    assert run.span == Span(0, 2)
    assert "".join(segment.text for segment in run.segments) == "—第 A。"


def test_a_text_that_stands_for_nothing_is_shown() -> None:
    text = Text.from_pieces([Piece("甲", 0, 0)])
    (run,) = leaf_of(Page("", furniture=(Block(Role.RULE, text),)), 0.9).rest[0].runs
    assert (run.span, written(run)) == (Span(0, 0), "甲")


def test_roles() -> None:
    dump = "甲乙丙丁"
    tag = Decision("tag-roles", "subhead", (Span(2, 3),), "wording and setting")
    article = Article(
        headline=Text.of(dump, 0, 1), paragraphs=(Text.of(dump, 1, 2), Text.of(dump, 2, 3)), captions=(whole(""),)
    )
    lines = (Line(Text.of(dump, 3, 4)),)
    leaf = leaf_of(Page(dump, lines=lines, articles=(article,), decisions=(tag,)), 0.9)
    assert [part.role for part in leaf.stories[0].parts] == ["headline", "paragraph", "subhead", "caption"]
    assert [part.role for part in leaf.rest] == ["line"]


def test_doubtful_are_articles_below_the_bound_and_those_marked_before() -> None:
    articles = (Article(score=0.5), Article(score=0.49), Article(score=0.9, doubtful=True))
    leaf = leaf_of(Page("", articles=articles), 0.5)
    assert [story.is_doubtful for story in leaf.stories] == [False, True, True]


def test_reasons_name_the_lines_of_the_dump() -> None:
    dump = "甲\r\n乙\n丙"
    decision = Decision("join-lines", "join", (Span(5, 6), Span(0, 1), Span(3, 4)), "of one paragraph", 0.3)
    (reason,) = leaf_of(Page(dump, decisions=(decision,)), 0.9).reasons
    assert reason.rows == (3, 1, 2)
    assert (reason.step, reason.action, reason.reason, reason.score) == (*decision[:2], *decision[3:])


@pytest.mark.parametrize("is_one", [True, False])
def test_time_grows_no_faster_than_the_page(is_one: bool) -> None:
    def made(count: int) -> Callable[[], Leaf]:
        spans = [Span(at, at + 1) for at in range(0, 2 * count, 2)]
        text = Text.from_pieces([Piece("甲", *span) for span in spans])
        about = [Span(0, 2 * count)] if is_one else spans
        decisions = tuple(Decision("note", "note", (span,), "") for span in about)
        page = Page("甲\n" * count, articles=(Article(paragraphs=(text,)),), decisions=decisions)
        return lambda: leaf_of(page, 0.9)

    grows_in_proportion(made, 4_000)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted), max_size=8))
def test_decisions_are_found_by_overlap(spans: list[list[int]]) -> None:
    dump = "甲乙丙丁戊己庚辛壬癸\n" * 2
    decisions = tuple(Decision("note", "note", (Span(start, end),), "") for start, end in spans if start < end)
    lines = read_page(dump).lines
    check(Page(dump, lines=lines, decisions=decisions))
