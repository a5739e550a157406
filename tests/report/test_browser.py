"""The report as a reader has it, in Chromium: `pytest -m browser`."""

import re
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import documents
from chromium import IN_VIEW, LIT, WIDE, Reader, focused, read
from layoutfix import Article, Page, Text, pages

pytestmark = pytest.mark.browser

NARROW = {"width": 390, "height": 800}
MANY = "\f".join(documents.load(name)[0] for name in ("woven", "abreast", "traditional-hong-kong"))

SIZES = "(all) => all.map((one) => [one.clientWidth || one.offsetWidth, one.clientHeight || one.offsetHeight])"
EACH_PAIR = """() => {
  const wrong = [];
  for (const piece of document.querySelectorAll(".piece[data-run]")) {
    piece.focus();
    const lit = [...document.querySelectorAll(".lit")];
    const sides = new Set(lit.map((one) => one.closest(".dump") !== null));
    const own = lit.every((one) => one.dataset.run === piece.dataset.run);
    const seen = lit.find((one) => (one.closest(".dump") !== null) !== (piece.closest(".dump") !== null));
    if (!own || sides.size !== 2 || !seen || !(IN_VIEW)(seen)) wrong.push(piece.id);
    const kin = [...document.querySelectorAll(".kin")];
    if (!kin.length || kin.some((one) => one.dataset.part !== piece.dataset.part)) wrong.push(piece.id);
  }
  return [document.querySelectorAll(".piece[data-run]").length, wrong];
}""".replace("(IN_VIEW)", f"({IN_VIEW})")
CLIPPED = """() => [...document.querySelectorAll(".part, .rows li")].filter((one) => {
  for (let box = one.parentElement; box; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (style.overflowY !== "visible" && box.scrollHeight > box.clientHeight + 1) return true;
  }
  return false;
}).length"""


@pytest.mark.parametrize(
    ("name", "scripts"), [*((name, True) for name in documents.names()), ("woven", False), ("abreast", False)]
)
def test_all_of_a_page_is_there(reader: Reader, name: str, scripts: bool) -> None:
    (page,) = read(name)
    window = reader.open([page], java_script_enabled=scripts)
    assert window.locator(".rows li").all_text_contents() == page.dump.splitlines()
    assert window.locator("article").count() == len(page.articles)
    shown = window.locator("article .text").all_text_contents()
    assert shown == [str(text) for article in page.articles for text in article.texts()]
    assert window.locator(".story.rest .text").all_text_contents() == [str(block.text) for block in page.furniture]
    assert window.locator(".number").all_text_contents() == [f"Article {n}" for n in range(1, len(page.articles) + 1)]
    boxes = window.locator(".text, .rows li, .chip, .number").evaluate_all(SIZES)
    assert all(width > 0 and height > 0 for width, height in boxes)


@pytest.mark.parametrize("name", documents.names())
def test_each_piece_lights_up_with_its_counterpart(reader: Reader, name: str) -> None:
    count, wrong = reader.read(name).evaluate(EACH_PAIR)
    assert count > 100
    assert wrong == []


def seen(window: Any, name: str) -> bool:
    """Whether a piece is in view a moment later: the pointer has to rest before anything moves."""
    window.wait_for_timeout(100)
    return bool(window.evaluate(IN_VIEW, window.locator(name).element_handle()))


def test_pointing_lights_up_and_brings_the_counterpart_into_view(reader: Reader) -> None:
    window = reader.open(list(pages(MANY)))
    for piece, other in (("#a1-3", "#d1-3"), ("#d1-20", "#a1-20"), ("#a1-90", "#d1-90"), ("#d2-60", "#a2-60")):
        window.hover(piece)
        assert window.evaluate(LIT, "lit") == [["dump", piece[2:]], ["stories", piece[2:]]]
        assert any(seen(window, other) for _ in range(30)), other
    window.mouse.move(5, 5)
    assert window.evaluate(LIT, "lit") == window.evaluate(LIT, "kin") == []


def test_the_number_of_an_article_lights_up_all_of_it(reader: Reader) -> None:
    window = reader.read("abreast")
    window.hover("#s1-2")
    kin = window.evaluate(LIT, "kin")
    expected = window.locator("#page-1-article-2 [data-run]").evaluate_all("(all) => all.map((one) => one.dataset.run)")
    assert sorted(run for side, run in kin if side == "dump") == sorted(expected)


