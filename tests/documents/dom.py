"""A page read back as a browser's parser would: elements with their attributes and texts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "col", "input", "link", "br"})


@dataclass
class Node:
    """An element. text: of its own, in pieces between its children."""

    tag: str
    attributes: dict[str, str | None]
    children: "list[Node | str]" = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> "Iterator[Node]":
        """The elements below it of this kind, those whose attributes are as given (`class_`: has that class)."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag == tag and all(child.has(key.rstrip("_"), value) for key, value in attributes.items()):
                    yield child
                yield from child.all(tag, **attributes)

    def has(self, name: str, value: str) -> bool:
        said = self.attributes.get(name) or ""
        return value in said.split() if name == "class" else said == value

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def nodes(self) -> "list[Node]":
        return [child for child in self.children if isinstance(child, Node)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        assert len(node.attributes) == len(attrs), "an attribute stands twice"
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(text: str) -> Node:
    """The root of the page; every element must be closed, and in its order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    [root] = reader.open
    return root
