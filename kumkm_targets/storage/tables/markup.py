"""Walking through the XML of a workbook: the elements as they come, without declarations that could explode."""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any
from xml.parsers import expat

from kumkm_targets.storage.tables.limits import MAX_WALKED
from kumkm_targets.storage.tables.parts import beyond_all_tables, damaged

Begun = Callable[[str, Mapping[str, str]], None]
Ended = Callable[[str, str], None]


def walk(content: bytes, begun: Begun, ended: Ended, texts_of: frozenset[str] = frozenset()) -> None:
    """Call `begun(name, attributes)` and `ended(name, text)` for every element; names come without their prefix.

    texts_of: the elements whose text is wanted; for the others it is empty. Raises UnreadableError for what is
    no XML, declares entities, or goes on without end.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    texts: list[str] = []
    walked = count()

    def start(name: str, attributes: dict[str, str]) -> None:
        if next(walked) >= MAX_WALKED:
            raise beyond_all_tables()
        name = name.rpartition(":")[2]
        if name in texts_of:
            texts.clear()
            parser.CharacterDataHandler = texts.append
        begun(name, attributes)

    def end(name: str) -> None:
        name = name.rpartition(":")[2]
        if name in texts_of:
            parser.CharacterDataHandler = None
            ended(name, "".join(texts))
        else:
            ended(name, "")

    def refuse(*_declaration: Any) -> None:
        raise damaged()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise damaged() from error


def local(attributes: Mapping[str, str], name: str) -> str | None:
    """The attribute of that name, whatever its prefix."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)
