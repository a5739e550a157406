"""The benchmarks that need nothing but the fixtures."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import bank
import documents
import layoutfix
from layoutfix.evidence.readings import forget_readings
from layoutfix.evidence.weights import load
from layoutfix.io.write_json import page_object

ROOT = Path(__file__).parent.parent
HAS_BENCHMARKS = (ROOT / "benchmarks").is_dir()
ELSEWHERE = {
    "second-reading": "traditional-taiwan",  # has titles to try
    "abreast": "traditional-taiwan",
    "cuts": "squeezed",
    "indents": "briefs",
}
"""Kinds of evidence that need another page than `woven`."""
WITHOUT_EFFECT = ("nothing", "tracks", "division", "sequence", "abreast", "cuts")
"""Kinds that are asked for on these pages and need decide nothing there."""

pytestmark = pytest.mark.skipif(not HAS_BENCHMARKS, reason="an installed package has no benchmarks")


def kinds() -> list[str]:
    from benchmarks.ablation import KINDS

    return list(KINDS)


@contextmanager
def without(kind: str) -> Iterator[Counter[str]]:
    """The package with a kind of evidence left out; counts the calls of each function put in the place of another."""
    from benchmarks import ablation

    calls: Counter[str] = Counter()
    learned = {name: array.copy() for name, array in load("encoder").items()}
    put_in_place = ablation._patch
    patches = pytest.MonkeyPatch()

    def counted(module: object, name: str, make: Callable[[Any], Any]) -> None:
        patches.setattr(module, name, getattr(module, name))  # so that it comes back
        put_in_place(module, name, make)
        made = getattr(module, name)
        calls[name] = 0

        def call(*given: object) -> object:
            calls[name] += 1
            return made(*given)

        patches.setattr(module, name, call)

    patches.setattr(ablation, "_patch", counted)
    forget_readings()
    try:
        ablation.KINDS[kind]()
        yield calls
    finally:
        patches.undo()
        for name, array in learned.items():
            load("encoder")[name][...] = array
        forget_readings()


@pytest.mark.parametrize("kind", kinds() if HAS_BENCHMARKS else [])
def test_evidence_that_is_left_out_is_missed_and_no_text_is_lost(kind: str) -> None:
    names = ["woven", *([ELSEWHERE[kind]] if kind in ELSEWHERE else [])]
    whole = [page_object(documents.repaired(name), name) for name in names]
    with without(kind) as calls:
        pages = [page_object(layoutfix.repair(documents.load(name)[0]), name) for name in names]
    assert all(calls.values()), calls
    assert pages != whole or kind in WITHOUT_EFFECT


def test_pages_are_printed_with_evidence_left_out() -> None:
    path = str(documents.FIXTURES / "woven.txt")
    command = [sys.executable, "-m", "benchmarks.ablation", "echo", path]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT, timeout=60)
    with without("echo"):
        page = page_object(layoutfix.repair(documents.load("woven")[0]), path)
    assert json.loads(done.stdout) == page != page_object(documents.repaired("woven"), path)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_many_dumps_come_out_the_same() -> None:
    command = [sys.executable, "-m", "benchmarks.corpus", "6"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.stderr == ""
    assert done.stdout.count("the same bytes") == 2


@pytest.mark.parametrize("contender", ["layoutfix", "han"])
def test_a_contender_does_all_pages_once_a_number(contender: str, tmp_path: Path) -> None:
    (tmp_path / "0.pdf").touch()
    shutil.copy(documents.FIXTURES / "radicals.txt", tmp_path / "0.mupdf.txt")
    command = [sys.executable, "-m", "benchmarks.compare.worker", contender, "mupdf", str(tmp_path)]
    done = subprocess.run(command, input="1\n2\n", capture_output=True, check=True, text=True, cwd=ROOT, timeout=60)
    loaded, *turns = map(json.loads, done.stdout.splitlines())
    assert [turn["seconds"] > 0 for turn in turns] == [True, True]
    assert 0 < loaded["loaded"] <= turns[0]["peak"] <= turns[1]["peak"]


def test_the_table_says_how_many_times_as_long_and_as_much() -> None:
    program = """
