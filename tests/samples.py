"""A page with every part that there is, of texts that stand for the whole of a dump of their own."""

from layoutfix import Article, Block, Page, Role, Text


def whole(value: str) -> Text:
    """A text that stands for the whole of a dump."""
    return Text.of(value, 0, len(value))


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
