"""Adapters for engines that people already run, a module an engine; each is imported by those who use it alone.

`extra` is how such a module imports what it adapts, so that all say in the same words what is missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from ..errors import MissingExtraError


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Around imports of what the extra `name` of this package brings.

    Raises `MissingExtraError` where one of them is not installed.

    >>> with extra("abacus"):
    ...     import no_such_abacus
    Traceback (most recent call last):
      ...
    layoutfix.errors.MissingExtraError: layoutfix[abacus] is needed: pip install 'layoutfix[abacus]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"layoutfix[{name}] is needed: pip install 'layoutfix[{name}]'") from error
