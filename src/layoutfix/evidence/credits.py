"""Datelines, bylines and jump lines inside a paragraph, known by their set phrases."""

from typing import Final

import regex

from ..text import Text

_AGENCY: Final = (
    r"(?:本报|本報|本刊|本网|本網|本台|新华社|新華社|中新社|中新网|中央社|人民网|央视网|法新社|路透社|美联社|塔斯社|共同社|韩联社)"
)
_DATED: Final = (
    rf"(据?{_AGENCY}[\p{{Han}}·]{{0,10}}\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日(?:综合)?(?:电|電|讯|訊)"
    rf"|据?{_AGENCY}[\p{{Han}}·]{{0,6}}(?:电|電|讯|訊)(?=[\s（(]|$))"
)
_DATELINE: Final = regex.compile(rf"\s*+{_DATED}")
_STRAY: Final = regex.compile(rf"\s*+(?!据)(\p{{Han}}{{1,2}}?)(?=\s*+{_DATED})")
_WORDS: Final = r"记者|記者|通讯员|通訊員|特派员|特派員|报道|報導|报导|摄影|攝影|编译|編譯|评论员|实习生|撰文"
_NOTE: Final = (
    r"[（(](?:作者[为為系係是]|[^（）()]*?(?:采访|採訪|整理|采写|採寫|参与|參與|[见見]第?\w{1,3}版))"
    r"[^（）()]*+[）)]"
)
_NOTE_ALONE: Final = regex.compile(rf"\s*+{_NOTE}\s*+")
_CREDIT: Final = regex.compile(rf"\s*+(?!{_NOTE})([（(][^（）()。]{{0,30}}?(?:{_WORDS})[^（）()。]{{0,40}}[）)])")
_BARE_CREDIT: Final = regex.compile(r"\s*+([（(][^（）()。，]{2,24}[）)])")
_CLOSING: Final = regex.compile(
    rf"\s*+(?!{_NOTE})"
    r"([（(](?:本报|本報|本刊)?(?:特约|特約|见习|見習)?(?:记者|記者|通讯员|通訊員)"
    r"(?:(?!摄|攝|报道|報道|報導)[^（）()，。]){1,24}[）)])\s*+"
)
_JUMP: Final = regex.compile(r"([（(](?:下转|上接|下轉|紧接|緊接)[^（）()]{1,14}[）)])\s*+$")


def _split(text: Text, match: regex.Match[str] | None) -> tuple[Text | None, Text]:
    if match is None:
        return None, text
    return text.cut(*match.span(1)), text.cut(match.end()).strip()


def dateline_in(text: Text) -> tuple[Text | None, Text]:
    """The dateline that opens a paragraph, and the rest of it.

    >>> found, rest = dateline_in(Text.of("本报临川6月3日电 今年雨水偏多。", 0, 17))
    >>> str(found), str(rest)
    ('本报临川6月3日电', '今年雨水偏多。')
    """
    return _split(text, _DATELINE.match(text.value))


def stray_in(text: Text) -> tuple[Text | None, Text]:
    """The one or two characters before the dateline of a paragraph, and the rest of it: the short last line of a
    headline, which the extractor took for the beginning of the line below it.

    >>> found, rest = stray_in(Text.of("谈本报临川6月3日电 今年雨水偏多。", 0, 18))
    >>> str(found), str(rest)
    ('谈', '本报临川6月3日电 今年雨水偏多。')
    """
    return _split(text, _STRAY.match(text.value))


def credit_in(text: Text, *, after_dateline: bool) -> tuple[Text | None, Text]:
    """The byline in parentheses that opens a paragraph, and the rest of it; after a dateline it needs no set word.

    >>> found, rest = credit_in(Text.of("（记者 田 禾）入夏以来", 0, 12), after_dateline=False)
    >>> str(found), str(rest)
    ('（记者 田 禾）', '入夏以来')
    """
    match = _CREDIT.match(text.value) or (_BARE_CREDIT.match(text.value) if after_dateline else None)
    return _split(text, match)


def opens_article(text: str) -> bool:
    """Whether a paragraph begins with a dateline or a byline in parentheses, as the first of an article does.

    >>> opens_article("本报临川6月3日电 今年雨水偏多。"), opens_article("（记者 田禾）入夏以来")
    (True, True)
    >>> opens_article("入夏以来")
    False
    """
    return bool(_DATELINE.match(text) or _CREDIT.match(text))


def is_note(text: str) -> bool:
    """Whether a text is a remark in parentheses about the article, which print keeps with the body: who is meant by its
    author, who wrote it down, which page has more of it.

    >>> is_note("（本报记者沈若水采访整理）"), is_note("（相关报道见第六版）"), is_note("（本报记者 沈若水）")
    (True, True, False)
    """
    return _NOTE_ALONE.fullmatch(text) is not None


def closing_credit(text: Text) -> tuple[Text | None, Text]:
    """The byline in parentheses that a paragraph below a body is nothing but, and what is left of the paragraph.

    >>> found, rest = closing_credit(Text.of("（通讯员 沈若水）", 0, 9))
    >>> str(found), str(rest)
    ('（通讯员 沈若水）', '')
    """
    return _split(text, _CLOSING.fullmatch(text.value))


def jump_in(text: Text) -> tuple[Text | None, Text]:
    """The jump line that closes a paragraph, and what stands before it.

    >>> found, rest = jump_in(Text.of("工程明年完工。（下转第二版）", 0, 14))
    >>> str(found), str(rest)
    ('（下转第二版）', '工程明年完工。')
    """
    match = _JUMP.search(text.value)
    if match is None:
        return None, text
    return text.cut(*match.span(1)), text.cut(0, match.start()).strip()
