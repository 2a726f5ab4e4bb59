"""Cells of a document made of an appraisal's rows: the text of the tables on the screen, and the figures behind it."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.pace import Outlook
from kumkm_targets.evaluation.rating import thresholds
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Indicator, RatingScale
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.circumstances import cited_sources, source_text
from kumkm_targets.reporting.documents.document import Cell, Tone, Total
from kumkm_targets.reporting.marks import AMENDED_MARK, PARTIAL_MARK, is_amended, marks
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.rupiah import rupiah
from kumkm_targets.reporting.status.cells import NOTHING, row_cells
from kumkm_targets.reporting.words import (
    figure_text,
    indicator_name,
    partial_text,
    realised_text,
    shown_achievement,
    shown_gap,
    shown_realised,
    status_text,
    target_text,
)

OUTLOOK_TONES: Final[dict[Outlook, Tone]] = {
    "achieved": "best",
    "on_track": "good",
    "accelerate": "middle",
    "behind": "poor",
    "moving_away": "worst",
}
_GRADES: Final[tuple[Tone, ...]] = ("best", "good", "middle", "poor", "worst")

EMPTY: Final = Cell(NOTHING)
"""What stands where a figure would be and there is none."""


def target_cell(target: Target | None, indicator: Indicator, mark: str = "") -> Cell:
    """A target without its unit; a range has no single figure behind it."""
    if target is None:
        return EMPTY
    text = target_text(target, indicator) + mark
    if target.is_range:
        return Cell(text, mark=mark)
    return Cell(text, target.min, target.min, mark, indicator.measure.is_rupiah)


def target_of(row: Row) -> Cell:
    """The target in force, marked where it was amended."""
    return target_cell(row.target, row.indicator, AMENDED_MARK if is_amended(row) else "")


def realised_of(row: Row, appraisal: Appraisal) -> Cell:
    """The realised figure with its marks; sources, status and day as the remark."""
    is_rupiah = row.indicator.measure.is_rupiah
    if row.realised is not None:
        mark = "".join(sign for sign, _words in marks(row))
        text = realised_text(row) + mark
        return Cell(text, row.realised, shown_realised(row), mark, is_rupiah, remark=_origin(row, appraisal))
    if row.partial is not None:
        return Cell(partial_text(row) + PARTIAL_MARK, remark=_origin(row, appraisal))
    return EMPTY


def figure_cell(value: Decimal | None, indicator: Indicator) -> Cell:
    """A figure of the indicator as it was written, without its unit; such as a baseline."""
    if value is None:
        return EMPTY
    return Cell(figure_text(value, indicator), value, value, is_rupiah=indicator.measure.is_rupiah)


def gap_of(row: Row, appraisal: Appraisal) -> Cell:
    """Realised − target, signed."""
    if row.gap is None:
        return EMPTY
    formula = "{realised}-{target}" if row.target is not None and not row.target.is_range else None
    text = row_cells(row, appraisal).gap
    return Cell(text, row.gap, shown_gap(row), is_rupiah=row.indicator.measure.is_rupiah, formula=formula)


def achievement_of(row: Row, appraisal: Appraisal) -> Cell:
    """The achievement in percent, and how a workbook reckons it from the cells `realised` and `target` beside it."""
    if row.achievement is None:
        return EMPTY
    return percent_cell(row.achievement, appraisal.scale, achievement_formula(row))


def percent_cell(percent: Decimal, scale: RatingScale | None, formula: str | None = None) -> Cell:
    """A percentage that a scale judges, printed on its side of every threshold."""
    shown = shown_achievement(percent, thresholds(scale))
    return Cell(write_number(shown), percent, shown, formula=formula)


def judged_cells(row: Row, appraisal: Appraisal) -> dict[str, Cell]:
    """What a table of one year says of an indicator, under the usual keys of columns."""
    return {
        "indicator": Cell(indicator_name(row.indicator), remark=one_line(row.indicator.definition or "")),
        "unit": Cell(one_line(row.indicator.unit)),
        "target": target_of(row),
        "realised": realised_of(row, appraisal),
        "gap": gap_of(row, appraisal),
        "achievement": achievement_of(row, appraisal),
        "rating": rating_of(row, appraisal),
        "outlook": outlook_of(row, appraisal),
    }


def averages(appraisal: Appraisal) -> Total:
    """The line of the average achievement and its predikat, which says of how many indicators it is made."""
    summary = appraisal.summary
    counted = _("{n} of {of} indicators with targets computed").format(n=summary.computed, of=summary.of)
    rating = Cell(one_line(summary.rating or NOTHING), tone=grade_tone(summary.rating, appraisal.scale))
    label = _("Average achievement")
    return Total(f"{label} ({counted})", {"achievement": average_cell(appraisal), "rating": rating})


def rating_of(row: Row, appraisal: Appraisal) -> Cell:
    """The predikat, or why there is none."""
    return Cell(row_cells(row, appraisal).verdict, tone=grade_tone(row.rating, appraisal.scale))


def outlook_of(row: Row, appraisal: Appraisal) -> Cell:
    """Sign and word of the outlook."""
    return Cell(row_cells(row, appraisal).outlook or NOTHING, tone=OUTLOOK_TONES[row.outlook] if row.outlook else None)


def grade_tone(rating: str | None, scale: RatingScale | None) -> Tone | None:
    """How good a grade is among those of its scale."""
    labels = [grade.label for grade in scale.grades] if scale else []
    if rating not in labels:
        return None
    last = max(len(labels) - 1, 1)
    return _GRADES[labels.index(rating) * (len(_GRADES) - 1) // last]


def achievement_formula(row: Row, realised: str = "{realised}", target: str = "{target}") -> str | None:
    """The achievement as a spreadsheet reckons it; None where it takes more than one formula to say."""
    if row.target is None or row.realised is None or not isinstance(row.percent, Fraction):
        return None
    return percent_formula(row.indicator, row.target, realised, target)


def percent_formula(indicator: Indicator, band: Target, realised: str, target: str) -> str | None:
    """How a spreadsheet reckons what the cell `realised` achieves of the cell `target`, which says `band`."""
    formula, baseline = indicator.formula_in_force, indicator.baseline
    if band.is_range or formula is None:
        return None
    if formula == "from_baseline":
        start = f"({baseline.value:f})" if baseline is not None else None
        return f"({realised}-{start})/({target}-{start})*100" if start else None
    if band.min == 0:
        return f"IF({realised}<=0,100,0)"
    if formula == "ratio":
        return f"{realised}/{target}*100"
    if formula == "linear":
        return f"(2*{target}-{realised})/{target}*100"
    return f"{target}/{realised}*100"


def average_cell(appraisal: Appraisal, column: str = "achievement") -> Cell:
    """The average achievement; a workbook makes it of the cells of `column` that are numbers."""
    summary = appraisal.summary
    if summary.average is None:
        return EMPTY
    return percent_cell(summary.average, appraisal.scale, average_formula(appraisal, column))


def average_formula(appraisal: Appraisal, column: str) -> str | None:
    """How a workbook averages the achievements of a column; None where the indicators have weights."""
    cells, cap = f"{{{column}:all}}", appraisal.plan.header.average_cap
    if appraisal.summary.is_weighted:
        return None
    if cap is None:
        return f"AVERAGE({cells})"
    return f'(SUMIF({cells},"<={cap:f}")+{cap:f}*COUNTIF({cells},">{cap:f}"))/COUNT({cells})'


def ratio_cell(value: Fraction | None, scale: RatingScale | None, formula: str | None = None) -> Cell:
    """A percentage that is exact, or the empty cell."""
    return EMPTY if value is None else percent_cell(decimal_of(value), scale, formula)


def rupiah_cell(amount: Decimal | None) -> Cell:
    """An amount of money with every digit."""
    return EMPTY if amount is None else Cell(rupiah(amount), amount, amount, is_rupiah=True)


def _origin(row: Row, appraisal: Appraisal) -> str:
    """Where the figure comes from, how final it is and of which day, for a comment at the cell."""
    entry, lines = row.entry, [source_text(appraisal, name) for name in cited_sources(row, appraisal.quarter)]
    if entry is None:
        return ""
    if entry.status is not None:
        lines.append(status_text(entry.status))
    if entry.as_of is not None:
        lines.append(_("as of {day}").format(day=entry.as_of.isoformat()))
    if entry.note:
        lines.append(one_line(entry.note))
    return "\n".join(lines)
