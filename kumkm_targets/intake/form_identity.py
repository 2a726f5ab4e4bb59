"""Which plan and year a form is of, and what the plan promised when the form was made."""

import hashlib
import json
from dataclasses import dataclass
from typing import Final

from kumkm_targets.evaluation.targets import targets_at_end_of
from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.tables.table import CellValue, Sheet

IDENTITY_SHEET: Final = "kumkm"
"""The sheet of a workbook that holds the identity, out of sight."""

_MARK: Final = "kumkm form"
_FORMAT: Final = "1"
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """What a form says of itself. fingerprint: a digest of indicators and targets, see `fingerprint`."""

    plan: str
    year: int
    fingerprint: str

    def cells(self) -> tuple[str, ...]:
        """The identity as a row of texts."""
        return (_MARK, _FORMAT, self.plan, str(self.year), self.fingerprint)


def identity_in(row: list[CellValue]) -> FormIdentity | None:
    """The identity that a row holds, as `cells` has made it; None where it holds none.

    A spreadsheet program may have made numbers of the texts.
    """
    texts = [f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in row[:5]]
    if texts[:2] != [_MARK, _FORMAT] or len(texts) < 5 or not texts[3].isdecimal():
        return None
    year = int(texts[3][:5])
    return FormIdentity(texts[2], year, texts[4]) if FIRST_YEAR <= year <= LAST_YEAR else None


def identity_of(sheets: tuple[Sheet, ...]) -> FormIdentity | None:
    """The identity that stands in the first row of any of `sheets`; None where the table is not a form of ours."""
    found = (identity_in(sheet.rows[0]) for sheet in sheets if sheet.rows)
    return next((identity for identity in found if identity is not None), None)


def fingerprint(plan: Plan, year: int) -> str:
    """A digest over what a form of `year` shows of the plan: names, units, directions, formulas, targets.

    It changes when any of these does, and with nothing else.
    """
    shown = []
    for name, indicator in plan.indicators.items():
        target = targets_at_end_of(plan, name, year).get(year)
        bounds = [str(target.min), str(target.max)] if target else []
        words = [indicator.name.id, indicator.unit, indicator.better, indicator.formula, indicator.definition]
        shown.append([name, *words, *bounds])
    text = json.dumps([plan.id, year, shown], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
