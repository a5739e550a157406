"""A page as HTML: bands of articles, each with its titles and its columns."""

from html import escape
from typing import Final

from numpy.random import Generator

from ..learn.furniture import invent_furniture, invent_header
from .stories import Piece, Story, body_of
from .style import Style

_SENTENCE_END: Final = tuple("。！？”…；）.!?」")
_LONGEST_SUBHEAD: Final = 30
LEAST_EM: Final = 22
"""An article is this wide at least, on the average of its band."""
_STACKED: Final = 0.2
_SIDE: Final = 0.28
_PADDING: Final = 24


def set_page(stories: list[Story], style: Style, random: Generator) -> str:
    """The page as a document of HTML, to be printed at `style.width`, as high as it comes out."""
    return _document(_bands(stories, style, random), style, random)


def set_briefs(stories: list[Story], style: Style, random: Generator) -> str:
    """A page of short articles one after the other in a few columns, each under a headline hardly larger than its
    text."""
    measure = _measure(style, random)
    most = _columns_within(_inner(style), measure, style)
    count = int(random.integers(1, most + 1))
    width = count * (measure + style.gap) - style.gap
    articles = "".join(_brief(story, style, random) for story in stories)
    text = f'<div class="text" style="column-count:{count};width:{width:.0f}px">{articles}</div>'
    return _document([f'<div class="art">{text}</div>'], style, random)


def _brief(story: Story, style: Style, random: Generator) -> str:
    titles = _titles(story, style.size * random.uniform(1, 1.4), style, random)
    return f'<div class="art">{titles}{_text(story, style, random)}</div>'


