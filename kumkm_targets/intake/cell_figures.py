"""From a cell to a figure: a number of the spreadsheet means what it says, a text what `read_figure` says."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.exact import EXACT, decimals_of, plain
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.figures.units import Unit
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.storage.tables.table import CellValue, Sheet, Spot

_DIGITS: Final = 15
"""Significant digits that a spreadsheet keeps and shows; what a float has beyond them is noise of its reckoning."""
_SEN: Final = 2


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure, and whether it was shown as a percentage and so stands for a hundred times its number."""

    value: Decimal
    was_percentage: bool = False


def cell_figure(sheet: Sheet, spot: Spot, unit: Unit) -> CellFigure:
    """The one figure that the cell holds in `unit`. Raises FigureRefusedError."""
    if (trouble := unusable(sheet, spot)) is not None:
        raise trouble
    value = sheet.at(*spot)
    if isinstance(value, str):
        return CellFigure(read_figure(value, unit))
    return _of_number(value, unit, is_percentage=spot in sheet.remarks.percentages)


def unusable(sheet: Sheet, spot: Spot) -> FigureRefusedError | None:
    """Why the cell has no value at all, if it is an error or a formula; None where it has one, or is empty."""
    remarks = sheet.remarks
    if spot in remarks.errors:
        return FigureRefusedError(
            _("the cell shows “{text}”, which is no value").format(text=remarks.errors[spot]),
            _("Mend the formula, or write the value itself."),
        )
    if spot in remarks.uncalculated:
        return FigureRefusedError(
            _("the cell holds a formula that no program has reckoned yet"),
            _("Open the workbook in the spreadsheet program, save it, and import it again."),
        )
    return None


def float_figure(number: float) -> Decimal | None:
    """The decimal that a spreadsheet shows for `number`: its shortest text, of fifteen digits at the most.

    None where it has more digits before the comma, so that some are lost, or is no number.
    """
    figure = Decimal(repr(float(number)))
    if not figure.is_finite() or abs(figure) >= 10**_DIGITS:
        return None
    if len(figure.as_tuple().digits) > _DIGITS:
        figure = Decimal(f"{number:.{_DIGITS}g}")
    return plain(_without_zeros(figure))


def _of_number(value: CellValue, unit: Unit, *, is_percentage: bool) -> CellFigure:
    if isinstance(value, bool):
        raise FigureRefusedError(_("the cell holds yes or no, not a figure"), _("Write the figure itself."))
    if isinstance(value, date | datetime | time | timedelta):
        raise FigureRefusedError(
            _("the cell holds a date or time: {value}").format(value=value),
            _("A spreadsheet may have turned the figure into a date; write it again as a number."),
        )
    assert isinstance(value, int | float)
    figure = float_figure(value)
    if figure is None:
        raise FigureRefusedError(
            _("this number has more digits than a spreadsheet keeps"), _("Write it as text, or with a scale word.")
        )
    if is_percentage:
        if unit.kind != "percent":
            raise FigureRefusedError(
                _("the cell shows {number}, but the unit of this indicator is “{unit}”").format(
                    number=f"{write_number(_hundredfold(figure))}%", unit=unit.text
                ),
                _("Write the number alone, and take the percent format off the cell."),
            )
        return CellFigure(_hundredfold(figure), was_percentage=True)
    _refuse_fractions(figure, unit)
    return CellFigure(figure)


def _refuse_fractions(figure: Decimal, unit: Unit) -> None:
    """Half a cooperative does not exist: 1.311 in a cell is 1311 that a program has misread."""
    decimals = decimals_of(figure)
    if unit.counts_whole_things and decimals:
        advice = _("Write {grouped} if the thousands are meant.").format(grouped=str(figure).replace(".", ""))
        raise FigureRefusedError(
            _("the cell holds {number}, but “{unit}” has no decimals").format(
                number=write_number(figure), unit=unit.text
            ),
            advice if decimals == 3 and abs(figure) < 1000 else _("Write a whole number."),
        )
    if unit.is_rupiah and decimals > _SEN:
        raise FigureRefusedError(
            _("the cell holds {number}, but rupiah have two decimals at the most").format(number=write_number(figure)),
            _("Write the whole amount in rupiah, or as text with a scale word."),
        )


def _hundredfold(figure: Decimal) -> Decimal:
    return _without_zeros(EXACT.scaleb(figure, 2))


def _without_zeros(figure: Decimal) -> Decimal:
    short = EXACT.normalize(figure)
    return short if decimals_of(short) else EXACT.quantize(short, Decimal(1))
