"""A table as the template takes it: cells in their places, with their text ready to be set."""

from collections.abc import Iterator
from itertools import takewhile
from math import ceil
from typing import Any, Final

from kumkm_targets.messages import _
from kumkm_targets.reporting.documents.document import Band, Cell, Column, Line, Remark, Row, Table, Total
from kumkm_targets.reporting.documents.heading import HeadingCell, heading_cells, number_cells
from kumkm_targets.reporting.documents.typeset.columns import Layout, layouts
from kumkm_targets.reporting.documents.typeset.demands import is_solid, parts_of, tail_of
from kumkm_targets.reporting.documents.typeset.letters import breakable, showable, width
from kumkm_targets.reporting.status.cells import NOTHING

_LINE: Final = 1.35
"""From one line to the next, in ems, generously."""
_CAPTION: Final = 11.0
_TALL: Final = 0.4
"""A row that takes more of the page than this may be broken over two."""


def set_tables(table: Table, room: float, height: float) -> Iterator[dict[str, Any]]:
    """The table for a page of `room` by `height` points; as several tables where it is too wide for one."""
    found = layouts(table, room)
    for number, layout in enumerate(found, 1):
        part = _("Part {number} of {of}").format(number=number, of=len(found)) if len(found) > 1 else ""
        caption = " · ".join(filter(None, (showable(table.caption), part)))
        caption = breakable(caption, room / _CAPTION, bold=True)
        yield _Setting(table, layout, height, is_last=number == len(found)).table(caption)


class _Setting:
    """One layout of a table on its way to the template."""

    def __init__(self, table: Table, layout: Layout, height: float, *, is_last: bool) -> None:
        self.source = table
        self.layout = layout
        self.columns = tuple(table.columns[place] for place in layout.places)
        self.lines = tuple(line for line in table.lines if self._belongs(line, is_last=is_last))
        self.tallest = height * _TALL / layout.size

    def table(self, caption: str) -> dict[str, Any]:
        layout, depth = self.layout, max((len(column.heading) for column in self.columns), default=0)
        heading = [self._heading(cell, bold=True) for cell in heading_cells(self.columns)]
        if self.source.is_numbered:
            heading += [{**self._heading(cell), "line": depth, "number": True} for cell in number_cells(self.columns)]
        return {
            "kind": "table",
            "caption": caption,
            "size": layout.size,
            "padding": layout.padding,
            "widths": list(layout.widths),
            "aligns": [column.align for column in self.columns],
            "depth": depth + self.source.is_numbered,
            "heading": heading,
            "lines": [self._line(line) for line in self.lines],
            "together": list(_together(self.lines)),
            "remarks": _remarks_at_end(self.lines),
        }

    def _belongs(self, line: Line, *, is_last: bool) -> bool:
        """Whether the line stands under these columns: totals where they have cells, remarks below the last."""
        if isinstance(line, Total) and len(self.columns) < len(self.source.columns):
            return any(column.key in line.cells for column in self.columns)
        return is_last or not isinstance(line, Remark)

    def _heading(self, cell: HeadingCell, *, bold: bool = False) -> dict[str, Any]:
        room = self.layout.inner(cell.column, cell.columns)
        text = breakable(showable(cell.text), room, bold=bold)
        place = {"line": cell.line, "column": cell.column, "lines": cell.lines, "columns": cell.columns}
        return {**place, "text": text, "number": False}

    def _line(self, line: Line) -> dict[str, Any]:
        match line:
            case Row():
                cells = [self._cell(line.cells.get(column.key, Cell()), place) for place, column in self._placed()]
                return {"kind": "row", "cells": cells, "breaks": any(cell["tall"] for cell in cells)}
            case Total():
                return self._total(line)
            case Band():
                band = self._across(line.text, bold=True)
                return {"kind": "band", "text": band["text"], "breaks": band["tall"]}
            case Remark():
                label, words = self._across(line.label, bold=True), self._across(line.text)
                breaks = label["tall"] or words["tall"]
                return {"kind": "remark", "label": label["text"], "text": words["text"], "breaks": breaks}

    def _total(self, line: Total) -> dict[str, Any]:
        span = next((place for place, column in self._placed() if column.key in line.cells), len(self.columns))
        span = max(span, 1)
        label = self._words(line.label, 0, span, bold=True)
        placed = list(self._placed())[span:]
        cells = [self._cell(line.cells.get(column.key, Cell()), place, bold=True) for place, column in placed]
        breaks = any(cell["tall"] for cell in (label, *cells))
        return {"kind": "total", "label": label["text"], "span": span, "cells": cells, "breaks": breaks}

    def _across(self, text: str, *, bold: bool = False) -> dict[str, Any]:
        return self._words(text, 0, len(self.columns), bold=bold)

    def _placed(self) -> Iterator[tuple[int, Column]]:
        return enumerate(self.columns)

    def _cell(self, cell: Cell, place: int, *, bold: bool = False) -> dict[str, Any]:
        """pieces: what must not be broken, one or more; text: what may be. after: room for the decimals of others."""
        room, text = self.layout.inner(place), showable(cell.text)
        if is_solid(cell, self.columns[place]):
            pieces = [text] if self.layout.is_whole else parts_of(text)
            if all(width(piece, bold=bold) <= room for piece in pieces):
                after = self._after(text, place, bold=bold)
                return {"tone": cell.tone, "pieces": pieces, "after": after, "tall": False}
        after = self._after(text, place, bold=bold) if text == NOTHING else 0
        return {"tone": cell.tone, "after": after, **self._words(text, place, 1, bold=bold)}

    def _words(self, text: str, place: int, span: int, *, bold: bool) -> dict[str, Any]:
        """The text, and whether it takes so many lines that it may go on on the next page."""
        room, text = self.layout.inner(place, span), showable(text)
        lines = ceil(1.15 * width(text, bold=bold) / room)
        return {"text": breakable(text, room, bold=bold), "tall": lines * _LINE > self.tallest}

    def _after(self, text: str, place: int, *, bold: bool) -> float:
        """How far left of the edge a figure ends so that its comma stands below those above it, in points."""
        tail = self.layout.demands[place].tail
        own = "" if text == NOTHING else tail_of(text)
        if tail is None or own is None:
            return 0.0
        room = self.layout.inner(place) - width(text, bold=bold)
        return max(0.0, min(tail - width(own, bold=bold), room)) * self.layout.size


def _remarks_at_end(lines: tuple[Line, ...]) -> int:
    """How many remarks stand below everything else; none where there is nothing else."""
    count = sum(1 for _remark in takewhile(lambda line: isinstance(line, Remark), reversed(lines)))
    return count if count < len(lines) and not isinstance(lines[-count - 1], Band) else 0


def _together(lines: tuple[Line, ...]) -> Iterator[int]:
    """How many lines stay on one page, one after another: bands with their first row, totals with the last one."""
    count = 0
    for place, line in enumerate(lines):
        count += 1
        after = lines[place + 1] if place + 1 < len(lines) else None
        if not ((isinstance(line, Band) and after is not None) or isinstance(after, Total)):
            yield count
            count = 0
