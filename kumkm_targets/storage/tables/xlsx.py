"""What the XML of an .xlsx file tells besides the values: bounds, percentages, errors, formulas without a value."""

import re
from collections.abc import Mapping
from posixpath import join, normpath
from typing import Final

from kumkm_targets.errors import UnreadableError
from kumkm_targets.messages import _
from kumkm_targets.storage.tables.limits import MAX_SHEETS, MAX_STYLES, is_within_bounds, too_large, within_bounds
from kumkm_targets.storage.tables.markup import local, walk
from kumkm_targets.storage.tables.parts import Parts, damaged
from kumkm_targets.storage.tables.plain_rows import PlainRows, plain_rows
from kumkm_targets.storage.tables.table import Area, Remarks, Spot, column_number

_BUILT_IN_PERCENTAGES: Final = {"9", "10"}
_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_MOST_MERGED: Final = 100_000
_TRUE: Final = ("1", "true")


def xlsx_remarks(parts: Parts) -> dict[str, Remarks]:
    """The remarks on each sheet, by its name. Raises UnreadableError for what is out of bounds or leads elsewhere."""
    refuse_links(any(name.startswith("xl/externalLinks/") for name in parts))
    paths = _sheet_paths(parts)
    if len(paths) > MAX_SHEETS:
        raise too_large(_("it has {count} sheets").format(count=len(paths)))
    if len(set(paths.values())) < len(paths):
        raise damaged()  # one sheet under many names would be read as often
    percentages = _percentage_styles(parts.get("xl/styles.xml"))
    return {name: _SheetReader(name, percentages).read(parts.get(path)) for name, path in paths.items()}


def refuse_links(has_links: bool) -> None:
    """Raises UnreadableError for a workbook whose figures come from another file: nobody knows from which."""
    if has_links:
        raise UnreadableError(
            _("this workbook takes values from other files"),
            _("Break the links in the spreadsheet program, so that the values themselves stand in it, and save it."),
        )


def _sheet_paths(parts: Parts) -> dict[str, str]:
    """Where each sheet stands in the archive."""
    targets: dict[str, str] = {}
    identifiers: dict[str, str] = {}

    def relation(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            # The library reads the first attribute that is called id, whatever its prefix.
            identifiers[attributes.get("name", "")] = local(attributes, "id") or ""

    walk(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), relation, _nothing)
    walk(parts.get("xl/workbook.xml", b"<none/>"), sheet, _nothing)
    if not identifiers:
        raise damaged()
    return {
        name: normpath(join("xl", targets[identifier])) if not targets[identifier].startswith("/")
        else targets[identifier].lstrip("/")
        for name, identifier in identifiers.items() if identifier in targets
    }  # fmt: skip


def _percentage_styles(styles: bytes | None) -> frozenset[str]:
    """The numbers of the cell styles that show a percentage."""
    formats = set(_BUILT_IN_PERCENTAGES)
    found: list[bool] = []
    inside: list[str] = []

    def begun(name: str, attributes: Mapping[str, str]) -> None:
        inside.append(name)
        if name == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif name == "xf" and "cellXfs" in inside:
            found.append(attributes.get("numFmtId", "") in formats)

    def ended(_name: str, _text: str) -> None:
        inside.pop()

    walk(styles or b"<none/>", begun, ended)
    if len(found) > MAX_STYLES:
        raise too_large(_("it has {count} cell styles").format(count=len(found)))
    return frozenset(str(number) for number, is_percentage in enumerate(found) if is_percentage)


class _SheetReader:
    """One sheet, read from its first to its last element."""

    def __init__(self, name: str, percentages: frozenset[str]) -> None:
        self._name = name
        self._percentages = percentages
        self._remarks = Remarks()
        self._row = -1
        self._column = -1
        self._last_row = 0
        self._last_column = 0
        self._cell: Mapping[str, str] = {}
        self._is_formula = False
        self._value: str | None = None

    def read(self, content: bytes | None) -> Remarks:
        """The remarks. A sheet without content, such as a chart, has none."""
        if content is None:
            return self._remarks
        plain = plain_rows(content)
        if plain is not None and self._read_plain(plain):
            content = plain.rest
        walk(content, self._begun, self._ended, frozenset({"v", "t"}))
        return self._remarks

    def _read_plain(self, plain: PlainRows) -> bool:
        """Take over what plain rows tell; False where they reach so far that it matters which cells are empty."""
        last_column = max(map(column_number, plain.columns), default=-1) + 1
        if not is_within_bounds(plain.last_row, last_column):
            return False
        self._remarks.hidden_rows.update(plain.hidden)
        for cell in plain.remarkable(self._percentages):
            self._row, self._column = cell.row - 1, column_number(cell.column)
            self._cell = {"s": cell.style or "", "t": cell.kind or ""}
            self._is_formula, self._value = cell.is_formula, cell.value
            self._close_cell()
        return True

    def _begun(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column = -1
            if attributes.get("hidden") in _TRUE:
                self._remarks.hidden_rows.add(self._row)
        elif name == "c":
            found = _REFERENCE.fullmatch(attributes.get("r", ""))
            if found:
                self._column, self._row = column_number(found[1]), int(found[2]) - 1
            else:
                self._column += 1
            self._cell, self._is_formula, self._value = attributes, False, None
        elif name == "f":
            self._is_formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _ended(self, name: str, text: str) -> None:
        if name in ("v", "t") and text:
            self._value = text
        elif name == "c":
            self._close_cell()

    def _close_cell(self) -> None:
        spot = Spot(self._row, self._column)
        if self._value is None:
            if self._is_formula and self._cell.get("t") != "str":
                self._remarks.uncalculated.add(spot)
            return
        self._last_row = max(self._last_row, spot.row + 1)
        self._last_column = max(self._last_column, spot.column + 1)
        within_bounds(self._name, self._last_row, self._last_column)
        if self._cell.get("t") == "e":
            self._remarks.errors[spot] = self._value[:20]
        elif self._cell.get("s") in self._percentages:
            self._remarks.percentages.add(spot)

    def _merge(self, reference: str) -> None:
        corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        if len(corners) == 2 and corners[0] and corners[1] and len(self._remarks.merged) < _MOST_MERGED:
            first, last = (Spot(int(corner[2]) - 1, column_number(corner[1])) for corner in corners if corner)
            self._remarks.merged.append(Area(first, last))


def _nothing(_name: str, _text: str) -> None:
    pass
