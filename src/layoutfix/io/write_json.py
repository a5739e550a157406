"""Writes pages as JSON objects (DESIGN: Output)."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, TypeAlias

from ..page import Article, Block, Link, Page
from ..text import Text

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | None

_ESCAPED: Final = re.compile("[\x7f-\x9f\ud800-\udfff]")


def page_object(page: Page, source: str, spans: bool = False) -> dict[str, Json]:
    """The page as an object of JSON: source, page number, articles and furniture.

    Parts stand as printed, null where an article has none; `score` is the chance that its headline and body are right,
    and `doubtful` stands where that was found too low. An article that a jump line ties to another page of the dump has
    `continues` or `continued_from`: the page and the place, from 0, among that page's `articles`.

    With `spans`, each text is an object `{"text": …,
    "spans": [[start, end], …]}`, and a piece of furniture carries `spans` beside its `text`: half-open ranges of
    characters of the page's own dump, in the order of the text. Where passes were left out and the page is still in
    lines or blocks, it has `lines` or `blocks` too, so that no text is missing.

    >>> dump = "湖边栈道完工"
    >>> page = Page(dump, articles=(Article(headline=Text.of(dump, 0, 6)),))
    >>> page_object(page, "page.txt", spans=True)["articles"][0]["headline"]
    {'text': '湖边栈道完工', 'spans': [[0, 6]]}
    """
    result: dict[str, Json] = {"source": source, "page": page.number}
    if page.lines:
        result["lines"] = [_text(line.text, spans) for line in page.lines]
    if page.blocks:
        result["blocks"] = _blocks(page.blocks, spans)
    result["articles"] = [_article(article, spans) for article in page.articles]
    result["furniture"] = _blocks(page.furniture, spans)
    return result


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `page_object` gives, with spans and without.

    It is the file `data/page.schema.json` of the package, and says of every key what it holds.

    >>> sorted(schema()["properties"])
    ['articles', 'blocks', 'furniture', 'lines', 'page', 'source']
    """
    text = (Path(__file__).parent.parent / "data" / "page.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def to_json(value: Json, indent: int | None = None) -> str:
    """JSON with its text readable; escaped are control characters, and lone surrogates, which no encoding can carry.

    >>> print(to_json({"text": "栈道 \\ud800"}))
    {"text": "栈道 \\ud800"}
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _article(article: Article, spans: bool) -> Json:
    links = {"continues": article.continues, "continued_from": article.continued_from}
    return {
        "kicker": _text(article.kicker, spans),
        "headline": _text(article.headline, spans),
        "deck": _text(article.deck, spans),
        "dateline": _text(article.dateline, spans),
        "byline": _text(article.byline, spans),
        "paragraphs": [_text(text, spans) for text in article.paragraphs],
        "captions": [_text(text, spans) for text in article.captions],
        "jump": _text(article.jump, spans),
        "score": article.score,
        **({"doubtful": True} if article.doubtful else {}),
        **{name: _link(link) for name, link in links.items() if link is not None},
    }


def _link(link: Link) -> Json:
    return {"page": link.page, "article": link.article}


def _blocks(blocks: Iterable[Block], spans: bool) -> Json:
    return [{"role": block.role.value, **_fields(block.text, spans)} for block in blocks]


def _text(text: Text | None, spans: bool) -> Json:
    if text is None:
        return None
    return _fields(text, spans) if spans else text.value


def _fields(text: Text, spans: bool) -> dict[str, Json]:
    fields: dict[str, Json] = {"text": text.value}
    if spans:
        fields["spans"] = [[span.start, span.end] for span in text.spans]
    return fields
