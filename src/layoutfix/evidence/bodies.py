"""How long a body has to be for an article of its own."""

from typing import Final

from .chains import Chain
from .sheet import Ints

LEAST_BODY: Final = 63
"""A body has at least so many characters: of 657 articles of 137 pages none has less."""


def is_long(lines: Chain, characters: Ints) -> bool:
    """Whether a body is long enough for an article; `characters` is how many each line of the page has."""
    return bool(characters[lines].sum() >= LEAST_BODY)
