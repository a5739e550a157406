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


ARTICLE = Article(
    kicker=whole("专家指出"),
    headline=whole("湖边栈道完工"),
    deck=whole("市民免费游览"),
    dateline=whole("本报讯"),
    byline=whole("（记者 高远）"),
    paragraphs=(whole("栈道今天开放。"), whole("它不长，<1&2>。")),
    captions=(whole("图为栈道。"),),
    jump=whole("（下转第二版）"),
    score=0.25,
    doubtful=True,
)
PAGE = Page("", 3, articles=(ARTICLE,), furniture=(Block(Role.FOLIO, whole("第三版")),))
