"""What a status table says of each indicator, as text that is safe to show."""

from dataclasses import dataclass
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import difference
from kumkm_targets.figures.writing import signed
from kumkm_targets.messages import _
from kumkm_targets.reporting.marks import AMENDED_MARK, PARTIAL_MARK, is_amended, marks
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import (
    OUTLOOKS,
    TRENDS,
    achievement_text,
    figure_text,
    gap_text,
    indicator_name,
    partial_text,
    realised_text,
    target_text,
    trend,
    verdict_text,
)

NOTHING: Final = "–"
"""What stands where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of one row."""

    name: str
    unit: str
    target: str
    realised: str
    gap: str
    achievement: str
    verdict: str
    outlook: str


def row_cells(row: Row, appraisal: Appraisal) -> RowCells:
    """What the table says of the indicator; NOTHING where a figure is not known."""
    indicator = row.indicator
    realised = NOTHING
    if row.realised is not None:
        realised = realised_text(row)
        realised += "".join(mark for mark, _words in marks(row))
    elif row.partial is not None:
        realised = partial_text(row) + PARTIAL_MARK
    target = target_text(row.target, indicator) if row.target else NOTHING
    return RowCells(
        name=indicator_name(indicator),
        unit=one_line(indicator.unit),
        target=target + AMENDED_MARK if is_amended(row) else target,
        realised=realised,
        gap=gap_text(row) or NOTHING,
        achievement=(
            NOTHING if row.achievement is None else achievement_text(row.achievement, thresholds(appraisal.scale))
        ),
        verdict=verdict_text(row),
        outlook=_outlook(row),
    )


def _outlook(row: Row) -> str:
    """Sign and word of the outlook; without a target the sign of the trend and the change."""
    if row.outlook:
        sign, word = OUTLOOKS[row.outlook]
        return f"{sign} {_(word)}"
    direction = trend(row)
    if direction is None or row.is_promised or row.previous is None or row.realised is None:
        return ""
    sign, _words = TRENDS[direction]
    change = difference(row.realised, row.previous[1])
    return f"{sign} {signed(figure_text(change, row.indicator, derived=row.is_reckoned), change)}"
