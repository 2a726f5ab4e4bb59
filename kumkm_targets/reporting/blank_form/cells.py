"""How the cells of a form look, and what they take."""

from collections.abc import Iterable
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kumkm_targets.messages import _
from kumkm_targets.model.plan import Indicator
from kumkm_targets.reporting.blank_form.words import STATUS_ORDER, FormField, how_to_write
from kumkm_targets.reporting.words import status_text

_OPEN: Final = "#FFF9DB"
_DARK: Final = "#1F4E79"
_LARGEST: Final = 10**15
"""Above this a spreadsheet does not keep every digit."""
_MESSAGE: Final = 255
_TITLE: Final = 32


class FormFormats:
    """The formats of one workbook; texts carry the mark that keeps a spreadsheet from reading them anew."""

    def __init__(self, workbook: Workbook) -> None:
        cell = {"border": 1, "border_color": "#B8C4D0", "valign": "vcenter", "text_wrap": True, "indent": 1}
        still_open = cell | {"locked": False, "bg_color": _OPEN}
        self.title = workbook.add_format({"bold": True, "font_size": 14, "font_color": _DARK})
        self.plain = workbook.add_format({"font_color": "#404040"})
        self.part = workbook.add_format({"bold": True, "font_color": _DARK})
        self.numbered = workbook.add_format({"font_color": "#404040", "valign": "top"})
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        centred = {"align": "center", "indent": 0}
        self.heading = workbook.add_format(cell | centred | {"bold": True, "bg_color": _DARK, "font_color": "#FFFFFF"})
        self.number = workbook.add_format(cell | centred | {"quote_prefix": True})
        self.locked = workbook.add_format(cell | {"quote_prefix": True})
        self.right = workbook.add_format(cell | {"quote_prefix": True, "align": "right"})
        self.open_text = workbook.add_format(still_open | {"num_format": "@"})
        self.open_number = workbook.add_format(still_open | {"align": "right"})
        self.open_whole = workbook.add_format(still_open | {"align": "right", "num_format": "#,##0"})
        self.open_date = workbook.add_format(still_open | {"num_format": "dd/mm/yyyy"})


def validate(sheet: Worksheet, column: int, field: FormField, indicators: Iterable[tuple[int, Indicator]]) -> None:
    """Let the spreadsheet itself refuse, or ask about, what does not belong into the cells of a column.

    indicators: those that are asked about, each with its row, downwards. Neighbours with the same rule share it:
    spreadsheets grow slow with many rules, and take no more than some ten thousand.
    """
    rules = {"realised": _figure_rule, "status": _status_rule, "as_of": _date_rule}
    if field not in rules:
        return
    areas: list[tuple[int, int, dict[str, Any]]] = []
    for row, indicator in indicators:
        rule = rules[field](indicator)
        if areas and areas[-1][1] == row - 1 and areas[-1][2] == rule:
            areas[-1] = (areas[-1][0], row, rule)
        else:
            areas.append((row, row, rule))
    for first, last, rule in areas:
        sheet.data_validation(first, column, last, column, rule)


def _figure_rule(indicator: Indicator) -> dict[str, Any]:
    """A figure; what stands in another notation is asked about, and `import` decides."""
    advice = how_to_write(indicator)[:_MESSAGE]
    kind = "integer" if indicator.measure.counts_whole_things else "decimal"
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": -_LARGEST,
        "maximum": _LARGEST,
        "input_title": _("Figure")[:_TITLE],
        "input_message": advice,
        "error_title": _("This is not such a figure")[:_TITLE],
        "error_message": advice,
        "error_type": "stop" if indicator.measure.kind == "percent" or kind == "integer" else "warning",
    }


def _status_rule(_indicator: Indicator) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": [status_text(status) for status in STATUS_ORDER],
        "error_title": _("Choose from the list")[:_TITLE],
        "error_message": _("Choose how final the figure is.")[:_MESSAGE],
    }


def _date_rule(_indicator: Indicator) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": "=DATE(1990,1,1)",
        "maximum": "=DATE(2199,12,31)",
        "ignore_blank": True,
        "error_title": _("This is not a date")[:_TITLE],
        "error_message": _("Write the day the figure describes, such as 31/08/2025.")[:_MESSAGE],
        "error_type": "warning",
    }
