"""A printed page as the extractors that people run dump it, each loaded where it is used."""

import io
import logging
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each font that the browser sets


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


def _tesseract(path: Path) -> str:
    image = path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", str(path), str(image)], check=True)
    picture = image.with_suffix(".png")
    language = "chi_tra" if path.stem.endswith("t") else "chi_sim"
    command = ["tesseract", str(picture), "-", "-l", language]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.removesuffix("\f")
    picture.unlink()
    return found


EXTRACTORS: Final[dict[str, Callable[[Path], str]]] = {
    "pdfminer": _pdfminer,
    "mupdf": _mupdf,
    "poppler": _poppler,
    "layout": _layout,
}
OCR: Final[dict[str, Callable[[Path], str]]] = {"tesseract": _tesseract}
