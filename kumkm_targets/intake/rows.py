"""The rows of a table that say something: what stands where, and about whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kumkm_targets.intake.layout import Layout, is_numbering
from kumkm_targets.model.intake_map import TableField
from kumkm_targets.storage.tables.table import CellValue, Sheet, Spot

_STATING: tuple[TableField, ...] = ("realised", "unavailable")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row below the headings. shares_figure: its figure is merged with that of rows that name others."""

    sheet: Sheet
    layout: Layout
    row: int
    shares_figure: bool = False

    def spot(self, field: TableField) -> Spot:
        """Where the field stands; that of the figure where the table has no such column."""
        columns = self.layout.columns
        return Spot(self.row, columns.get(field, columns["realised"]))

    def value(self, field: TableField) -> CellValue:
        """The value of the field; empty where there is no such column."""
        return self.sheet.at(self.row, self.layout.columns.get(field))

    def text(self, field: TableField) -> str:
        """The value of the field as text, on both sides without white space."""
        value = self.value(field)
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return str(value).strip()

    def holds(self, field: TableField) -> bool:
        """Whether anything stands there, be it an error or a formula without a value."""
        if field not in self.layout.columns:
            return False
        if self.text(field):
            return True
        spot, remarks = self.spot(field), self.sheet.remarks
        return spot in remarks.errors or spot in remarks.uncalculated

    def narrowing(self) -> Iterator[tuple[Spot, str]]:
        """What the row says of the year, quarter or region that it is about, and where."""
        for column in self.layout.narrowing:
            value = self.sheet.at(self.row, column)
            text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            yield Spot(self.row, column), text.strip()

    @property
    def place(self) -> str:
        """Where the figure stands, as a spreadsheet names it."""
        return self.sheet.name_of(*self.spot("realised"))

    @property
    def is_hidden(self) -> bool:
        """Whether the row is out of sight."""
        return self.row in self.sheet.remarks.hidden_rows


def stating_rows(sheet: Sheet, layout: Layout) -> Iterator[TableRow]:
    """The rows that state a figure, or why there is none; others say nothing."""
    column = layout.columns["realised"]
    tall = {
        area.first.row: area.last.row
        for area in sheet.remarks.merged
        if area.first.column <= column <= area.last.column and area.first.row < area.last.row
    }
    for number in range(layout.first_row, len(sheet.rows)):
        row = TableRow(sheet, layout, number)
        if not any(row.holds(field) for field in _STATING):
            continue
        if number < layout.first_row + 2 and is_numbering(sheet, number):
            continue
        others = range(number + 1, min(tall.get(number, number) + 1, len(sheet.rows)))
        yield (
            replace(row, shares_figure=True) if any(_names_somebody(sheet, layout, other) for other in others) else row
        )


def _names_somebody(sheet: Sheet, layout: Layout, number: int) -> bool:
    row = TableRow(sheet, layout, number)
    return bool(row.text("indicator") or row.text("id"))
