"""Briefs that stand one below the other, so that the next runs on in the body of the one before."""

from collections.abc import Sequence
from typing import Final

import regex

from .credits import opens_article

LONGEST_NAME: Final = 7
"""A headline of no more characters may be the name of a column (`环球扫描`), whose items are one article."""
_HEADLINE: Final = regex.compile(
    r"\s*+(?![（(■●▲◆]).{5,60}+(?<![。！？!?…；;：:，,、])(?<![。！？!?…][”’」』）)])", regex.DOTALL
)
"""A line that may be a headline: no remark, no item of a list, and not the end of a sentence or of a part of one."""


def headlines_within(headline: str, paragraphs: Sequence[str]) -> list[int]:
    """Which paragraphs of a body are headlines of other briefs: those that are no sentence, above one that begins as an
    article does, with a dateline or a byline in parentheses.

    Under the name of a column, and where a body begins with such a headline, they are part of the body. Of 16,000
    articles of the train pages and the press, 76 with a dateline inside their bodies, none would be parted.

    >>> paragraphs = ["栈道长八百米。", "桥头市场下月开张", "本报临川6月3日电 市场有二百个摊位。"]
    >>> headlines_within("湖边栈道今天全线完工", paragraphs), headlines_within("本地快讯", paragraphs)
    ([1], [])
    """
    if len("".join(headline.split())) <= LONGEST_NAME:
        return []
    openers = [at for at in range(2, len(paragraphs)) if opens_article(paragraphs[at])]
    if not openers or _HEADLINE.fullmatch(paragraphs[0]):
        return []
    return [
        at - 1
        for at in openers
        if _HEADLINE.fullmatch(paragraphs[at - 1])
        and not opens_article(paragraphs[at - 1])
        and not _HEADLINE.fullmatch(paragraphs[at - 2])
    ]