def _bands(stories: list[Story], style: Style, random: Generator) -> list[str]:
    bands: list[str] = []
    rest = list(stories)
    while rest:
        most = max(1, min(len(rest), 3, int(style.width // (LEAST_EM * style.size))))
        count = min(most, int(random.choice((1, 2, 3), p=(0.35, 0.4, 0.25))))
        bands.append(_band(rest[:count], style, random))
        rest = rest[count:]
    return bands


def _document(bands: list[str], style: Style, random: Generator) -> str:
    head = _header(style, random)
    page = [*bands, head] if style.header_last else [head, *bands]
    if style.header != "none" and random.random() < 0.15:
        page.append(f'<div class="foot">{escape(invent_furniture(random))}</div>')
    return f"<!doctype html><meta charset=utf-8><style>{_css(style)}</style><main>{''.join(page)}</main>"


def _css(style: Style) -> str:
    top = "grid-row:1" if style.header != "foot" else "grid-row:99"
    late = f"{style.late_parts}{{position:relative;z-index:1}}" if style.late != "none" else ""
    band = "isolation:isolate;" if style.late == "band" else ""
    justify = "justify" if style.justify else "start"
    return f"""
@page{{margin:0}} *{{margin:0;padding:0;box-sizing:border-box}}
main{{width:{style.width}px;padding:{_PADDING}px;display:grid;grid-template-columns:100%;row-gap:{style.gap}px;
 font:{style.size}px/{style.leading} '{style.body_font}';line-break:{style.strict}}}
.head{{{top};border-bottom:1px solid #000;font-size:{style.size * 0.9}px}}
.spread{{display:flex;justify-content:space-between}} .paper{{font-size:{style.size * 2}px;font-weight:bold}}
.band{{display:flex;gap:{style.gap}px;{band}}} .stack{{display:flex;flex-direction:column;gap:{style.gap}px}}
.side{{display:flex;gap:{style.gap}px}} .side>.titles{{width:{_SIDE * 100}%;flex:none}} .side>.text{{flex:1}}
{late} .titles{{text-align:{"center" if style.centred else "start"};margin-bottom:{style.size * 0.6}px}}
.h{{font:bold 1em/1.25 '{style.title_font}';
 text-wrap:{"balance" if style.balance else "wrap"}}}
.k,.d{{font-size:{style.size * 1.2}px;line-height:1.4}} .by{{margin:{style.size * 0.4}px 0}}
.text{{column-gap:{style.gap}px;{"column-rule:1px solid #999;" if style.rule else ""}text-align:{justify}}}
.text p{{text-indent:{2 if style.indent == "css" else 0}em;margin-bottom:{style.paragraph_gap}em}}
p.bold{{font-weight:bold}}
p.centred{{font-weight:bold;text-align:center;text-indent:0}} .end{{text-align:right}}
figure{{break-inside:avoid;margin:6px 0}} figure div{{background:#ddd;height:90px}}
figcaption{{font-size:{style.size * 0.85}px;text-align:left}}
"""


def _header(style: Style, random: Generator) -> str:
    if style.header == "none":
        return ""
    paper, rest = invent_header(random)
    if style.header == "two lines":
        return f'<div class="head"><div class="paper">{escape(paper)}</div><div>{escape("　".join(rest))}</div></div>'
    spread = "".join(f"<span>{escape(part)}</span>" for part in ([paper, *rest] if style.header != "head" else rest))
    return f'<div class="head spread">{spread}</div>'


def _band(stories: list[Story], style: Style, random: Generator) -> str:
    """Articles side by side; two short ones may stand on top of each other in one place."""
    places: list[list[Story]] = [[story] for story in stories]
    if len(places) > 1 and random.random() < _STACKED:
        at = int(random.integers(len(places) - 1))
        places[at : at + 2] = [places[at] + places[at + 1]]
    weight = random.uniform(0.2, 0.8)
    length = [max(200, sum(len(p) for s in place for p in s.paragraphs)) ** weight for place in places]
    inner = _inner(style) - style.gap * (len(places) - 1)
    out = []
    for place, share in zip(places, length, strict=True):
        width = int(inner * share / sum(length))
        articles = "".join(_article(story, width, style, random) for story in place)
        out.append(f'<div class="stack" style="width:{width}px;flex:none">{articles}</div>')
    return f'<div class="band">{"".join(out)}</div>'


def _article(story: Story, width: int, style: Style, random: Generator) -> str:
    place = style.title_place
    if place == "mixed":
        place = str(random.choice(("top", "column", "side")))
    if place == "side" and width < 40 * style.size:
        place = "top"
    text_width = width * (1 - _SIDE) if place == "side" else width
    count = _columns_within(text_width, _measure(style, random), style)
    if sum(map(len, story.paragraphs)) < 60 * count:
        count = max(1, count // 2)
    title_width = {"top": width, "column": text_width / count, "side": width * _SIDE}[place]
    titles = _titles(story, _headline_size(story, title_width, style, random), style, random)
    text = _text(story, style, random)
    if place == "column":
        return f'<div class="art"><div class="text" style="column-count:{count}">{titles}{text}</div></div>'
    kind = "art side" if place == "side" else "art"
    return f'<div class="{kind}">{titles}<div class="text" style="column-count:{count}">{text}</div></div>'


def _inner(style: Style) -> int:
    """The width of the page between its margins."""
    return style.width - 2 * _PADDING


def _measure(style: Style, random: Generator) -> float:
    """The width of a column, as the page has them."""
    return random.uniform(*style.columns) * style.size


def _columns_within(width: float, measure: float, style: Style) -> int:
    """How many columns of a measure fit a width, one at least."""
    return max(1, int((width + style.gap) // (measure + style.gap)))


def _headline_size(story: Story, width: float, style: Style, random: Generator) -> float:
    """As large as lets the headline fill the lines that it is given, but for a part of the last."""
    lines = int(random.choice((1, 2, 3, 4), p=(0.5, 0.33, 0.14, 0.03)))
    fitting = (lines - random.uniform(0.02, 0.25 if lines == 1 else 0.7)) * width / len(story.headline)
    return min(max(fitting, style.size * 1.2), style.size * style.title_size * random.uniform(0.8, 1.25))


def _titles(story: Story, size: float, style: Style, random: Generator) -> str:
    """The titles, with the headline in type of this size."""
    headline = f'<div class="h" style="font-size:{size:.1f}px">{_lines(story.headline, style)}</div>'
    kicker = f'<div class="k">{_lines(story.kicker, style)}</div>' if story.kicker else ""
    deck = f'<div class="d">{_lines(story.deck, style)}</div>' if story.deck else ""
    byline = f'<div class="by">{escape(story.standing_byline)}</div>' if story.standing_byline else ""
    order = [kicker, headline, deck, byline] if random.random() < 0.9 else [headline, kicker, deck, byline]
    return f'<div class="titles">{"".join(order)}</div>'


def _lines(text: str | None, style: Style) -> str:
    html = escape(text or "")
    return html.replace(" ", "<br>") if style.break_at_spaces else html


def _text(story: Story, style: Style, random: Generator) -> str:
    return "".join(_piece(piece, style) for piece in body_of(story, random))


def _piece(piece: Piece, style: Style) -> str:
    if piece.kind == "paragraph":
        return _paragraph(piece.text, style)
    if piece.kind == "caption":
        return f"<figure><div></div><figcaption>{escape(piece.text)}</figcaption></figure>"
    return f'<p class="{"end" if piece.flush_right else ""}">{escape(piece.text)}</p>'


def _paragraph(text: str, style: Style) -> str:
    is_subhead = len(text) <= _LONGEST_SUBHEAD and not text.endswith(_SENTENCE_END)
    kind = style.subheads if is_subhead else ""
    indent = "　　" if style.indent == "text" and kind != "centred" else ""
    return f'<p class="{kind}">{indent}{escape(text)}</p>'
