"""An indicator year by year: the table, what explains it, and its quarters."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from kumkm_targets.evaluation.course import Course
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Indicator
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.circumstances import known_quarters, without_parts
from kumkm_targets.reporting.fitted import GUTTER, FittedColumn, fitted
from kumkm_targets.reporting.indicator.amounts import brief_text, has_rounded_amount, row_amounts
from kumkm_targets.reporting.indicator.points import projected_text
from kumkm_targets.reporting.legends import scale_line
from kumkm_targets.reporting.marks import PARTIAL_MARK, is_amended, marks
from kumkm_targets.reporting.status.cells import NOTHING, row_cells
from kumkm_targets.reporting.status.notes import missing_text
from kumkm_targets.reporting.words import BETTER, formula_text, quarter_text, target_text


def years_table(course: Course, width: int) -> RenderableType:
    """A line per year: target, figure, gap, achievement, predikat and projection; the baseline in its own year.

    Columns without any entry are left out, and on a narrow screen those that the page shows elsewhere too.
    """
    lines = {(year, 1): _cells(course, year, row) for year, row in course.rows.items()}
    baseline = course.row.indicator.baseline
    if baseline is not None:
        value = brief_text(baseline.value, course.row.indicator)
        lines[baseline.year, 0] = (str(baseline.year), NOTHING, "", value, NOTHING, NOTHING, _("baseline"), "")
    original = FittedColumn(_("Original"), justify="right")
    gap = FittedColumn(_("Gap"), justify="right")
    projection = FittedColumn(_("Projection"), justify="right")
    columns = [
        FittedColumn(_("Year")),
        FittedColumn(_("Target"), justify="right"),
        original,
        FittedColumn(_("Realised"), justify="right"),
        gap,
        FittedColumn(_("Ach. (%)"), justify="right"),
        FittedColumn(_("Predikat")),
        projection,
    ]
    for column, texts in zip(columns, zip(*(lines[key] for key in sorted(lines)), strict=True), strict=True):
        column.cells += map(Text, texts)
    shown = [column for column in columns if any(cell.plain for cell in column.cells)]
    for spare in (projection, original, gap):
        if sum(column.narrowest for column in shown) + GUTTER * (len(shown) - 1) > width:
            shown = [column for column in shown if column is not spare]
    return fitted(shown, width)


def _cells(course: Course, year: int, row: Row) -> tuple[str, ...]:
    cells, indicator = row_cells(row, course.appraisal), row.indicator
    target = target_text(row.target, indicator) if row.target else ""
    original = target_text(row.original_target, indicator) if row.original_target else ""
    realised, gap = cells.realised, cells.gap
    if indicator.measure.is_rupiah:
        target, original, realised, gap = (text or NOTHING for text in row_amounts(row))
    return (
        str(year),
        target or NOTHING,
        original if is_amended(row) else "",
        realised,
        gap,
        cells.achievement,
        cells.verdict if year <= course.year else "",
        projected_text(course.projection[year], course, row.target) if year in course.projection else "",
    )


def notes(course: Course) -> Iterator[str]:
    """What explains the table, a line each: how achievement is reckoned and rated, and what the marks mean."""
    indicator, scale = course.row.indicator, course.appraisal.scale
    rows = course.rows.values()
    if indicator.better is not None and any(row.target for row in rows):
        better = _(BETTER[indicator.better])
        yield _("Achievement = {formula} ({better})").format(formula=formula_text(indicator), better=better)
    if scale is not None and any(row.is_computed for row in rows):
        yield scale_line(scale)
    if indicator.measure.is_rupiah and any(map(has_rounded_amount, rows)):
        yield _("Amounts are rounded; `kumkm explain` has them in full")
    used = dict(mark for row in rows for mark in marks(row))
    if used:
        yield ", ".join(f"{mark.strip()} {_(words)}" for mark, words in used.items())
    yield from _incomplete(course)


def _incomplete(course: Course) -> Iterator[str]:
    """The years up to now whose figure is not whole, or lacks components, and what they lack."""
    rows = {year: row for year, row in course.rows.items() if year <= course.year}
    for year, row in rows.items():
        if row.partial is not None and row.partial.quarters:
            which = known_quarters(row.partial.quarters)
            yield f"{PARTIAL_MARK.strip()} " + _("not a whole year yet: {which}").format(which=f"{year} {which}")
        elif row.partial is not None:
            which = without_parts(row.partial.missing_parts, course.plan)
            yield f"{PARTIAL_MARK.strip()} " + _("incomplete: {which}").format(which=f"{year} {which}")
    lacking = [
        f"{year} {missing_text(row, course.plan)}"
        for year, row in rows.items()
        if row.missing and row.partial is None and row.reason == "not_recorded"
    ]
    if lacking:
        yield _("Components that are not known: {which}").format(which="; ".join(lacking))


def quarters_table(course: Course, width: int) -> RenderableType | None:
    """Targets and figures of the quarters, two lines a year; None where there are none."""
    indicator = course.row.indicator
    columns = [FittedColumn(_("Year")), FittedColumn("")]
    columns += [FittedColumn(quarter_text(quarter), justify="right") for quarter in QUARTERS]
    for year, row in course.rows.items():
        targets = indicator.quarter_targets.get(year, {})
        figures = row.entry.quarters if row.entry else {}
        told = {
            _("Target"): {quarter: _brief_target(target, indicator) for quarter, target in targets.items()},
            _("Realised"): {quarter: brief_text(figure, indicator) for quarter, figure in figures.items()},
        }
        for words, texts in told.items():
            if texts:
                line = (str(year), words, *(texts.get(quarter, NOTHING) for quarter in QUARTERS))
                for column, text in zip(columns, line, strict=True):
                    column.cells.append(Text(text))
    return fitted(columns, width) if columns[0].cells else None


def _brief_target(target: Target, indicator: Indicator) -> str:
    return "–".join(dict.fromkeys(brief_text(bound, indicator) for bound in target))
