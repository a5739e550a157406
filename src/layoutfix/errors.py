"""What can go wrong, by name."""


class LayoutfixError(Exception):
    """Base of every error that layoutfix raises on purpose."""


class InputError(LayoutfixError):
    """An input that cannot be read as a dump: missing, unreadable, empty, binary or undecodable."""


class UnknownPassError(LayoutfixError, KeyError):
    """A pass was named that the pipeline does not hold."""

    def __str__(self) -> str:
        return str(self.args[0])


class LawError(LayoutfixError):
    """A result broke a law: text was lost, doubled or made up. Always a defect, never the input's fault."""


class EditError(LayoutfixError, ValueError):
    """Edits were applied to a text that they do not belong to."""
