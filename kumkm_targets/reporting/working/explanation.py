"""The working of one figure: where it comes from, the formula with its numbers, and the verdict."""

from collections.abc import Iterator
from fractions import Fraction

from rich.console import Group
from rich.table import Table
from rich.text import Text

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.targets import amendments_of
from kumkm_targets.messages import _
from kumkm_targets.reporting.circumstances import in_force_text, running_year_line, source_text
from kumkm_targets.reporting.formula_words import named_in
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.words import (
    BETTER,
    absence_text,
    figure_with_unit,
    formula_text,
    gap_with_unit,
    indicator_name,
    quarter_text,
    reason_text,
    target_text,
    target_with_unit,
)
from kumkm_targets.reporting.working.achievement_working import achievement_working, percent_text
from kumkm_targets.reporting.working.explained_figure import realised_lines
from kumkm_targets.reporting.working.explained_pace import pace_lines
from kumkm_targets.reporting.working.explained_years import end_lines, so_far_lines

_Lines = Iterator[tuple[str, str]]


def explanation(appraisal: Appraisal, row: Row, series: Series) -> Group:
    """The page of one indicator and year. series: the realised values that the appraisal was made from."""
    title = Text(indicator_name(row.indicator), style="bold")
    about = [one_line(appraisal.plan.header.title), _year(appraisal), *in_force_text(appraisal)]
    subtitle = Text(f"{' · '.join(about)}\n")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for label, value in _lines(appraisal, row, series):
        table.add_row(label, Text(value))
    return Group(title, subtitle, table)


def _year(appraisal: Appraisal) -> str:
    if appraisal.quarter is None:
        return str(appraisal.year)
    return _("up to quarter {quarter} of {year}").format(quarter=quarter_text(appraisal.quarter), year=appraisal.year)


def _lines(appraisal: Appraisal, row: Row, series: Series) -> _Lines:
    indicator = row.indicator
    if indicator.definition:
        yield _("Definition"), one_line(indicator.definition)
    if indicator.better:
        yield _("Direction"), _(BETTER[indicator.better])
    if indicator.baseline:
        value = figure_with_unit(indicator.baseline.value, indicator)
        yield _("Baseline (B)"), f"{value} ({indicator.baseline.year})"
    yield from _target(appraisal, row)
    yield from realised_lines(appraisal, row, series)
    if row.gap is not None:
        yield _("Gap (R − T)"), gap_with_unit(row)
    yield _("Formula"), formula_text(indicator) if indicator.better else "–"
    yield _("Achievement"), _achievement(row)
    if row.rating and appraisal.scale:
        yield _("Predikat"), f"{one_line(row.rating)} ({one_line(appraisal.scale.title)})"
        for line in running_year_line(appraisal):
            yield "", line
    yield from so_far_lines(appraisal, row, series)
    yield from end_lines(appraisal, row)
    yield from pace_lines(row)
    if indicator.retired is not None:
        yield _("Retired"), _retired(appraisal, row)
    if indicator.note:
        yield _("Note"), one_line(indicator.note)


def _target(appraisal: Appraisal, row: Row) -> _Lines:
    """The target in force and what it was as first declared, with what changed it and why."""
    indicator = row.indicator
    yield _("Target (T)"), target_with_unit(row.target, indicator) if row.target else reason_text("no_target")
    if appraisal.quarter is not None:
        quarters = indicator.quarter_targets.get(appraisal.year, {})
        texts = [f"{quarter_text(one)} {target_text(target, indicator)}" for one, target in sorted(quarters.items())]
        if texts:
            yield "", _("targets by quarter: {targets}").format(targets=", ".join(texts))
    amendments = amendments_of(appraisal.plan, row.id, appraisal.year, appraisal.in_force_on)
    if amendments:
        original = indicator.targets.get(appraisal.year)
        was = target_with_unit(original, indicator) if original else reason_text("no_target")
        yield "", _("originally {target}").format(target=was)
    for amendment in amendments:
        target = target_with_unit(amendment.targets[row.id][appraisal.year].to, indicator)
        yield (
            "",
            _("{target} from {day}: {basis}").format(
                target=target, day=amendment.effective.isoformat(), basis=one_line(amendment.basis)
            ),
        )
        if amendment.reason:
            yield "", _("reason: {reason}").format(reason=one_line(amendment.reason))
    if row.target and indicator.source:
        yield "", source_text(appraisal, indicator.source)


def _achievement(row: Row) -> str:
    if not isinstance(row.percent, Fraction) or row.realised is None or row.target is None:
        reason = absence_text(row) if row.reason in (None, "not_recorded") else reason_text(row.reason)
        return _("cannot be computed: {reason}").format(reason=reason)
    working = achievement_working(row.indicator, row.target, row.realised)
    return percent_text(working, row.percent, row.thresholds)


def _retired(appraisal: Appraisal, row: Row) -> str:
    text = _("after {year}").format(year=row.indicator.retired)
    successor = row.indicator.successor
    return text if successor is None else f"{text} → {named_in(appraisal.plan)(successor)} ({successor})"
