"""The heading of a table with what neighbours have in common merged."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from kumkm_targets.reporting.documents.document import Column


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A cell of the heading: where it begins, how far it reaches."""

    text: str
    line: int
    column: int
    lines: int = 1
    columns: int = 1


def heading_lines(columns: tuple[Column, ...]) -> list[list[HeadingCell]]:
    """The cells of each line, from the top, each line from the left; a short heading reaches down to the last line."""
    depth = max((len(column.heading) for column in columns), default=0)
    return [list(_line(columns, line)) for line in range(depth)]


def heading_cells(columns: tuple[Column, ...]) -> Iterator[HeadingCell]:
    """The cells of all lines, one line after another."""
    return chain.from_iterable(heading_lines(columns))


def _line(columns: tuple[Column, ...], line: int) -> Iterator[HeadingCell]:
    depth = max(len(column.heading) for column in columns)
    for (path, length), group in groupby(enumerate(columns), lambda one: _key(one[1], one[0], line)):
        members = list(group)
        if length > line:
            reach = depth - line if length == line + 1 else 1
            yield HeadingCell(path[line], line, members[0][0], reach, len(members))


def number_cells(columns: tuple[Column, ...]) -> Iterator[HeadingCell]:
    """The line of the numbers; one that stands over several columns is merged."""
    place = 0
    for number, group in groupby(columns, lambda column: column.number):
        members = list(group)
        if number:
            yield HeadingCell(number, 0, place, 1, len(members))
        else:
            yield from (HeadingCell("", 0, place + offset) for offset in range(len(members)))
        place += len(members)


def _key(column: Column, place: int, line: int) -> tuple[tuple[str, ...], int]:
    """What columns must share to stand under one cell of this line; a column's own heading is its alone."""
    path, length = column.heading[: line + 1], len(column.heading)
    is_group = length > line + 1
    return (path, line + 2) if is_group else ((*path, str(place)), length)
