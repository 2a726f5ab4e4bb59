"""One table on a sheet: merged headings, real numbers, formulas with their values, comments with sources."""

import re
from dataclasses import dataclass
from decimal import Context
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from kumkm_targets.reporting.cell_texts import cut
from kumkm_targets.reporting.documents.document import Band, Cell, Remark, Row, Table, Total
from kumkm_targets.reporting.documents.heading import heading_lines, number_cells
from kumkm_targets.reporting.documents.workbook.number_formats import is_number
from kumkm_targets.reporting.documents.workbook.styles import Styles

_PLACE: Final = re.compile(r"\{(?P<key>\w+)(?P<all>:all)?\}")
_CACHED: Final = Context(prec=17)
"""What a program reads that does not reckon: as many digits as tell one value of a cell from the next."""
_LINE: Final = 14.0
_MOST_LINES: Final = 12
_LONGEST_COMMENT: Final = 1_000
_LEAST_WIDTH: Final = 5.0
_WIDTH: Final = 9.5
"""Characters that a column of width 1 is wide; half of it where there are many, which are printed on one page."""
_MANY_COLUMNS: Final = 20


@dataclass(frozen=True, slots=True)
class Placed:
    """A table on its sheet. top: the first line of its heading; body: its first line below it. Both count from 0."""

    sheet: Worksheet
    table: Table
    top: int

    @property
    def body(self) -> int:
        """The first line below the heading."""
        return self.top + self.table.depth + self.table.is_numbered

    @property
    def end(self) -> int:
        """The first line below the table."""
        return self.body + len(self.table.lines)

    @property
    def last_column(self) -> int:
        """The last column of the table."""
        return len(self.table.columns) - 1


def column_widths(table: Table) -> list[float]:
    """The width of each column in characters: wide enough for every figure in it."""
    widths = []
    unit = _WIDTH if len(table.columns) <= _MANY_COLUMNS else _WIDTH / 2
    for column in table.columns:
        figures = [
            line.cells[column.key] for line in table.lines if isinstance(line, Row | Total) and column.key in line.cells
        ]
        longest = max((_length(cell) for cell in figures), default=0)
        words = max((len(word) for word in column.heading[-1].split()), default=0)
        widths.append(max(_LEAST_WIDTH, column.width * unit, longest + 3, min(words, 14) + 3))
    return widths


def write_table(placed: Placed, styles: Styles) -> None:
    """Write the table where it is placed; columns get their widths, lines their heights."""
    _write_heading(placed, styles)
    widths = column_widths(placed.table)
    for column, width in enumerate(widths):
        placed.sheet.set_column(column, column, width)
    for number, line in enumerate(placed.table.lines, placed.body):
        match line:
            case Row():
                placed.sheet.set_row(number, _height(placed.table, line, widths))
                for column, one in enumerate(placed.table.columns):
                    cell = line.cells.get(one.key, Cell())
                    _write(placed, number, column, cell, styles.cell(cell, one.align))
            case Band():
                _across(placed, number, 0, placed.last_column, line.text, styles.band)
            case Total():
                _write_total(placed, number, line, styles)
            case Remark():
                text = f"{line.label}: {line.text}" if line.text else f"{line.label}:"
                _across(placed, number, 0, placed.last_column, text, styles.remark)
                placed.sheet.set_row(number, _LINE * max(2, _lines(text, sum(widths))))


def _write_heading(placed: Placed, styles: Styles) -> None:
    for level, cells in enumerate(heading_lines(placed.table.columns)):
        for cell in cells:
            first, last = placed.top + level, placed.top + level + cell.lines - 1
            right = cell.column + cell.columns - 1
            if (first, cell.column) == (last, right):
                placed.sheet.write_string(first, cell.column, cut(cell.text), styles.heading)
            else:
                placed.sheet.merge_range(first, cell.column, last, right, "", styles.heading)
                placed.sheet.write_string(first, cell.column, cut(cell.text), styles.heading)
        placed.sheet.set_row(placed.top + level, _LINE * 2)
    if placed.table.is_numbered:
        for cell in number_cells(placed.table.columns):
            _across(placed, placed.body - 1, cell.column, cell.column + cell.columns - 1, cell.text, styles.number)


def _write_total(placed: Placed, number: int, line: Total, styles: Styles) -> None:
    keys = [column.key for column in placed.table.columns]
    first = next((place for place, key in enumerate(keys) if key in line.cells), len(keys))
    if first:
        _across(placed, number, 0, first - 1, line.label, styles.total_label)
    for column in range(first, len(keys)):
        cell, one = line.cells.get(keys[column], Cell()), placed.table.columns[column]
        _write(placed, number, column, cell, styles.cell(cell, one.align, is_total=True))
    placed.sheet.set_row(number, _LINE * 2)


def _write(placed: Placed, row: int, column: int, cell: Cell, look: Format) -> None:
    """A number as a number, a formula with its value, everything else as text; the remark as a comment."""
    sheet, formula = placed.sheet, _formula(placed, row, cell.formula) if cell.formula else None
    if cell.figure is None or not is_number(cell):
        sheet.write_string(row, column, cut(cell.text), look)
    elif formula is None:
        sheet.write_number(row, column, cell.figure, look)
    else:
        sheet.write_formula(row, column, f"={formula}", look, _CACHED.plus(cell.figure))
    if cell.remark:
        comment = cut(cell.remark)[:_LONGEST_COMMENT]
        sheet.write_comment(row, column, comment, {"author": "kumkm", "x_scale": 2, "y_scale": 1.2})


def _formula(placed: Placed, row: int, formula: str) -> str | None:
    """The formula with the addresses of the cells it names; None where the table lacks one of their columns."""
    places = {column.key: place for place, column in enumerate(placed.table.columns)}
    rows = [number for number, line in enumerate(placed.table.lines, placed.body) if isinstance(line, Row)]

    def address(match: re.Match[str]) -> str:
        column = places[match["key"]]
        here, first, last = (str(xl_rowcol_to_cell(number, column)) for number in (row, rows[0], rows[-1]))
        return f"{first}:{last}" if match["all"] else here

    if not rows or any(match["key"] not in places for match in _PLACE.finditer(formula)):
        return None
    return _PLACE.sub(address, formula)


def _across(placed: Placed, row: int, first: int, last: int, text: str, look: Format) -> None:
    if first < last:
        placed.sheet.merge_range(row, first, row, last, "", look)
    placed.sheet.write_string(row, first, cut(text), look)


def _length(cell: Cell) -> int:
    """How many characters must not be broken: those of a figure."""
    if cell.shown is None:
        return 0
    return len(f"Rp{cell.shown:,f}{cell.mark}") if cell.is_rupiah else len(cell.text)


def _height(table: Table, line: Row, widths: list[float]) -> float:
    """The height of a line; not every program reckons it when it opens the file."""
    texts = [
        (line.cells[column.key].text, width)
        for column, width in zip(table.columns, widths, strict=True)
        if column.key in line.cells
    ]
    return _LINE * min(max((_lines(text, width) for text, width in texts), default=1), _MOST_LINES) + 2


def _lines(text: str, width: float) -> int:
    """How many lines words take in a column, a little generously."""
    return max(1, -(-len(text) * 10 // int((width - 1) * 10)))
