"""What a reader calls a role."""

from typing import Final

NAMES: Final = {
    "kicker": ("Kicker", "引题"),
    "headline": ("Headline", "主题"),
    "deck": ("Deck", "副题"),
    "dateline": ("Dateline", "电头"),
    "byline": ("Byline", "署名"),
    "paragraph": ("Paragraph", "正文"),
    "subhead": ("Subhead", "小标题"),
    "caption": ("Caption", "图片说明"),
    "jump": ("Jump line", "转版"),
    "masthead": ("Masthead", "报头"),
    "folio": ("Folio", "版次"),
    "section": ("Section", "栏目"),
    "credits": ("Credits", "责编"),
    "rule": ("Rule", "线"),
    "body": ("Body", "正文"),
    "line": ("Line", "行"),
}
"""Roles in English and in Chinese."""
