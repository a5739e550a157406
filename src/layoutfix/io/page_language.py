"""The language of a page, as XML and HTML name it."""

from typing import Final

from ..evidence.page_script import is_chinese, page_script
from ..page import Page

_CHINESE: Final = {"Hans": "zh-Hans", "Hant": "zh-Hant"}
_OTHERS: Final = {"Jpan": "ja", "Kore": "ko"}


def page_language(page: Page) -> str:
    """The tag (BCP 47) of the language of a page's texts: `zh-Hans`, `zh-Hant`, `zh` where both scripts are mixed or
    nothing tells them apart, `ja`, `ko`, and `und`, undetermined, for all others.

    >>> from layoutfix.io.read_text import read_page
    >>> [page_language(read_page(dump)) for dump in ("门户已开。", "門戶已開。", "入り口の戸", "The ferry leaves.")]
    ['zh-Hans', 'zh-Hant', 'ja', 'und']
    """
    text = "".join(text.value for text in page.texts())
    script = page_script(text)
    return _CHINESE.get(script, "zh") if is_chinese(text) else _OTHERS.get(script, "und")
