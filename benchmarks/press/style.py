"""How a page looks: what stays the same all over it, drawn at random."""

from dataclasses import dataclass
from typing import Final

from numpy.random import Generator

from ..learn.furniture import one

_BODY_FONTS: Final = (
    "Noto Sans CJK SC", "Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN",
    "WenQuanYi Micro Hei", "Noto Serif CJK SC",
)  # fmt: skip
_TITLE_FONTS: Final = ("Noto Sans CJK SC", "Noto Serif CJK SC", "WenQuanYi Micro Hei", "AR PL UKai CN")


@dataclass(frozen=True, slots=True)
class Style:
    """What a page keeps to. Sizes are in CSS pixels.

    `late` says what is drawn after the bodies: nothing, the titles of each band, or those of the whole page; of these
    `late_parts`, selectors of CSS. `bylines` is a habit of `stories.varied`; `indent` says what sets off the first line
    of a paragraph: style, two ideographic spaces of its text, or nothing.
    """

    width: int
    size: float
    leading: float
    body_font: str
    title_font: str
    justify: bool
    indent: str
    gap: int
    paragraph_gap: float
    late: str
    late_parts: str
    bylines: str
    centred: bool
    title_size: float
    title_place: str
    balance: bool
    break_at_spaces: bool
    strict: str
    rule: bool
    header: str
    header_last: bool
    subheads: str
    columns: tuple[float, float]


def draw_style(random: Generator) -> Style:
    """A style at random."""
    size = float(random.choice((12, 13, 14, 15)))
    body = one(random, _BODY_FONTS)
    least = float(random.triangular(10, 12, 24))
    return Style(
        width=int(random.integers(72, 134) * size),
        size=size,
        leading=float(random.choice((1.25, 1.3, 1.35, 1.4, 1.4, 1.45, 1.45, 1.5, 1.5, 1.55, 1.6, 1.75))),
        body_font=body,
        title_font=body if random.random() < 0.5 else one(random, _TITLE_FONTS),
        justify=bool(random.random() < 0.7),
        indent=str(random.choice(("css", "text", "none"), p=(0.63, 0.3, 0.07))),
        gap=int(random.choice((14, 16, 18, 20, 22, 24, 28, 32))),
        paragraph_gap=float(random.choice((0, 0.3, 0.6), p=(0.88, 0.07, 0.05))),
        late=str(random.choice(("none", "band", "page"), p=(0.5, 0.15, 0.35))),
        late_parts=str(random.choice((".titles", ".h,.k", ".h"), p=(0.6, 0.25, 0.15))),
        bylines=str(random.choice(("line", "opening", "closing", "none"), p=(0.25, 0.35, 0.25, 0.15))),
        centred=bool(random.random() < 0.6),
        title_size=float(random.choice((1.6, 1.8, 2.0, 2.3, 2.7, 3.2))),
        title_place=str(random.choice(("top", "column", "side", "mixed"), p=(0.72, 0.1, 0.06, 0.12))),
        balance=bool(random.random() < 0.5),
        break_at_spaces=bool(random.random() < 0.5),
        strict=str(random.choice(("auto", "strict", "normal", "loose"))),
        rule=bool(random.random() < 0.4),
        header=str(random.choice(("two lines", "spread", "head", "foot", "none"), p=(0.35, 0.2, 0.1, 0.1, 0.25))),
        header_last=bool(random.random() < 0.5),
        subheads=str(random.choice(("plain", "bold", "centred"), p=(0.4, 0.4, 0.2))),
        columns=(least, least * random.uniform(1.1, 1.8)),
    )
