"""The form as a workbook: one sheet per page, everything locked but the cells to fill in, ready for A4."""

from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kumkm_targets.intake.form import Form, FormPage, FormRow, is_exact_as_float, plain_digits
from kumkm_targets.intake.form_identity import IDENTITY_SHEET
from kumkm_targets.messages import _
from kumkm_targets.reporting.blank_form.cells import FormFormats, validate
from kumkm_targets.reporting.blank_form.words import (
    FILLED_IN,
    HEADINGS,
    FormField,
    fixed_texts,
    heading,
    how_to_write,
    instructions,
    not_to_be_filled_in,
    subtitle,
)
from kumkm_targets.reporting.cell_texts import cut
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.sheet_names import sheet_names
from kumkm_targets.reporting.words import status_text

_A4: Final = 9
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - one moment for all, so that the same form is the same bytes
_HEADING_ROW: Final = 3
_COLUMNS: Final = tuple(HEADINGS)
_WIDTHS: Final[dict[FormField, int]] = {
    "number": 5, "id": 24, "indicator": 32, "unit": 11, "definition": 24, "target": 14, "last": 14,
    "realised": 17, "status": 17, "source": 22, "as_of": 13, "unavailable": 18, "note": 18,
}  # fmt: skip
_INDENTS: Final = 3
"""Of a cell's width: what its margins take."""
_LINE: Final = 15
_ADVICE_WIDTH: Final = 105
_LEAST_LINES: Final = 2
_MOST_LINES: Final = 20
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def form_workbook(form: Form) -> bytes:
    """The form as the bytes of an .xlsx file: the same form gives the same bytes."""
    content = BytesIO()
    with Workbook(content, OPTIONS) as workbook:
        workbook.set_properties({"title": cut(one_line(form.plan.header.title))[:200], "created": _CREATED})
        formats = FormFormats(workbook)
        guide = _("How to fill in")
        names = sheet_names((page.owner or _("Figures") for page in form.pages), (guide, IDENTITY_SHEET))
        for name, page in zip(names, form.pages, strict=True):
            _write_page(workbook.add_worksheet(name), form, page, formats)
        _write_guide(workbook.add_worksheet(guide), form, formats)
        identity = workbook.add_worksheet(IDENTITY_SHEET)
        for column, text in enumerate(form.identity.cells()):
            identity.write_string(0, column, text)
        identity.very_hidden()
        identity.protect()
    return content.getvalue()


def _write_page(sheet: Worksheet, form: Form, page: FormPage, formats: FormFormats) -> None:
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, cut(one_line(form.plan.header.title)), formats.title)
    sheet.write_string(1, 0, cut(subtitle(form, page)), formats.plain)
    sheet.write_string(2, 0, _("Fill in the yellow cells only; all others are locked and are not read."), formats.plain)
    sheet.set_row(_HEADING_ROW, _LINE * _LEAST_LINES)
    for column, field in enumerate(_COLUMNS):
        is_empty = field == "definition" and not any(row.indicator.definition for row in page.rows)
        options = {"hidden": True} if field == "id" or is_empty else {}
        sheet.set_column(column, column, _WIDTHS[field], None, options)
        sheet.write_string(_HEADING_ROW, column, heading(field, form.year), formats.heading)
    for number, row in enumerate(page.rows, start=1):
        _write_row(sheet, _HEADING_ROW + number, number, row, formats)
    asked = [(at, row.indicator) for at, row in enumerate(page.rows, _HEADING_ROW + 1) if row.indicator.formula is None]
    for field in FILLED_IN:
        validate(sheet, _COLUMNS.index(field), field, asked)
    _set_page(sheet, form, _HEADING_ROW + len(page.rows), len(_COLUMNS) - 1)


