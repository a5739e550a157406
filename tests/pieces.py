"""What holds of a page in which rows were cut, whatever cut them."""

from layoutfix.page import Page


def texts(page: Page) -> list[str]:
    """The lines of a page."""
    return [str(line.text) for line in page.lines]


def check_pieces(dump: str, before: Page, page: Page) -> None:
    """Only white space went, the lines stand as they stood, and each knows where it is in the dump."""
    assert "".join("".join(texts(page)).split()) == "".join("".join(texts(before)).split())
    places = [(line.row, line.column) for line in page.lines]
    assert places == sorted(places)
    for line in page.lines:
        ((start, end),) = line.text.spans
        assert dump[start:end] == str(line.text) == str(line.text).strip()
