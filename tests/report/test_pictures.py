"""Pictures of the report in Chromium, kept in `build/pictures` for a person to look at: `pytest -m browser`."""

from pathlib import Path
from typing import Any

import pytest

from chromium import WIDE, Reader

pytestmark = pytest.mark.browser

PICTURES = Path("build/pictures")
SETTLED = 300
"""Milliseconds after which nothing fades any more."""
WINDOWS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 390, "height": 800}},
    "without-scripts": {"java_script_enabled": False},
}


def picture(window: Any, name: str) -> bytes:
    """What an element looks like; it has to be in view, so that nothing is moved for the picture."""
    box = window.locator(name).bounding_box()
    assert box["y"] > 0 and box["y"] + box["height"] < WIDE["height"], name
    return bytes(window.screenshot(clip=box))


@pytest.mark.parametrize("name", ["abreast", "spaced", "woven"])
def test_each_window_shows_something_else(reader: Reader, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pictures = set()
    for kind, options in WINDOWS.items():
        window = reader.read(name, **options)
        pictures.add(window.screenshot(path=PICTURES / f"{name}-{kind}.png"))
        window.emulate_media(media="print")
        pictures.add(window.screenshot(path=PICTURES / f"{name}-{kind}-print.png", full_page=True))
    assert len(pictures) > len(WINDOWS)


def test_what_is_pointed_at_and_its_counterpart_look_different_and_nothing_else_does(reader: Reader) -> None:
    window = reader.read("abreast")
    pointed, other, stranger = "#a1-3", "#d1-3", "#d1-1"
    window.mouse.move(5, 5)
    before = [picture(window, name) for name in (pointed, other, stranger)]
    window.hover(pointed)
    window.wait_for_timeout(SETTLED)
    after = [picture(window, name) for name in (pointed, other, stranger)]
    assert [one != two for one, two in zip(before, after, strict=True)] == [True, True, False]
    window.mouse.move(5, 5)
    window.wait_for_timeout(SETTLED)
    assert [picture(window, name) for name in (pointed, other, stranger)] == before


def test_furniture_is_paler_than_articles(reader: Reader) -> None:
    window = reader.read("abreast")
    brightness = """(name) => {
      const seen = getComputedStyle(document.querySelector(name));
      return seen.color.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) + (1 - seen.opacity) * 765;
    }"""
    furniture = window.locator(".story.rest .piece").first.get_attribute("data-run")
    assert window.evaluate(brightness, f".dump [data-run='{furniture}']") > window.evaluate(brightness, "#d1-3") + 100
