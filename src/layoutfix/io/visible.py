"""Characters that would act on a terminal, or break a line of a report, shown as escapes."""

import re
from typing import Final

_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str, keep: str = "") -> str:
    """The text with control characters, direction overrides and lone surrogates as escapes, save those in `keep`.

    >>> visible("红\\x1b[31m\\n", keep="\\n")
    '红\\\\x1b[31m\\n'
    """
    return _CONTROL.sub(lambda found: found[0] if found[0] in keep else _escape(found[0]), text)


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
