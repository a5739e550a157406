"""Sets every fixture that has a layout line anew: `python tests/make_fixtures.py`."""

import documents
from typeset import Layout, typeset


def set_document(document: documents.Document) -> str:
    """The dump of a document that has a layout line."""
    layout = Layout.parse(document.layout or "")
    return typeset(document.articles, layout, [text for _, text in document.furniture])


def main() -> None:
    """Writes NAME.txt beside each NAME.md that says how it is set."""
    for name in documents.names():
        document = documents.parse_document((documents.FIXTURES / f"{name}.md").read_text(encoding="utf-8"))
        if document.layout:
            (documents.FIXTURES / f"{name}.txt").write_text(set_document(document), encoding="utf-8")


if __name__ == "__main__":
    main()
