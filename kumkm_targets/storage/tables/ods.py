"""What the XML of an .ods file tells besides the values: bounds, percentages, errors, formulas without a value."""

import re
from collections.abc import Mapping
from typing import Final

from kumkm_targets.messages import _
from kumkm_targets.storage.tables.limits import MAX_SHEETS, too_large, within_bounds
from kumkm_targets.storage.tables.markup import local, walk
from kumkm_targets.storage.tables.parts import Parts, damaged
from kumkm_targets.storage.tables.table import Area, Remarks, Spot
from kumkm_targets.storage.tables.xlsx import refuse_links

_LINKING: Final = ("table-source", "dde-source", "dde-link", "database-source-table", "cell-range-source")
_ERROR: Final = re.compile(r"#[A-Z/0!?N]+[!?A]?|Err:[0-9]+|#(?:NAMA|NILAI)\?")
_MOST_REPEATED: Final = 1_000_000_000


def ods_remarks(parts: Parts) -> dict[str, Remarks]:
    """The remarks on each sheet, by its name. Raises UnreadableError for what is out of bounds or leads elsewhere."""
    if "content.xml" not in parts:
        raise damaged()
    reader = _ContentReader()
    walk(parts["content.xml"], reader.begun, reader.ended, frozenset({"p"}))
    return reader.sheets


class _ContentReader:
    """All tables of the document. A row or cell may stand for many that are alike."""

    def __init__(self) -> None:
        self.sheets: dict[str, Remarks] = {}
        self._name = ""
        self._depth = 0
        self._row = 0
        self._column = 0
        self._rows = 1
        self._columns = 1
        self._last_row = 0
        self._last_column = 0
        self._cell: Mapping[str, str] = {}
        self._text = ""

    def begun(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        refuse_links(name in _LINKING or "file://" in (local(attributes, "formula") or ""))
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self._begin_sheet(local(attributes, "name") or "")
        elif name == "table-row":
            self._rows = _count(local(attributes, "number-rows-repeated"))
            self._column = 0
            if local(attributes, "visibility") in ("collapse", "filter") and self._rows < 1000:
                self.sheets[self._name].hidden_rows.update(range(self._row, self._row + self._rows))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._text = attributes, ""
            self._columns = _count(local(attributes, "number-columns-repeated"))

    def ended(self, name: str, text: str) -> None:
        """An element ends."""
        if name == "p":
            self._text += text
        elif name in ("table-cell", "covered-table-cell"):
            self._close_cell()
            self._column += self._columns
        elif name == "table-row":
            self._row += self._rows
        elif name == "table":
            self._depth -= 1

    def _begin_sheet(self, name: str) -> None:
        if len(self.sheets) >= MAX_SHEETS:
            raise too_large(_("it has {count} sheets").format(count=len(self.sheets) + 1))
        self.sheets[name] = Remarks()
        self._name, self._row, self._last_row, self._last_column = name, 0, 0, 0

    def _close_cell(self) -> None:
        if self._name not in self.sheets:
            raise damaged()
        remarks, spot = self.sheets[self._name], Spot(self._row, self._column)
        kind = local(self._cell, "value-type")
        kinds = {value for key, value in self._cell.items() if key.endswith("value-type")}
        if (
            _count(local(self._cell, "number-rows-spanned")) > 1
            or _count(local(self._cell, "number-columns-spanned")) > 1
        ):
            rows, columns = (_count(local(self._cell, f"number-{of}-spanned")) for of in ("rows", "columns"))
            remarks.merged.append(Area(spot, Spot(spot.row + rows - 1, spot.column + columns - 1)))
        if kind is None and not self._text:
            if local(self._cell, "formula") is not None:
                remarks.uncalculated.add(spot)
            return
        self._last_row = max(self._last_row, self._row + self._rows)
        self._last_column = max(self._last_column, self._column + self._columns)
        within_bounds(self._name, self._last_row, self._last_column)
        if "error" in kinds or (local(self._cell, "formula") is not None and _ERROR.fullmatch(self._text)):
            remarks.errors[spot] = self._text[:20] or "#"
        elif kind == "boolean":
            remarks.errors[spot] = self._text[:20]
        elif kind == "percentage":
            for row in range(self._rows):
                remarks.percentages.update(Spot(spot.row + row, spot.column + more) for more in range(self._columns))


def _count(text: str | None) -> int:
    return min(int(text), _MOST_REPEATED) if text and text.isdecimal() and len(text) < 12 else 1
