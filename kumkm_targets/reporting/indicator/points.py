"""What a chart of an indicator's course shows: its targets and figures by year, and the numbers beside the axis."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.course import Course
from kumkm_targets.figures.exact import decimal_of, decimals_of, rounded, rounded_without_crossing
from kumkm_targets.figures.units import Unit
from kumkm_targets.figures.writing import write_figure, write_number
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.indicator.amounts import brief_text
from kumkm_targets.reporting.plain import one_line

_PROJECTED_DECIMALS: Final = 2


def course_targets(course: Course) -> dict[int, tuple[Fraction, Fraction]]:
    """The targets by year; a final target stands in its year, where no other does and years do not add up."""
    targets = {year: row.target for year, row in course.rows.items() if row.target is not None}
    indicator = course.row.indicator
    if indicator.final_target is not None and indicator.over_time == "latest":
        targets.setdefault(course.plan.header.period.end, indicator.final_target)
    return {year: (Fraction(target.min), Fraction(target.max)) for year, target in targets.items()}


def course_points(course: Course) -> dict[str, dict[int, Fraction]]:
    """The figures of each series by year: realised, baseline, partial and projection."""
    rows, baseline = course.rows, course.row.indicator.baseline
    return {
        "realised": {year: Fraction(row.realised) for year, row in rows.items() if row.realised is not None},
        "baseline": {baseline.year: Fraction(baseline.value)} if baseline else {},
        "partial": {year: row.partial.value for year, row in rows.items() if row.partial is not None},
        "projection": dict(course.projection),
    }


def projected_text(value: Fraction, course: Course, target: Target | None = None) -> str:
    """A projected figure without its unit: with the decimals that the plan's figures have, never across the target."""
    indicator, exact = course.row.indicator, decimal_of(value)
    if indicator.measure.is_rupiah:
        return brief_text(rounded(exact, 0), indicator)
    decimals = _usual_decimals(course) if indicator.decimals is None else indicator.decimals
    marks = (target.min, target.max) if target else ()
    return write_number(rounded_without_crossing(exact, decimals, marks, may_touch=True))


def _usual_decimals(course: Course) -> int:
    """As many as the figures that were written by hand have; at least two, but none of what is counted in ones."""
    if course.row.indicator.measure.counts_whole_things:
        return 0
    rows = course.rows.values()
    written = [bound for row in rows if row.target for bound in row.target]
    written += [row.realised for row in rows if row.realised is not None and not row.is_reckoned]
    return max((_PROJECTED_DECIMALS, *map(decimals_of, written)))


def axis_number(value: Decimal, decimals: int, measure: Unit) -> str:
    """A number at the axis, with its unit where that is short."""
    if measure.is_rupiah:
        return write_figure(value, measure, short=True)
    percent = "%" if measure.kind == "percent" and not measure.scale else ""
    return write_number(value, decimals) + percent


def axis_unit(measure: Unit) -> list[str]:
    """The unit, on a line of its own above the axis where the numbers do not carry it."""
    is_carried = measure.is_rupiah or (measure.kind == "percent" and not measure.scale)
    return [] if is_carried else [one_line(measure.text)]
