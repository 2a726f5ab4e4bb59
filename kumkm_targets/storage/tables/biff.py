"""What the records of an .xls file tell besides the values: bounds, percentages, errors, hidden rows ([MS-XLS])."""

import re
import struct
from collections.abc import Iterator
from typing import Final

from kumkm_targets.messages import _
from kumkm_targets.storage.tables.compound import stream
from kumkm_targets.storage.tables.limits import MAX_SHEETS, too_large, within_bounds
from kumkm_targets.storage.tables.parts import damaged
from kumkm_targets.storage.tables.table import Remarks, Spot
from kumkm_targets.storage.tables.xlsx import refuse_links

_FORMULA, _EOF, _PASSWORD, _SHEET, _MULTIPLE_NUMBERS, _CELL_FORMAT = 0x06, 0x0A, 0x2F, 0x85, 0xBD, 0xE0
_TEXTS, _SHARED_TEXT, _LINKS, _SIZE, _NUMBER, _TEXT, _BOOLEAN_OR_ERROR = 0xFC, 0xFD, 0x1AE, 0x200, 0x203, 0x204, 0x205
_ROW, _SHORT_NUMBER, _NUMBER_FORMAT, _BEGIN = 0x208, 0x27E, 0x41E, 0x809
_CELLS: Final = frozenset((_FORMULA, _MULTIPLE_NUMBERS, _SHARED_TEXT, _NUMBER, _TEXT, _BOOLEAN_OR_ERROR, _SHORT_NUMBER))
_OF_1997: Final = 0x0600
_HIDDEN: Final = 0x20
_OWN_BOOK, _ADD_INS = 0x0401, 0x3A01
_BUILT_IN_PERCENTAGES: Final = (9, 10)
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"
}  # fmt: skip

Record = tuple[int, bytes]


def xls_remarks(content: bytes) -> dict[str, Remarks]:
    """The remarks on each sheet, by its name. Raises UnreadableError for what is out of bounds or leads elsewhere."""
    book = stream(content, ("Workbook", "Book"))
    try:
        sheets, percentages = _globals(book)
        if len(sheets) > MAX_SHEETS:
            raise too_large(_("it has {count} sheets").format(count=len(sheets)))
        return {name: _sheet(book, start, name, percentages) for name, start in sheets.items()}
    except (struct.error, LookupError) as error:
        raise damaged() from error


def _records(book: bytes, at: int) -> Iterator[Record]:
    """The records of the part that begins at `at`, up to its end; parts inside of it, such as charts, are left out."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        data = book[at + 4 : at + 4 + length]
        depth += (kind == _BEGIN) - (kind == _EOF)
        if depth == 0 and kind == _EOF:
            return
        if depth <= 1:
            yield kind, data
        at += 4 + length


def _globals(book: bytes) -> tuple[dict[str, int], frozenset[int]]:
    """Where each sheet begins, and the numbers of the cell formats that show a percentage."""
    sheets: dict[str, int] = {}
    formats = set(_BUILT_IN_PERCENTAGES)
    cell_formats: list[int] = []
    is_of_1997 = True
    for kind, data in _records(book, 0):
        if kind == _BEGIN:
            is_of_1997 = struct.unpack_from("<H", data)[0] == _OF_1997
        elif kind == _PASSWORD:
            raise damaged()
        elif kind == _TEXTS and struct.unpack_from("<I", data, 4)[0] > len(book):
            raise damaged()  # more texts than bytes: the library makes room for them
        elif kind == _SHEET:
            sheets[_text(data[6:], 1, is_of_1997=is_of_1997)] = struct.unpack_from("<I", data)[0]
        elif kind == _LINKS:
            refuse_links(len(data) >= 4 and struct.unpack_from("<H", data, 2)[0] not in (_OWN_BOOK, _ADD_INS))
        elif kind == _NUMBER_FORMAT:
            width = 2 if is_of_1997 else 1
            if "%" in re.sub(r'"[^"]*"|\\.', "", _text(data[2:], width, is_of_1997=is_of_1997)):
                formats.add(struct.unpack_from("<H", data)[0])
        elif kind == _CELL_FORMAT:
            cell_formats.append(struct.unpack_from("<H", data, 2)[0])
    return sheets, frozenset(number for number, shown in enumerate(cell_formats) if shown in formats)


def _text(data: bytes, width: int, *, is_of_1997: bool) -> str:
    """A text with its length in front, of `width` bytes; since 1997 a flag tells whether its signs are wide."""
    length = int.from_bytes(data[:width], "little")
    if not is_of_1997:
        return data[width : width + length].decode("cp1252", "replace")
    is_wide = bool(data[width] & 1)
    start = width + 1
    return data[start : start + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")


def _sheet(book: bytes, start: int, name: str, percentages: frozenset[int]) -> Remarks:
    remarks = Remarks()
    last_row = last_column = 0
    for kind, data in _records(book, start):
        if kind == _SIZE:
            _first_row, rows, _first, columns = struct.unpack_from("<IIHH", data) if len(data) >= 12 else (0, 0, 0, 0)
            within_bounds(name, rows, columns)
        elif kind == _ROW and struct.unpack_from("<I", data, 12)[0] & _HIDDEN:
            remarks.hidden_rows.add(struct.unpack_from("<H", data)[0])
        elif kind in _CELLS:
            row, column, cell_format = struct.unpack_from("<HHH", data)
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
            within_bounds(name, last_row, last_column)
            _remark(remarks, Spot(row, column), kind, data, is_percentage=cell_format in percentages)
            if kind == _MULTIPLE_NUMBERS:
                for number, at in enumerate(range(4, len(data) - 6, 6)):
                    if struct.unpack_from("<H", data, at)[0] in percentages:
                        remarks.percentages.add(Spot(row, column + number))
    return remarks


def _remark(remarks: Remarks, spot: Spot, kind: int, data: bytes, *, is_percentage: bool) -> None:
    """What one cell tells. A formula keeps its value, or the kind of value that is no number."""
    if kind == _BOOLEAN_OR_ERROR and data[7]:
        remarks.errors[spot] = _ERRORS.get(data[6], "#")
    elif kind == _FORMULA and data[12:14] == b"\xff\xff":
        if data[6] == 2:
            remarks.errors[spot] = _ERRORS.get(data[8], "#")
    elif kind in (_NUMBER, _SHORT_NUMBER, _FORMULA) and is_percentage:
        remarks.percentages.add(spot)
