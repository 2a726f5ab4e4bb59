"""Reading the tables of a file, whatever kind of table it is: the content tells, not the name."""

from io import BytesIO
from pathlib import Path
from typing import Final

from kumkm_targets.errors import UnreadableError
from kumkm_targets.messages import _
from kumkm_targets.storage.tables.limits import MAX_FILE_BYTES, too_large
from kumkm_targets.storage.tables.parts import damaged, refuse_endless, refuse_false_counts, repacked, unpacked
from kumkm_targets.storage.tables.table import Area, Remarks, Sheet, Spot, Tables

_ZIP: Final = b"PK"
_COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_PANIC: Final = "PanicException"


def read_tables(path: Path) -> Tables:
    """All sheets of the workbook or CSV file at `path`. Raises UnreadableError."""
    try:
        if not path.is_file():
            raise UnreadableError(
                _("there is no file {path}").format(path=path), _("Name the form or table to take figures from.")
            )
        if path.stat().st_size > MAX_FILE_BYTES:
            raise too_large(_("it has more than {size} MB").format(size=MAX_FILE_BYTES // 1024**2))
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(_("cannot read {path}: {reason}").format(path=path, reason=error.strerror)) from error
    try:
        return _tables(path.name, content)
    except MemoryError as error:
        raise too_large(_("it takes more memory than there is")) from error


def _tables(name: str, content: bytes) -> Tables:
    if content.startswith(_ZIP):
        return _zipped(content)
    if content.startswith(_COMPOUND):
        from kumkm_targets.storage.tables.biff import xls_remarks

        return _workbook(BytesIO(content), xls_remarks(content))
    if content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise UnreadableError(
            _("{name} is a web page, whatever its name says").format(name=name),
            _("Open it in the spreadsheet program, save it as .xlsx, and import that."),
        )
    from kumkm_targets.storage.tables.csv_file import csv_tables

    return csv_tables(name, content)


def _zipped(content: bytes) -> Tables:
    parts = unpacked(content)
    refuse_endless(parts)
    if "xl/workbook.xml" in parts:
        from kumkm_targets.storage.tables.xlsx import xlsx_remarks

        refuse_false_counts(parts)
        return _workbook(repacked(parts), xlsx_remarks(parts))
    if "content.xml" in parts:
        from kumkm_targets.storage.tables.ods import ods_remarks

        return _workbook(repacked(parts), ods_remarks(parts))
    raise UnreadableError(
        _("this file is not a workbook that can be read"), _("Save it as .xlsx, .xls, .ods, or as CSV in UTF-8.")
    )


def _workbook(content: BytesIO, remarks: dict[str, Remarks]) -> Tables:
    """The sheets with their values. What the library cannot read, or fails at, is a damaged workbook."""
    from python_calamine import CalamineError, SheetVisibleEnum, load_workbook

    sheets = []
    try:
        with load_workbook(content) as workbook:
            for about in workbook.sheets_metadata:
                found = workbook.get_sheet_by_name(about.name)
                remark = remarks.get(about.name, Remarks())
                if not remark.merged:
                    remark.merged = [Area(Spot(*first), Spot(*last)) for first, last in found.merged_cell_ranges or ()]
                rows = found.to_python(skip_empty_area=False)
                sheets.append(Sheet(about.name, rows, remark, about.visible != SheetVisibleEnum.Visible))
    except (CalamineError, ValueError, OSError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:  # how a failure of native code arrives; its class is not public
            raise
        raise damaged() from error
    return Tables(tuple(sheets))
