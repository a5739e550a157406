"""What can go wrong, by name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .page import Page


class LayoutfixError(Exception):
    """Base of every error that layoutfix raises on purpose."""


class InputError(LayoutfixError):
    """An input that cannot be read as a dump: missing, unreadable, empty, binary or undecodable."""


class UnknownPassError(LayoutfixError, KeyError):
    """A pass was named that the pipeline does not hold."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownConfigError(LayoutfixError, ValueError):
    """A conversion was asked for that OpenCC does not know."""


class LawError(LayoutfixError):
    """A result broke a law: text was lost, doubled or made up. Always the fault of a pass, never of the input.

    `page` is the page as the passes left it.
    """

    def __init__(self, message: str, page: "Page") -> None:
        super().__init__(message)
        self.page = page

    def __reduce__(self) -> tuple[type["LawError"], tuple[str, "Page"]]:
        return type(self), (str(self), self.page)  # so that it gets through from another process


class EditError(LayoutfixError, ValueError):
    """Edits were applied to a text that they do not belong to."""


class MissingExtraError(LayoutfixError, ImportError):
    """An extra of this package is not installed that brings what is asked for."""
