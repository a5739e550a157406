"""Which dumps OCR made, or are made to look so, and how much of them may be wrong."""

from typing import Final

OCR: Final = ("tesseract", "tesseract-120")
MISREAD: Final = (*OCR, "misread")
"""The dumps that OCR made, or that are made to look so."""
MOST_MISREAD: Final = 0.1
"""So much more of a headline or a body than elsewhere may be wrong there."""
