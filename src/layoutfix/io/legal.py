"""Characters that XML and HTML cannot carry, put into ones that they can."""

import re
from typing import Final

_LAST_OF_PLANES: Final = "".join(chr(last - 1) + chr(last) for last in range(0xFFFF, 0x110000, 0x10000))
_ILLEGAL: Final = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}]")
_PICTURES: Final = 0x2400
"""The first of the Control Pictures of Unicode, one for each of U+0000 to U+001F in the same order."""


def legal(text: str) -> str:
    """The text with one legal character for each illegal one, so that it can be seen and none is lost.

    A control character is shown by its picture (U+2400 and on; U+2421 for delete). Controls of U+0080 to U+009F, lone
    surrogates and noncharacters have none and become U+FFFD. XML 1.0 (section 2.2) forbids these or advises against
    them, and HTML (13.2.3.5, preprocessing the input stream) forbids them all. Tab, line feed and return stay.

    >>> legal("湖\\x1b边\\ud800\\t栈道")
    '湖␛边�\\t栈道'
    """
    return _ILLEGAL.sub(lambda found: _shown(found[0]), text)


def _shown(character: str) -> str:
    if character < " ":
        return chr(_PICTURES + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"
