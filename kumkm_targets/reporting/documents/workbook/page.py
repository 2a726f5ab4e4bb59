"""One sheet as it is written from top to bottom: title, words, the table, words, signatures."""

from itertools import pairwise

from xlsxwriter.worksheet import Worksheet

from kumkm_targets.messages import _
from kumkm_targets.reporting.cell_texts import cut
from kumkm_targets.reporting.documents.document import Block, Document, KeyFigures, Notes, Statements, Table
from kumkm_targets.reporting.documents.workbook.number_formats import is_number
from kumkm_targets.reporting.documents.workbook.styles import Styles
from kumkm_targets.reporting.documents.workbook.table_sheet import Placed, column_widths, write_table

_LINE = 12.5
_ROOM_TO_SIGN = 4


class SheetPage:
    """A sheet with one table; `row` is the next free line."""

    def __init__(self, sheet: Worksheet, table: Table, styles: Styles) -> None:
        self.sheet, self.table, self.styles = sheet, table, styles
        self.row = 0
        self.placed = Placed(sheet, table, 0)

    @property
    def last_column(self) -> int:
        """The last column of the table."""
        return self.placed.last_column

    def title(self, document: Document, *, with_facts: bool) -> None:
        """The title, and on the first sheet what is to be known of the report."""
        self._line(document.title[0], self.styles.title)
        for line in document.title[1:]:
            self._line(line, self.styles.subtitle)
        if document.number:
            self._line(document.number, self.styles.text)
        for label, text in document.facts if with_facts else ():
            self._line(f"{label}: {text}", self.styles.label)
        self.row += 1

    def block(self, block: Block) -> None:
        """A block of words or key figures; charts have a sheet of their own."""
        match block:
            case Table():
                self._table()
            case Notes():
                for line in block.lines:
                    self._note(line)
            case KeyFigures():
                self._key_figures(block)
            case Statements():
                self._line(block.title, self.styles.subtitle)
                for line in block.lines:
                    self._note(f"• {line}")
                self.row += 1

    def signatures(self, document: Document) -> None:
        """The signers beside each other with room to sign, place and day above the last of them."""
        signers = document.signatures
        if not signers:
            return
        # One signer stands at the right, as in a letter.
        count, columns = max(len(signers), 2), self.last_column + 1
        ends = [round(columns * place / count) for place in range(count - len(signers), count + 1)]
        spans = [(first, max(first, end - 1)) for first, end in pairwise(ends)]
        self.row += 1
        self._across(self.row, *spans[-1], document.place_date, self.styles.signature)
        self.row += 1
        for span, one in zip(spans, signers, strict=True):
            nip = _("NIP {nip}").format(nip=one.nip) if one.nip else "NIP"
            look = self.styles.signer if one.name else self.styles.signature
            self._across(self.row, *span, one.role, self.styles.signature)
            self._across(self.row + _ROOM_TO_SIGN, *span, one.name or "………………………………", look)
            self._across(self.row + _ROOM_TO_SIGN + 1, *span, nip, self.styles.signature)
        self.sheet.set_row(self.row, 2 * _LINE + 4)
        self.row += _ROOM_TO_SIGN + 2

    def _table(self) -> None:
        if self.table.caption:
            self._line(self.table.caption, self.styles.subtitle)
        self.placed = Placed(self.sheet, self.table, self.row)
        write_table(self.placed, self.styles)
        self.row = self.placed.end + 1

    def _key_figures(self, block: KeyFigures) -> None:
        for one in block.figures:
            self._line(one.label, self.styles.label)
            look = self.styles.key_figure(one.cell)
            if is_number(one.cell):
                self.sheet.write_number(self.row, 0, one.cell.figure, look)
            else:
                self.sheet.write_string(self.row, 0, cut(one.cell.text), look)
            self.row += 1
            self._line(one.detail, self.styles.text)
        self.row += 1

    def _note(self, text: str) -> None:
        width = sum(column_widths(self.table))
        self._across(self.row, 0, self.last_column, text, self.styles.note)
        self.sheet.set_row(self.row, _LINE * max(1, -(-len(text) // int(width * 1.05))))
        self.row += 1

    def _line(self, text: str, look: object) -> None:
        self.sheet.write_string(self.row, 0, cut(text), look)
        self.row += 1

    def _across(self, row: int, first: int, last: int, text: str, look: object) -> None:
        if first < last:
            self.sheet.merge_range(row, first, row, last, "", look)
        self.sheet.write_string(row, first, cut(text), look)
