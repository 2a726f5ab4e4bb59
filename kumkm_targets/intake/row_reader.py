"""Reading the cells of one row for the indicator that it is about."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from kumkm_targets.errors import FigureRefusedError, RefusedError
from kumkm_targets.figures.dates import read_date
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.intake.cell_figures import CellFigure, cell_figure, float_figure, unusable
from kumkm_targets.intake.form import plain_digits
from kumkm_targets.intake.rows import TableRow
from kumkm_targets.intake.statuses import read_status
from kumkm_targets.messages import _
from kumkm_targets.model.fields import Status
from kumkm_targets.model.intake_map import TableField
from kumkm_targets.model.plan import Indicator
from kumkm_targets.model.realised import RealisedFigure

_SCALING: Final = re.compile(r"\b(?:ribuan|jutaan|mil[iy]aran|tril[iy]u?nan|000)\b")
"""Words that say that figures are to be multiplied, and that no unit of a plan holds."""
_TOLD_APART: Final = ("percent", "money", "whole")


class RowReader:
    """Reads the cells of one row for its indicator; `field` is the one read last, to which a refusal belongs."""

    def __init__(self, row: TableRow, indicator: Indicator, before: RealisedFigure | None) -> None:
        self.row = row
        self.before = before
        self.field: TableField = "realised"
        self._indicator = indicator

    def value_or_reason(self) -> tuple[Decimal | None, str | None, bool]:
        """The figure, or why there is none, and whether it was shown as a percentage. Raises RefusedError."""
        self._agree_on_unit()
        reason = self.words("unavailable")
        self.field = "realised"
        if self.row.shares_figure:
            raise RefusedError(
                _("this cell is merged with those of other indicators"),
                _("Take the merging apart and write each figure into its own row."),
            )
        if not self.row.holds("realised") and reason is not None:
            return None, reason, False
        recorded = self.before.value if self.before is not None else None
        if recorded is not None and self.row.text("realised") == plain_digits(recorded):
            value, was_percentage = recorded, False
        else:
            try:
                found = self._scaled() or cell_figure(
                    self.row.sheet, self.row.spot("realised"), self._indicator.measure
                )
            except FigureRefusedError:
                if reason is not None and not any(sign.isdigit() for sign in self.row.text("realised")):
                    return None, reason, False  # “-” or “belum tersedia” beside the reason
                raise
            value, was_percentage = found.value, found.was_percentage
        if reason is not None:
            self.field = "unavailable"
            raise RefusedError(_("there is a figure, and a reason why there is none"), _("Empty one of the two cells."))
        return value, None, was_percentage

    def status(self) -> Status | None:
        """How final the figure is. Raises RefusedError."""
        self._turn_to("status")
        text = self.row.text("status")
        return read_status(text) if text else None

    def day(self) -> date | None:
        """The day that the figure describes. Raises RefusedError."""
        self._turn_to("as_of")
        value = self.row.value("as_of")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.row.text("as_of")
        return read_date(text) if text else None

    def words(self, field: TableField) -> str | None:
        """The text of a field; as it is recorded, where only white space differs. Raises RefusedError."""
        self._turn_to(field)
        text = self.row.text(field)
        recorded = getattr(self.before, field, None)
        if isinstance(recorded, str) and recorded.split() == text.split():
            return recorded
        return text or None

    def _scaled(self) -> CellFigure | None:
        """The figure in the scale that the table states for all; None where the cell stands for itself.

        Raises FigureRefusedError where nobody can tell whether the scale is meant for this figure.
        """
        stated, measure = self.row.layout.scale, self._indicator.measure
        text = self._digits()
        if stated is None or text is None or measure.kind == "percent":
            return None
        if stated.is_money and not measure.is_money and not stated.of_column:
            return None  # “dalam juta rupiah” above a table says nothing of its cooperatives
        beside = self.row.text("unit")
        if not stated.is_money or not measure.is_money or (beside and unit(beside).scale != stated.power):
            raise FigureRefusedError(
                _("the table says “{scale}”, and it is not certain that this is meant for figures in “{unit}”").format(
                    scale=stated.text, unit=beside or measure.text
                ),
                _("Take that out of the table and write whole figures, or write into the cell: {text}.").format(
                    text=f"{text} {stated.word}"
                ),
            )
        return CellFigure(read_figure(f"Rp{text} {stated.word}", measure))

    def _digits(self) -> str | None:
        """The figure without Rp, as text; None where a text says its scale itself, or is no figure."""
        value = self.row.value("realised")
        if isinstance(value, int | float) and not isinstance(value, bool):
            figure = float_figure(value)
            return plain_digits(figure) if figure is not None else None
        text = re.sub(r"^(?:rp\.?|idr)\s*", "", self.row.text("realised"), flags=re.IGNORECASE)
        return text if re.fullmatch(r"[-\u2212]?[0-9][0-9.,\s]*-{0,2}", text) else None

    def _turn_to(self, field: TableField) -> None:
        """Go on to a cell that holds text or nothing: what it holds instead would be lost."""
        self.field = field
        remarks = self.row.sheet.remarks
        if not remarks.errors and not remarks.uncalculated:
            return
        if field in self.row.layout.columns and (trouble := unusable(self.row.sheet, self.row.spot(field))) is not None:
            raise trouble

    def _agree_on_unit(self) -> None:
        self.field = "unit"
        text = self.row.text("unit")
        own = self._indicator.measure
        if text and text != own.text and _contradict(text, own):
            raise RefusedError(
                _("the table says “{unit}”, but the unit of this indicator is “{own}”").format(
                    unit=text[:80], own=own.text
                ),
                _("Write the figures in “{own}”, and that into the cell of the unit.").format(own=own.text),
            )


def _contradict(text: str, own: Unit) -> bool:
    """Whether a unit in the table cannot be `own` in other words: another scale, or clearly another kind."""
    plain = re.sub(r"[()\[\]]", " ", text.casefold())
    other = unit(plain)
    known = other.kind in _TOLD_APART and own.kind in _TOLD_APART
    return bool(_SCALING.search(plain)) or other.scale != own.scale or (known and other.kind != own.kind)
