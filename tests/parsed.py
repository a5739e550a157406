"""HTML as a tree, for tests to look into."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "link"})


@dataclass(slots=True)
class Node:
    """An element with its attributes and what it holds: elements, and text as it is shown."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in the element."""
        return "".join(one if isinstance(one, str) else one.text for one in self.content)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, name: str = "", class_: str = "") -> Iterator["Node"]:
        """The elements inside it with this name and class, in order."""
        for one in self.content:
            if isinstance(one, Node):
                if (not name or one.name == name) and (not class_ or class_ in one.classes):
                    yield one
                yield from one.all(name, class_)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def parse(html: str) -> Node:
    """The document; an `AssertionError` where an element is not closed in its place."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert len(parser.open) == 1
    return parser.open[0]
