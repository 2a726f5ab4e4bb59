"""A table of a text document: merged headings that repeat on every page, rows that stay together."""

from typing import Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow

from kumkm_targets.reporting.documents.document import Align, Band, Cell, Column, Remark, Row, Table, Tone, Total
from kumkm_targets.reporting.documents.heading import heading_lines, number_cells
from kumkm_targets.reporting.documents.typeset.columns import layouts

_ALIGNMENTS: Final[dict[Align, WD_ALIGN_PARAGRAPH]] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_TONES: Final[dict[Tone, RGBColor]] = {
    "best": RGBColor(0x0B, 0x6B, 0x3A),
    "good": RGBColor(0x0B, 0x6B, 0x3A),
    "middle": RGBColor(0x8A, 0x5A, 0x00),
    "poor": RGBColor(0xB3, 0x26, 0x1E),
    "worst": RGBColor(0x8C, 0x1D, 0x18),
}
_HEADING_FILL, _BAND_FILL = "E4EBF2", "F5F7FA"


def fill_table(word: WordTable, table: Table, width: Length) -> None:
    """Fill `word`, which has a line for each line of the heading and of the table. width: of all columns together.

    Columns and letters are as wide as the PDF has them, so that no figure is broken.
    """
    word.alignment = WD_TABLE_ALIGNMENT.CENTER
    word.autofit = False
    first, *others = layouts(table, width.pt)
    shares = [one.width for one in table.columns] if others else first.widths
    size = Pt(first.size)
    _set_widths(word, [Length(int(width * share / sum(shares))) for share in shares])
    _set_padding(word, Pt(first.padding))
    _fill_heading(word, table, size)
    below = table.depth + table.is_numbered
    for place, line in enumerate(table.lines):
        row = word.rows[below + place]
        keep_together(row)
        match line:
            case Row():
                for cell, column in zip(row.cells, table.columns, strict=True):
                    _write_cell(cell, line.cells.get(column.key, Cell()), column, size)
            case Band():
                _write(_across(row, 0, len(table.columns) - 1), line.text, size, bold=True, fill=_BAND_FILL)
                _keep_with_next(row)
            case Total():
                _fill_total(row, table, line, size)
            case Remark():
                text = f"{line.label}: {line.text}" if line.text else f"{line.label}:\n"
                _write(_across(row, 0, len(table.columns) - 1), text, size)


def _fill_heading(word: WordTable, table: Table, size: Pt) -> None:
    for level, cells in enumerate(heading_lines(table.columns)):
        for one in cells:
            first = word.cell(level, one.column)
            last = word.cell(level + one.lines - 1, one.column + one.columns - 1)
            merged = first if first is last else first.merge(last)
            _write(merged, one.text, size, "center", bold=True, fill=_HEADING_FILL)
    if table.is_numbered:
        for one in number_cells(table.columns):
            cell = _across(word.rows[table.depth], one.column, one.column + one.columns - 1)
            _write(cell, one.text, Pt(max(size.pt - 1.5, 4.5)), "center")
    for row in word.rows[: table.depth + table.is_numbered]:
        keep_together(row)
        _keep_with_next(row)
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill_total(row: WordRow, table: Table, line: Total, size: Pt) -> None:
    first = next((place for place, one in enumerate(table.columns) if one.key in line.cells), len(table.columns))
    for cell, column in list(zip(row.cells, table.columns, strict=True))[first:]:
        _write_cell(cell, line.cells.get(column.key, Cell()), column, size, is_total=True)
    if first:
        _write(_across(row, 0, first - 1), line.label, size, "right", bold=True, fill=_BAND_FILL)


def _write_cell(cell: WordCell, said: Cell, column: Column, size: Pt, *, is_total: bool = False) -> None:
    fill = _BAND_FILL if is_total else ""
    colour = _TONES[said.tone] if said.tone else None
    _write(cell, said.text, size, column.align, bold=is_total, fill=fill, colour=colour)


def _write(
    cell: WordCell,
    text: str,
    size: Pt,
    align: Align = "left",
    *,
    bold: bool = False,
    fill: str = "",
    colour: RGBColor | None = None,
) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _ALIGNMENTS[align]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(1.5)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, size
    if colour is not None:
        run.font.color.rgb = colour
    if fill:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _across(row: WordRow, first: int, last: int) -> WordCell:
    cells = row.cells
    return cells[first] if first >= last else cells[first].merge(cells[last])


def _set_widths(word: WordTable, widths: list[Length]) -> None:
    """Each cell has its own width too, for not every program heeds columns."""
    for column, width in zip(word.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _set_padding(word: WordTable, padding: Length) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(padding.pt * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = word._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _keep_with_next(row: WordRow) -> None:
    """No page ends with this line."""
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def keep_together(row: WordRow) -> None:
    """No page ends within this line."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
