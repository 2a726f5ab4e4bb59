"""A copy of a table in which each refused cell carries a comment that says why, and what to write."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kumkm_targets.intake.form_identity import IDENTITY_SHEET
from kumkm_targets.intake.statements import Refusal
from kumkm_targets.reporting.blank_form.workbook import OPTIONS
from kumkm_targets.reporting.cell_texts import cut
from kumkm_targets.reporting.sheet_names import sheet_names
from kumkm_targets.storage.tables.table import CellValue, Sheet, Spot

_FIRST_YEAR: Final = 1900
_WIDTH: Final = 18
_MOST_COMMENTS: Final = 2_000
"""Spreadsheets grow slow with more; the other refused cells are coloured all the same."""
_COMMENT: Final = {"author": "kumkm", "x_scale": 2.5, "y_scale": 1.5}


class _Formats:
    """How the cells look, by what they hold; the refused ones stand out."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool], Format] = {}

    def of(self, number_format: str, *, is_refused: bool) -> Format:
        """The format with that number format."""
        key = number_format, is_refused
        if key not in self._made:
            marked = {"bg_color": "#F8CBAD"} if is_refused else {}
            self._made[key] = self._workbook.add_format({"num_format": number_format, **marked})
        return self._made[key]


def corrections_workbook(sheets: Iterable[Sheet], refused: Iterable[Refusal]) -> bytes:
    """The values of all sheets, with a comment on each refused cell, as the bytes of an .xlsx file."""
    sheets = list(sheets)
    by_sheet: dict[str, dict[Spot, Refusal]] = {}
    for refusal in refused:
        by_sheet.setdefault(refusal.row.sheet.name, {}).setdefault(refusal.spot, refusal)
    content = BytesIO()
    with Workbook(content, OPTIONS) as workbook:
        formats = _Formats(workbook)
        names = sheet_names(sheet.name for sheet in sheets)
        copies = [workbook.add_worksheet(name) for name in names]
        for sheet, copy in zip(sheets, copies, strict=True):
            _copy_sheet(sheet, copy, by_sheet.get(sheet.name, {}), formats)
        first = next((at for at, sheet in enumerate(sheets) if sheet.name in by_sheet), 0)
        copies[first].activate()
        copies[first].set_first_sheet()
    return content.getvalue()


def _copy_sheet(sheet: Sheet, copy: Worksheet, refused: dict[Spot, Refusal], formats: _Formats) -> None:
    copy.set_column(0, max((len(row) for row in sheet.rows), default=1), _WIDTH)
    for area in sheet.remarks.merged:
        with suppress(OverlappingRange):
            copy.merge_range(*area.first, *area.last, "")
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            spot = Spot(number, column)
            if value != "" or spot in refused or spot in sheet.remarks.errors:
                _write_cell(copy, spot, sheet, formats, is_refused=spot in refused)
    for spot, refusal in islice(refused.items(), _MOST_COMMENTS):
        text = "\n".join(filter(None, (refusal.message, refusal.advice)))
        copy.write_comment(*spot, cut(text), _COMMENT)
    for number in sheet.remarks.hidden_rows:
        copy.set_row(number, None, None, {"hidden": True})
    if sheet.is_hidden:
        copy.very_hidden() if sheet.name == IDENTITY_SHEET else copy.hide()


def _write_cell(copy: Worksheet, spot: Spot, sheet: Sheet, formats: _Formats, *, is_refused: bool) -> None:
    value: CellValue = sheet.remarks.errors.get(spot) or sheet.at(*spot)
    if isinstance(value, bool):
        copy.write_boolean(*spot, value, formats.of("General", is_refused=is_refused))
    elif isinstance(value, int | float):
        shown = "0.00%" if spot in sheet.remarks.percentages else "General"
        copy.write_number(*spot, value, formats.of(shown, is_refused=is_refused))
    elif isinstance(value, time | timedelta) or (isinstance(value, date) and value.year >= _FIRST_YEAR):
        shown = "dd/mm/yyyy" if isinstance(value, date) and not isinstance(value, datetime) else "dd/mm/yyyy hh:mm"
        copy.write_datetime(*spot, value, formats.of(shown, is_refused=is_refused))
    elif value == "":
        copy.write_blank(*spot, None, formats.of("General", is_refused=is_refused))
    else:
        copy.write_string(*spot, cut(str(value)), formats.of("@", is_refused=is_refused))
