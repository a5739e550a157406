"""Text and tags of HTML: whatever a dump holds is shown, and acts on nothing."""

from html import escape
from typing import Final

from ..io.visible import visible

COLOURS: Final = 7
"""Colours of articles, told by the classes `t1` to `t7`; they come round again."""


def text_of(text: str) -> str:
    """The text as HTML; control characters and direction overrides are shown as escapes.

    >>> text_of("</script>\\x1b")
    '&lt;/script&gt;\\\\x1b'
    """
    return escape(visible(text, keep="\t"))


def element(name: str, content: str, **attributes: object) -> str:
    """An element around content that is HTML; attributes that are None or empty are left out, and names lose a `_` at
    their end and have `-` for any other.

    >>> element("p", "<b>1</b>", class_="a", id=None, data_run="1-2", title='"')
    '<p class="a" data-run="1-2" title="&quot;"><b>1</b></p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text_of(str(value))}"'
        for key, value in attributes.items()
        if value is not None and value != ""
    )
    return f"<{name}{written}>{content}</{name}>"


def classes(*names: str | bool | None) -> str:
    """The names that are there, as the value of `class`.

    >>> classes("piece", False, "hop"), classes(None)
    ('piece hop', '')
    """
    return " ".join(name for name in names if isinstance(name, str) and name)


def colour(number: int) -> str:
    """The class of an article's colour."""
    return f"t{(number - 1) % COLOURS + 1}"