def _write_row(sheet: Worksheet, at: int, number: int, row: FormRow, formats: FormFormats) -> None:
    texts = fixed_texts(number, row)
    sheet.set_row(at, _LINE * _lines(texts))
    for field, text in texts.items():
        sheet.write_string(at, _COLUMNS.index(field), cut(text), _fixed_format(field, formats))
    if row.indicator.formula is not None:
        for field in FILLED_IN:
            text = not_to_be_filled_in() if field == "realised" else ""
            sheet.write_string(at, _COLUMNS.index(field), text, formats.locked)
        return
    for field in FILLED_IN:
        column = _COLUMNS.index(field)
        _write_recorded(sheet, at, column, field, row, formats)


def _fixed_format(field: FormField, formats: FormFormats) -> Format:
    if field == "number":
        return formats.number
    return formats.right if field in ("target", "last") else formats.locked


def _lines(texts: dict[FormField, str]) -> int:
    """How many lines a row takes; not every program reckons it when it opens the file."""
    wanted = max(-(-len(texts[field]) // (_WIDTHS[field] - _INDENTS)) for field in texts if field != "id")
    return min(max(wanted, _LEAST_LINES), _MOST_LINES)


def _write_recorded(
    sheet: Worksheet, at: int, column: int, field: FormField, row: FormRow, formats: FormFormats
) -> None:
    """What is recorded already, in a cell that is open; an empty open cell where nothing is."""
    entry, open_format = row.recorded, _open_format(field, row, formats)
    if field == "realised" and entry is not None and entry.value is not None:
        if is_exact_as_float(entry.value):
            sheet.write_number(at, column, float(entry.value), open_format)
        else:
            sheet.write_string(at, column, plain_digits(entry.value), open_format)
        return
    if field == "as_of" and entry is not None and entry.as_of is not None:
        sheet.write_datetime(at, column, entry.as_of, open_format)
        return
    status = status_text(entry.status) if entry is not None and entry.status else ""
    texts = {
        "status": status,
        "source": entry.source if entry else None,
        "unavailable": entry.unavailable if entry else None,
        "note": entry.note if entry else None,
    }
    text = texts.get(field)
    if text:
        sheet.write_string(at, column, cut(text), open_format)
    else:
        sheet.write_blank(at, column, None, open_format)


def _open_format(field: FormField, row: FormRow, formats: FormFormats) -> Format:
    if field == "realised":
        value = row.recorded.value if row.recorded is not None else None
        is_whole = row.indicator.measure.is_integral and (value is None or not value % 1)
        return formats.open_whole if is_whole else formats.open_number
    return formats.open_date if field == "as_of" else formats.open_text


def _set_page(sheet: Worksheet, form: Form, last_row: int, last_column: int) -> None:
    """Locked but for the open cells, and ready to be printed: A4, landscape, as wide as the paper."""
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(_HEADING_ROW + 1, _COLUMNS.index("indicator") + 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.center_horizontally()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADING_ROW)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.set_footer(f"&L{form.plan.id} {form.year}&R&P / &N")


def _write_guide(sheet: Worksheet, form: Form, formats: FormFormats) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, cut(one_line(form.plan.header.title)), formats.title)
    sheet.write_string(2, 0, _("How to fill in"), formats.part)
    at = 3
    for number, sentence in enumerate(instructions(), start=1):
        _write_advice(sheet, at, f"{number}.", sentence, formats)
        at += 1
    sheet.write_string(at + 1, 0, _("How figures are written"), formats.part)
    asked = (row.indicator for page in form.pages for row in page.rows if row.indicator.formula is None)
    for unit, indicator in {one_line(indicator.unit): indicator for indicator in asked}.items():
        _write_advice(sheet, at + 2, unit, how_to_write(indicator), formats)
        at += 1
    sheet.protect()
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write_advice(sheet: Worksheet, at: int, label: str, sentence: str, formats: FormFormats) -> None:
    sheet.set_row(at, _LINE * (1 + len(sentence) // _ADVICE_WIDTH) + 3)
    sheet.write_string(at, 0, cut(label), formats.numbered)
    sheet.write_string(at, 1, sentence, formats.wrapped)
