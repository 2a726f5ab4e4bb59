"""The heading of a table as cells: what neighbouring columns have in common is one cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from kumkm_targets.reporting.documents.document import Column, Table


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A cell of the heading. column: where it begins; columns and lines: how many it covers."""

    text: str
    column: int
    columns: int
    lines: int


def heading_lines(table: Table) -> list[list[HeadingCell]]:
    """The cells of each line of the heading, from the top; a column's own heading reaches down to the last line."""
    return [list(_line(table, level)) for level in range(table.depth)]


def number_cells(table: Table) -> list[HeadingCell]:
    """The cells of the line of numbers; neighbours under one number share it."""
    cells: list[HeadingCell] = []
    for place, column in enumerate(table.columns):
        if cells and column.number and column.number == table.columns[place - 1].number:
            last = cells.pop()
            cells.append(HeadingCell(last.text, last.column, last.columns + 1, 1))
        else:
            cells.append(HeadingCell(column.number, place, 1, 1))
    return cells


def _line(table: Table, level: int) -> Iterator[HeadingCell]:
    place = 0
    while place < len(table.columns):
        column = table.columns[place]
        if len(column.heading) <= level:
            place += 1
            continue
        is_own = len(column.heading) == level + 1
        width = 1 if is_own else sum(1 for _same in _same_group(table.columns[place:], level))
        yield HeadingCell(column.heading[level], place, width, table.depth - level if is_own else 1)
        place += width


def _same_group(columns: tuple[Column, ...], level: int) -> Iterator[Column]:
    """The columns from the first that stand under the same groups down to `level`."""
    group = columns[0].heading[: level + 1]
    for column in columns:
        if len(column.heading) <= level + 1 or column.heading[: level + 1] != group:
            return
        yield column
