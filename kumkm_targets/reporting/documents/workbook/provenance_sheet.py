"""The hidden sheet: what it takes to make the report again, and where each figure comes from."""

from xlsxwriter.worksheet import Worksheet

from kumkm_targets.messages import _
from kumkm_targets.reporting.cell_texts import cut
from kumkm_targets.reporting.documents.document import Document


def write_provenance(sheet: Worksheet, document: Document) -> None:
    """Label and text of the report, then every figure, exact, with its row, column and remark; all as text."""
    lines = [(label, text) for label, text in document.provenance]
    lines += [(_("Form"), document.form), ("", "")]
    row = 0
    for line in lines:
        row = _write(sheet, row, line)
    row = _write(sheet, row, (_("Row"), _("Column"), _("Exact figure"), _("As printed"), _("Source")))
    for table in document.tables:
        for one in table.rows:
            for key, cell in one.cells.items():
                if cell.figure is not None:
                    row = _write(sheet, row, (one.id, key, f"{cell.figure:f}", cell.text, cell.remark))
    sheet.set_column(0, 4, 30)
    sheet.hide()


def _write(sheet: Worksheet, row: int, texts: tuple[str, ...]) -> int:
    for column, text in enumerate(texts):
        sheet.write_string(row, column, cut(text))
    return row + 1
