"""What a text has defined so far, and the second definition of what may be defined only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, NoReturn

from kumkm_targets.storage.flaws import MAX_NESTING, KeyPath
from kumkm_targets.storage.syntax.fault import Fault, Halt, Problem


class Part(NamedTuple):
    """One part of a dotted key, and where it stands."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class _Definition:
    """What a key path is. implied: named only on the way to a deeper table; dotted: made by a dotted key."""

    kind: Literal["value", "brackets", "implied", "table", "dotted", "list"]
    start: int
    end: int
    section: int = 0
    last: int = -1


class Definitions:
    """The keys and tables of a document, or of a table in braces, which stands `depth` deep.

    Halts at a second definition, and where a table would stand deeper than MAX_NESTING.
    """

    def __init__(self, depth: int = 0) -> None:
        self._known: dict[KeyPath, _Definition] = {}
        self._base: KeyPath = ()
        self._depth = depth
        self._section = 0

    def heading(self, parts: Sequence[Part], start: int, end: int, *, is_list: bool) -> None:
        """Enter the table that the heading from `start` to `end` opens."""
        path: KeyPath = ()
        for part in parts[:-1]:
            path = self._inside(path, part)
            known = self._known.setdefault(path, _Definition("implied", part.start, part.end))
            if known.kind in ("value", "brackets"):
                _halt(_clash(known), parts[0].start, part.end, known)
            if known.kind == "list":
                path = (*path, known.last)
        path = self._inside(path, parts[-1])
        table = self._known.get(path)
        if table is None or (table.kind == "implied" and not is_list):
            table = self._known[path] = _Definition("list" if is_list else "table", start, end)
        elif not is_list or table.kind != "list":
            _halt(_clash(table, is_list=is_list), start, end, table)
        if is_list:
            table.last += 1
            path = (*path, table.last)
        self._base = path
        self._section += 1

    def pair(self, parts: Sequence[Part], *, in_brackets: bool) -> None:
        """Give the keys `parts` of the table in force a value; in_brackets: a list or table, closed for good."""
        path = self._base
        for part in parts[:-1]:
            path = self._inside(path, part)
            known = self._known.get(path)
            if not known or known.kind == "implied":
                self._known[path] = _Definition("dotted", parts[0].start, part.end, self._section)
            elif known.kind != "dotted" or known.section != self._section:
                _halt(_clash(known), parts[0].start, part.end, known)
        path = self._inside(path, parts[-1], is_table=False)
        known = self._known.get(path)
        if known:
            problem: Problem = "key-twice" if known.kind in ("value", "brackets") else "value-and-table"
            _halt(problem, parts[0].start, parts[-1].end, known)
        self._known[path] = _Definition("brackets" if in_brackets else "value", parts[0].start, parts[-1].end)

    def depth_of(self, parts: Sequence[Part]) -> int:
        """How deep the value of the keys `parts` stands in the document."""
        return self._depth + len(self._base) + len(parts)

    def _inside(self, path: KeyPath, part: Part, *, is_table: bool = True) -> KeyPath:
        if is_table and self._depth + len(path) + 1 >= MAX_NESTING:
            raise Halt(Fault("nested", part.start, part.end))
        return (*path, part.name)


def _clash(known: _Definition, *, is_list: bool = False) -> Problem:
    """What is wrong with a table where `known` stands already; is_list: with a heading in double brackets."""
    if known.kind == "value":
        return "value-and-table"
    if known.kind == "brackets":
        return "complete"
    return "list-and-table" if is_list or known.kind == "list" else "table-twice"


def _halt(problem: Problem, start: int, end: int, known: _Definition) -> NoReturn:
    raise Halt(Fault(problem, start, end, first=(known.start, known.end)))