def test_a_click_says_why(reader: Reader) -> None:
    (page,) = read("woven")
    window = reader.open([page])
    for number in (2, 7, 40):
        piece = window.locator(f"#a1-{number}")
        start, end = map(int, piece.get_attribute("data-span").split("–"))
        piece.click()
        about = [one for one in page.decisions if any(a < end and start < b for a, b in one.spans)]
        for field, values in (
            (".step", [one.step for one in about]),
            (".action", [one.action for one in about]),
            (".reason", [one.reason for one in about]),
        ):
            assert window.locator(f"#why li {field}").all_text_contents() == values
        scores = [float(text) for text in window.locator("#why li .score").all_text_contents()]
        assert scores == pytest.approx([one.score for one in about], abs=0.011)
        assert f"characters {start}–{end}" in window.locator("#why").inner_text()
        assert window.evaluate(IN_VIEW, window.locator(f"#d1-{number}").element_handle())
    window.click("#d1-0")
    part = "Headline" if page.articles[0].kicker is None else "Kicker"
    assert part in window.locator("#why").inner_text()
    window.click("#s1-1")
    text = window.locator("#why").inner_text()
    assert "Article 1" in text and "look at this" in text
    scores = [float(score) for score in window.locator("#why li .score").all_text_contents()]
    assert scores == sorted(scores) and len(scores) == 8
    window.click("#why button")
    assert window.locator("#why").is_hidden()


def test_a_piece_without_a_decision_says_so(reader: Reader) -> None:
    dump = "湖边栈道完工"
    window = reader.open([Page(dump, articles=(Article(headline=Text.of(dump, 0, 6)),))])
    window.click("#d1-0")
    assert "No decision was taken about this piece" in window.locator("#why").inner_text()


def test_the_keyboard_goes_everywhere(reader: Reader) -> None:
    window = reader.read("spaced")
    seen = []
    for _ in range(8):
        window.keyboard.press("Tab")
        seen.append(focused(window) or window.evaluate("document.activeElement.textContent"))
    assert seen == ["Key", "d1-96", "1", "2", "3", "4", "a1-96", "All 45 decisions about this page"]
    window.focus("#d1-96")
    walk = [
        ("ArrowDown", "d1-97"),
        ("ArrowDown", "d1-0"),
        ("ArrowRight", "a1-0"),
        ("ArrowRight", "a1-0"),
        ("ArrowDown", "a1-1"),
        ("ArrowUp", "a1-0"),
        ("ArrowLeft", "d1-0"),
        ("End", "d1-95"),
        ("Shift+Tab", ""),
        ("Tab", "d1-95"),
        ("ArrowRight", "a1-95"),
        ("Home", "s1-1"),
        ("ArrowUp", "s1-1"),
        ("ArrowLeft", "d1-0"),
    ]
    for key, expected in walk:
        window.keyboard.press(key)
        assert focused(window) == expected, key
    window.keyboard.press("Enter")
    assert window.locator("#why").is_visible()
    assert focused(window) == "d1-0"
    window.keyboard.press("Escape")
    assert window.locator("#why").is_hidden()
    assert focused(window) == "d1-0"
    assert window.evaluate(LIT, "lit") == [["dump", "1-0"], ["stories", "1-0"]]
    window.keyboard.press("Enter")
    window.focus("#why button")
    window.keyboard.press("Escape")
    assert focused(window) == "d1-0"
    window.keyboard.press("Escape")
    assert window.evaluate(LIT, "lit") == []


def test_focus_is_seen(reader: Reader) -> None:
    window = reader.read("spaced")
    for name in ("#d1-96", "#a1-5", "#s1-1", ".key summary", ".chip", ".reasons summary"):
        window.focus(name)
        window.keyboard.press("Shift")  # the keyboard is in use
        outline = window.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", name


def test_text_can_be_selected(reader: Reader) -> None:
    window = reader.read("spaced")
    box = window.locator("#a1-3").bounding_box()
    middle = box["y"] + 10
    window.mouse.move(box["x"] + 2, middle)
    window.mouse.down()
    window.mouse.move(box["x"] + 90, middle, steps=4)
    window.mouse.up()
    selected = window.evaluate("getSelection().toString()")
    assert 3 <= len(selected) <= 8 and selected in window.locator("#a1-3").text_content()
    assert window.locator("#why").is_hidden()


