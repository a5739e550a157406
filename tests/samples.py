"""Pages made by hand: of blocks that stand in one dump, and one with every part that there is."""

from layoutfix import Article, Block, Page, Role, Text

Cell = tuple[Role, str, int]


def whole(value: str) -> Text:
    """A text that stands for the whole of a dump."""
    return Text.of(value, 0, len(value))


def page_of(cells: list[Cell]) -> Page:
    """A page of blocks (role, text, flow), each a line of the dump."""
    blocks: list[Block] = []
    dump = "\n".join(text for _, text, _ in cells)
    at = 0
    for role, text, flow in cells:
        blocks.append(Block(role, Text.of(dump, at, at + len(text)), 1.0, flow))
        at += len(text) + 1
    return Page(dump, blocks=tuple(blocks))


DUMP = (
    "专家指出|湖边栈道完工|市民免费游览|本报讯|（记者 高远）|栈道今天开放。|它不长，<1&2>。|图为栈道。|（下转第二版）"
    "|第三版"
)


def part(words: str) -> Text:
    """The text that stands for these words of `DUMP`."""
    start = DUMP.index(words)
    return Text.of(DUMP, start, start + len(words))


ARTICLE = Article(
    kicker=part("专家指出"),
    headline=part("湖边栈道完工"),
    deck=part("市民免费游览"),
    dateline=part("本报讯"),
    byline=part("（记者 高远）"),
    paragraphs=(part("栈道今天开放。"), part("它不长，<1&2>。")),
    captions=(part("图为栈道。"),),
    jump=part("（下转第二版）"),
    score=0.25,
    doubtful=True,
)
PAGE = Page(DUMP, 3, articles=(ARTICLE,), furniture=(Block(Role.FOLIO, part("第三版")),))
JUMPING = "甲\n\n　　甲乙丙。\n\n　　（下转第二版）\n\f乙\n\n　　甲乙丙丁。\n\n　　（上接第一版）\n"
"""Two pages, of which the article of the first goes on in that of the second."""