from benchmarks.compare.table import Memory, Pair, Row, table
warm, whole = [Pair(2, 1), Pair(3, 1), Pair(4, 1)], [Pair(1, 4)]
print(table([Row("other", "mupdf", 0.5, warm, whole, Memory(30, 80), Memory(20, 40))]))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=ROOT)
    _, _, own, other = done.stdout.splitlines()
    assert own == "| layoutfix, dumps of mupdf | 0.167 |  |  | 30 | 80 |  |"
    assert other == "| other | 0.5 | 3.0× (2.0–4.0) | 0.25× (0.25–0.25) | 20 | 40 | 2.0× |"


def test_what_ocr_might_have_made_of_a_page_is_mostly_what_it_says() -> None:
    from benchmarks.press.misreading import misread

    dump = (documents.FIXTURES / "side-by-side.txt").read_text(encoding="utf-8")
    said = Counter("".join(dump.split()))
    found = [misread(dump, np.random.default_rng(seed)) for seed in range(40)]
    assert found == [misread(dump, np.random.default_rng(seed)) for seed in range(40)]
    assert all((said & Counter(text)).total() > 0.7 * said.total() for text in found)
    assert len({tuple(text.split()) for text in found}) == len(found)


def test_briefs_are_set_one_after_the_other() -> None:
    from benchmarks.press.setting import set_briefs
    from benchmarks.press.stories import MOST_OF_BRIEF, Story, brief
    from benchmarks.press.style import draw_style

    random = np.random.default_rng(0)
    stories = [
        brief(Story(headline, tuple(sentences), kicker="各地简讯"), random) for headline, sentences in bank.STORIES[:8]
    ]
    assert all(story.kicker is None and sum(map(len, story.paragraphs)) <= MOST_OF_BRIEF for story in stories)
    html = set_briefs(stories, draw_style(random), random)
    texts = [text for story in stories for text in (story.headline, *story.paragraphs)]
    places = [html.find(escape(text)) for text in texts]
    assert min(places) > 0 and places == sorted(places)


def test_a_typed_page_holds_every_word_of_its_stories() -> None:
    from benchmarks.press.stories import Story
    from benchmarks.press.typed import FORMS, typed

    stories = [
        Story(
            headline, tuple(sentences), "湖边走笔", "栈道上能看见水鸟", "岑远", "本报讯", "（下转第4版）", ("木栈道。",)
        )
        for headline, sentences in bank.STORIES[:4]
    ]
    stories = [replace(story, opening=number == 1, closing=number == 2) for number, story in enumerate(stories)]
    parts = [(s.kicker, s.headline, s.deck, s.byline, s.jump, *s.paragraphs, *s.captions) for s in stories]
    said = Counter("".join("".join(filter(None, texts)) for texts in parts).replace(" ", ""))
    pages = [typed(stories, np.random.default_rng(seed)) for seed in range(60)]
    assert pages == [typed(stories, np.random.default_rng(seed)) for seed in range(60)]
    assert all(not said - Counter("".join(page.split())) for page in pages)
    assert len({tuple(page.split()) for page in pages}) > 2 * len(FORMS)


@pytest.mark.parametrize(
    ("opening", "first"), [(True, "本报讯（记者岑远）湖边的栈道今天修好。"), (False, "湖边的栈道今天修好。")]
)
def test_dateline_and_credit_stand_before_the_words_that_they_open(opening: bool, first: str) -> None:
    from benchmarks.press.stories import Piece, Story, body_of

    body = ("湖边的栈道今天修好。", "明天开放。")
    story = Story("栈道修好", body, byline="（记者岑远）", dateline="本报讯", opening=opening, jump="（上接第1版）")
    jump, *paragraphs = body_of(story, np.random.default_rng(0))
    assert (jump.kind, jump.text) == ("jump", story.jump)
    assert [Piece(kind, "".join(text.split())) for kind, text, _ in paragraphs] == [
        Piece("paragraph", first), Piece("paragraph", body[1]),
    ]  # fmt: skip


def test_of_what_is_misread_the_measure_asks_less() -> None:
    from benchmarks.learn.extractors import MOST_MISREAD
    from benchmarks.press.stories import Story, gold_of

    stories = [Story(headline, tuple(sentences)) for headline, sentences in bank.STORIES[:2]]
    clean, misread = (gold_of(stories, misread=of) for of in (False, True))
    assert [article["headline"] for article in clean["articles"]] == [story.headline for story in stories]
    assert clean | {"tolerance": MOST_MISREAD} == misread != clean