def test_without_scripts_pieces_are_links_and_decisions_can_be_read(reader: Reader) -> None:
    window = reader.read("woven", java_script_enabled=False)
    window.click("#a1-40")
    assert window.url.endswith("#d1-40")
    assert window.locator(":target").get_attribute("id") == "d1-40"
    box, frame = (window.locator(name).bounding_box() for name in ("#d1-40", ".dump h3"))
    assert frame["y"] > 0
    assert frame["y"] + frame["height"] <= box["y"] < WIDE["height"]
    assert not window.locator(".reasons li").first.is_visible()
    window.click(".reasons summary")
    assert window.locator(".reasons li").first.is_visible()
    window.click(".key summary")
    assert "Each piece is a link" in window.locator(".key").inner_text()


def test_text_of_a_dump_does_nothing(reader: Reader) -> None:
    dump = "</li><script>alert(1)</script><img src=x onerror=alert(2)>\n<style>*{display:none}</style>完工"
    window = reader.open(list(pages(dump)))
    assert window.locator(".rows li").all_text_contents() == dump.split("\n")
    assert window.locator("img").count() == 0


def test_the_policy_is_kept(browser: Any, tmp_path: Path) -> None:
    with ExitStack() as windows:
        reader = Reader(browser, tmp_path, windows)
        window = reader.read("briefs")
        window.evaluate("""() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script, Object.assign(new Image(), {src: "http://127.0.0.1:9/x.png"}));
        }""")
        window.wait_for_timeout(200)
        assert window.evaluate("window.ran") is None
        assert len([text for text in reader.complaints if "Content Security Policy" in text]) == 2


def test_light_and_dark(reader: Reader) -> None:
    colours = "() => [document.body, document.querySelector('.text')].map((one) => getComputedStyle(one))"
    values = f"({colours})().map((style) => [style.backgroundColor, style.color])"
    (light, _), (_, ink) = reader.read("abreast", color_scheme="light").evaluate(values)
    (dark, _), (_, chalk) = reader.read("abreast", color_scheme="dark").evaluate(values)
    lightness = [sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in (light, chalk, dark, ink)]
    assert min(lightness[:2]) > 600 and max(lightness[2:]) < 120


@pytest.mark.parametrize("name", ["abreast", "woven"])
def test_a_narrow_window(reader: Reader, name: str) -> None:
    window = reader.read(name, viewport=NARROW)
    assert window.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert window.evaluate("document.documentElement.scrollHeight") == NARROW["height"]
    tops = [pane.bounding_box() for pane in window.locator(".pane").all()]
    assert tops[0]["width"] == tops[1]["width"] == NARROW["width"]
    assert tops[0]["y"] + tops[0]["height"] <= tops[1]["y"] + 1 < NARROW["height"] - 100
    assert window.evaluate(
        "[...document.querySelectorAll('.text')].every((one) => one.scrollWidth <= one.clientWidth + 1)"
    )
    assert window.evaluate(EACH_PAIR)[1] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_print_shows_all_of_it(reader: Reader, scheme: str) -> None:
    window = reader.open(list(pages(MANY)), color_scheme=scheme, viewport={"width": 700, "height": 1000})
    assert window.evaluate(CLIPPED) > 0
    window.emulate_media(media="print", color_scheme=scheme)
    assert window.evaluate(CLIPPED) == 0
    assert window.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for name in (".key", "#why", ".reasons", ".chips"):
        assert not window.locator(name).first.is_visible()
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", window.pdf(format="A4"))) <= 12


def test_columns_side_by_side_stand_straight(reader: Reader) -> None:
    window = reader.read("abreast")
    lefts = window.locator(".rows .piece.t2, .rows .piece.t5").evaluate_all("""(all) => all
        .filter((one) => one.previousSibling?.nodeType === Node.TEXT_NODE)
        .map((one) => Math.round(one.getBoundingClientRect().left))""")
    (edge, full), (indented, first) = Counter(lefts).most_common(2)
    size = window.evaluate("parseFloat(getComputedStyle(document.querySelector('.rows')).fontSize)")
    assert indented - edge == pytest.approx(2 * size, abs=1)
    assert full + first > 0.8 * len(lefts)


def test_a_large_page_answers_at_once(reader: Reader) -> None:
    dump = ""
    while len(dump.encode()) < 100_000:
        dump += "\n\n".join(documents.load(name)[0] for name in documents.names())
    window = reader.open(list(pages(dump)))
    times = window.evaluate("""async () => {
      const pieces = [...document.querySelectorAll(".piece")], times = [];
      for (let at = 0; at < 60; at++) {
        const begin = performance.now();
        pieces[(at * 997) % pieces.length].focus({preventScroll: true});
        document.body.offsetHeight;
        times.push(performance.now() - begin);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      }
      return times.sort((a, b) => a - b);
    }""")
    assert times[len(times) // 2] < 100
