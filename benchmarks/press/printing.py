"""Prints a page of HTML to PDF with a browser that has no window."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from .style import Style


@contextmanager
def open_sheet(browser: str) -> Iterator[Page]:
    """A sheet of the browser at this path, to print pages with one after the other."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        yield opened.new_page()
        opened.close()


def print_page(sheet: Page, html: str, style: Style, path: Path) -> None:
    """Print a page to PDF, one sheet as high as what stands on it."""
    sheet.set_viewport_size({"width": style.width, "height": 800})
    sheet.set_content(html)
    height = sheet.evaluate("document.querySelector('main').scrollHeight")
    sheet.pdf(path=path, width=f"{style.width}px", height=f"{height + 4}px", print_background=True)
