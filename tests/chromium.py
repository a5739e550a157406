"""Reports opened in Chromium, for tests that look at them there."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import documents
from layoutfix import Page, pages
from layoutfix.report.write_report import write_report

CHROMIUM = "/usr/bin/chromium"
WIDE = {"width": 1280, "height": 800}

LIT = """(name) => [...document.querySelectorAll("." + name)].map((one) => [
  one.closest(".dump") ? "dump" : "stories", one.dataset.run ?? null])"""
IN_VIEW = """(piece) => {
  const box = piece.getClientRects()[0], frame = piece.closest(".pane").getBoundingClientRect();
  return box.width > 0 && box.top >= frame.top && box.bottom <= frame.bottom + 1 && box.left < frame.right
    && box.bottom <= innerHeight && box.top >= 0;
}"""


@cache
def read(name: str) -> list[Page]:
    """The pages of a fixture."""
    return list(pages(documents.load(name)[0]))


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser, without a window."""
    from playwright.sync_api import sync_playwright  # loaded here, so that the other tests do without it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """Opens reports, each in a window of its own; whatever the browser complains of or asks for is an error."""

    def __init__(self, browser: Any, folder: Path, windows: ExitStack) -> None:
        self.browser, self.folder, self.windows = browser, folder, windows
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def open(self, found: list[Page], **options: Any) -> Any:
        path = self.folder / "page.html"
        path.write_text(write_report(found, "page.txt"), encoding="utf-8")
        context = self.browser.new_context(**{"viewport": WIDE, **options})
        self.windows.callback(context.close)
        window = context.new_page()
        window.on("console", lambda message: self.complaints.append(message.text))
        window.on("pageerror", lambda error: self.complaints.append(str(error)))
        window.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        context.on("request", lambda request: self.requests.append(request.url))
        window.goto(path.as_uri())
        return window

    def read(self, name: str, **options: Any) -> Any:
        return self.open(read(name), **options)


@contextmanager
def reading(browser: Any, folder: Path) -> Iterator[Reader]:
    with ExitStack() as windows:
        reader = Reader(browser, folder, windows)
        yield reader
        assert reader.complaints == []
        assert set(reader.requests) == {(folder / "page.html").as_uri()}


def focused(window: Any) -> str:
    """The name of the element that has the focus."""
    return str(window.evaluate("document.activeElement.id"))
