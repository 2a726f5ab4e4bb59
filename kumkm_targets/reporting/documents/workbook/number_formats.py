"""How a workbook shows a figure: with the digits that the report prints, in Indonesian notation."""

from typing import Final

from kumkm_targets.figures.exact import decimals_of
from kumkm_targets.reporting.documents.document import Cell

_INDONESIAN: Final = "[$-421]"
"""Programs that heed the language of a format set dots between thousands; others use that of the machine."""
_EXACT_DIGITS: Final = 15
"""Significant digits that a cell holds for certain."""


def is_number(cell: Cell) -> bool:
    """Whether a workbook can hold the figure without changing a digit of what is printed; else it stays text."""
    return cell.shown is not None and len(cell.shown.as_tuple().digits) <= _EXACT_DIGITS


def number_format(cell: Cell) -> str:
    """The format under which the figure is shown as the report prints it, its mark behind it; rupiah in full."""
    assert cell.shown is not None
    decimals = decimals_of(cell.shown)
    digits = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    prefix = '"Rp"' if cell.is_rupiah else ""
    mark = '"{}"'.format(cell.mark.replace('"', '""')) if cell.mark else ""
    sign = "+" if cell.text.startswith("+") else ""
    plain = f"{prefix}{digits}{mark}"
    return f"{_INDONESIAN}{sign}{plain};{_INDONESIAN}\N{MINUS SIGN}{plain};{_INDONESIAN}{plain}"
