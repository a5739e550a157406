"""A printed page as the extractors that people run dump it, each loaded where it is used."""

import io
import logging
import subprocess
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

SAME_ROW: Final = 5.0
"""Points. Boxes whose tops are less apart stand in one row."""

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each font that the browser sets


class Box(NamedTuple):
    """A line of type and where it stands, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def _pdfminer(path: Path) -> str:
    from pdfminer.high_level import extract_text
    from pdfminer.layout import LAParams

    return extract_text(io.BytesIO(path.read_bytes()), laparams=LAParams())


def _mupdf(path: Path) -> str:
    import pymupdf

    with pymupdf.open(path) as document:
        blocks = [block[4].strip("\n") for page in document for block in page.get_text("blocks") if block[6] == 0]
    return "\n\n".join(blocks) + "\n"


def _poppler(path: Path, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, str(path), "-"], check=True, capture_output=True, text=True).stdout


def _layout(path: Path) -> str:
    return _poppler(path, "-layout")


def _tesseract(path: Path, dpi: int = 150) -> str:
    image = path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", "-singlefile", str(path), str(image)], check=True)
    picture = image.with_suffix(".png")
    language = "chi_tra" if path.stem.endswith("t") else "chi_sim"
    command = ["tesseract", str(picture), "-", "-l", language]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.removesuffix("\f")
    picture.unlink()
    return found


def _raw(path: Path) -> str:
    return _poppler(path, "-raw")


def _mupdf_plain(path: Path) -> str:
    import pymupdf

    with pymupdf.open(path) as document:
        return "\n".join(page.get_text() for page in document)


def _boxes(path: Path) -> str:
    """Each line of type by itself, as programs that read by boxes (PaddleOCR, EasyOCR) list them."""
    import pymupdf

    with pymupdf.open(path) as document:
        blocks = [block for page in document for block in page.get_text("dict")["blocks"] if block["type"] == 0]
    lines = [line for block in blocks for line in block["lines"]]
    boxes = [Box(*line["bbox"], "".join(span["text"] for span in line["spans"]).strip()) for line in lines]
    return "".join(f"{box.text}\n" for box in in_rows(boxes) if box.text)


def in_rows(boxes: Iterable[Box]) -> list[Box]:
    """Boxes from the top of the page to its foot, and from left to right in a row."""
    found = sorted(boxes, key=lambda box: (box.top + box.bottom, box.left))
    for last in range(1, len(found)):
        for at in range(last, 0, -1):
            above, box = found[at - 1], found[at]
            if abs(box.top - above.top) >= SAME_ROW or box.left >= above.left:
                break
            found[at - 1 : at + 1] = box, above
    return found


def _pdfium(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _pypdf(path: Path) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def _pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


EXTRACTORS: Final[dict[str, Callable[[Path], str]]] = {
    "pdfminer": _pdfminer,
    "mupdf": _mupdf,
    "poppler": _poppler,
    "layout": _layout,
    "tesseract": _tesseract,
    "tesseract-120": partial(_tesseract, dpi=120),
    "raw": _raw,
    "mupdf-plain": _mupdf_plain,
    "boxes": _boxes,
    "pdfium": _pdfium,
    "pypdf": _pypdf,
    "pdfplumber": _pdfplumber,
}
USUAL: Final = ("pdfminer", "mupdf", "poppler", "layout")