@pytest.mark.parametrize("dateline", ["本报临川6月3日电", "新华社临川6月3日电", "据新华社临川6月3日电", None])
def test_a_story_of_the_corpus_has_the_dateline_that_opens_it(dateline: str | None) -> None:
    from benchmarks.press.stories import _story

    body = "".join(bank.STORIES[0][1]) * 3
    story = _story({"id": "a", "title": "湖边栈道落成", "paragraphs": [f"{dateline or ''}{body}"]})
    assert story is not None and (story.dateline, story.paragraphs) == (dateline, (body,))


def test_a_report_is_named_by_its_headline_and_keeps_the_rest() -> None:
    from benchmarks.press.stories import REPORTS, Story, as_report

    random = np.random.default_rng(0)
    story = Story("城东湖边栈道施工", ("栈道本月底完工。",), kicker="重点工程")
    named = [as_report(story, random) for _ in range(40)]
    assert {(one.kicker, one.paragraphs) for one in named} == {(story.kicker, story.paragraphs)}
    assert all(one.headline.startswith(story.headline) and one.headline.endswith(REPORTS) for one in named)
    assert len({one.headline for one in named}) > len(REPORTS)
    traditional = Story("城東湖邊棧道施工", ("棧道本月底完工。",), traditional=True)
    assert as_report(traditional, random) == traditional


def test_a_kicker_that_may_head_any_article_heads_those_without_one() -> None:
    from benchmarks.press.stories import Story, rubrics, under_rubric

    body = ("湖边的木栈道今天修好。",)
    bare, own = Story("栈道修好", body), Story("栈道修好", body, kicker="湖边走笔")
    long = Story("栈道修好", body, kicker="走在上面能看见水鸟的木栈道——")
    assert rubrics({"纸": [bare, own, long]}) == ["湖边走笔"]
    random = np.random.default_rng(4)
    assert under_rubric(bare, ["湖边走笔"], random) == own
    assert under_rubric(own, ["别的"], random) == own
    assert under_rubric(replace(bare, traditional=True), ["湖边走笔"], random).kicker == "湖邊走筆"


def test_boxes_stand_in_rows_from_left_to_right() -> None:
    from benchmarks.press.dumps import Box, in_rows

    rows = ["城东", "湖边", "栈道", "本月", "底完", "工了"]
    tops = [0.0, 3.0, 1.0, 20.0, 22.0, 19.0]  # a row is never quite straight
    boxes = [
        Box(100.0 * (at % 3), top, 100.0 * (at % 3) + 80, top + 12, text)
        for at, (top, text) in enumerate(zip(tops, rows, strict=True))
    ]
    shuffled = [boxes[at] for at in (4, 2, 0, 5, 1, 3)]
    assert [box.text for box in in_rows(shuffled)] == rows


@pytest.mark.parametrize(
    ("dump", "usable"),
    [
        ("湖边栈道本月完工\n城东湖边的木栈道将在本月底完工，全长两公里。", True),
        ("城东湖边的木栈 东升镇\n湖边栈道本月完工\n道将在本月底完工，全长两公里。", True),
        ("湖边栈道本月完工\n城东湖边的木栈道将在本月底完工", False),
        ("湖边找道本月完工\n城东湖边的木栈道将在本月底完工，全长两公里。", False),
        ("湖边栈道本月完工\n城东湖边的木栈全长两公里。\n道将在本月底完工，", False),
        ("", False),
    ],
    ids=["whole", "woven", "lost", "misread", "in-a-token", "nothing"],
)
def test_what_could_be_used_is_what_the_dump_has(dump: str, usable: bool, tmp_path: Path) -> None:
    article = dict.fromkeys(("kicker", "deck", "byline", "dateline", "jump")) | {"captions": []}
    article |= {"headline": "湖边栈道本月完工", "paragraphs": ["城东湖边的木栈道将在本月底完工，全长两公里。"]}
    (tmp_path / "page.hand.gold.json").write_text(json.dumps({"articles": [article]}), encoding="utf-8")
    (tmp_path / "page.hand.txt").write_text(dump, encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.ceiling", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT, timeout=60)
    assert done.stdout.split() == ["hand", f"{usable:d}", "of", "1", f"{usable:.3f}"]
