"""Set phrases of newspapers, each a sign of what a line is; the weights decide how much it counts."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import regex

from .weights import Floats

CUES: Final = {
    "credit": r"记者|通讯员|特约|报道|报导|撰文|编译|作者|文[/／]|本报评论员|实习生",
    "parentheses": r"^[（(].*[）)]$",
    "opens in parentheses": r"^[（(]",
    "closes in parentheses": r"[）)]$",
    "dateline": r"^.{0,2}(?:新华社|本报|本刊|中新社|中央社|央视|综合).{0,12}(?:电|讯|报道|报导|消息)",
    "picture": r"摄|图为|供图|资料图|资料照|图[/／：]|图片",
    "date": r"\d年\d++月|星期[一二三四五六日]",
    "page number": r"^第?[A-Z]?\d{1,3}版|^[A-Z]\d{1,2}$|^\d{1,2}$",
    "editors": r"责编|编辑[：:／ ]|责任编辑|美编|校对|版式|主编",
    "jump": r"下转|上接|转第|紧接",
    "speech": r"强调|指出|表示|调研|会见|主持|出席|致辞|讲话",
    "bullet": r"^(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.．、]|[（(][一二三四五六七八九十\d]{1,2}[）)]|[●■◆▲★○□◇])",
    "colon": r"(?:[：:]|——|―)$",
    "full stop": r"[。！？!?…][”’」』）)]?$",
    "name": r"^[\p{Han}]{2,4}$",
    "column": r"手记|观察|时评|评论|札记|专栏|视点|快讯|论坛|导读|专题|聚焦",
}
"""Patterns in Simplified characters; texts are folded to these before they are matched."""

_SIMPLIFIED: Final = str.maketrans(
    "記訊員約報導編譯論實習華視綜電攝圖為資責輯對轉緊強調會見辭講話觀時評專欄點壇讀題",
    "记讯员约报导编译论实习华视综电摄图为资责辑对转紧强调会见辞讲话观时评专栏点坛读题",
)

_COMPILED: Final = tuple(regex.compile(pattern, regex.MULTILINE) for pattern in CUES.values())


def cue_columns(texts: Sequence[str]) -> Floats:
    """A row of 0 and 1 for each text (without white space): which cues it shows.

    >>> cue_columns(["本报记者", "第3版"])[:, list(CUES).index("credit")].tolist()
    [1.0, 0.0]
    """
    page = "\n".join(texts).translate(_SIMPLIFIED)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])]) if texts else np.zeros(0, dtype=np.int64)
    shown = np.zeros((len(texts), len(CUES)), dtype=np.float32)
    for column, pattern in enumerate(_COMPILED):
        places = [match.start() for match in pattern.finditer(page)]
        shown[np.searchsorted(starts, places, side="right") - 1, column] = 1
    return shown
