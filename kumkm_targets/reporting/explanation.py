"""The working of one figure: where it comes from, the formula with its numbers, and the verdict."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.row import Row
from kumkm_targets.figures.exact import decimal_of, decimals_of, rounded
from kumkm_targets.figures.writing import signed, write_number
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.status_footer import source_text
from kumkm_targets.reporting.words import (
    BETTER,
    OUTLOOK_MARKS,
    OUTLOOKS,
    achievement_text,
    figure_with_unit,
    formula_text,
    gap_with_unit,
    realised_with_unit,
    reason_text,
    status_text,
    target_with_unit,
)

_PACE_DECIMALS: Final = 4


def explanation(appraisal: Appraisal, row: Row, components: Mapping[str, Fraction | None]) -> Group:
    """The page of one indicator and year.

    components: the figures that a derived indicator's formula names, by id.
    """
    title = Text(one_line(row.indicator.name.in_language(current_language())), style="bold")
    subtitle = Text(f"{one_line(appraisal.plan.header.title)} · {appraisal.year}\n")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for label, value in _lines(appraisal, row, components):
        table.add_row(label, Text(value))
    return Group(title, subtitle, table)


def _lines(appraisal: Appraisal, row: Row, components: Mapping[str, Fraction | None]) -> Iterator[tuple[str, str]]:
    indicator = row.indicator
    if indicator.definition:
        yield _("Definition"), one_line(indicator.definition)
    if indicator.better:
        yield _("Direction"), _(BETTER[indicator.better])
    if indicator.baseline:
        value = figure_with_unit(indicator.baseline.value, indicator)
        yield _("Baseline (B)"), f"{value} ({indicator.baseline.year})"
    yield _("Target (T)"), target_with_unit(row.target, indicator) if row.target else reason_text("no_target")
    if row.target and indicator.source:
        yield "", source_text(appraisal, indicator.source)
    yield from _realised(appraisal, row, components)
    if row.gap is not None and row.realised is not None and row.target is not None:
        yield _("Gap (R − T)"), gap_with_unit(row)
    yield _("Formula"), formula_text(indicator) if indicator.better else "–"
    yield _("Achievement"), _achievement(row)
    if row.rating and appraisal.scale:
        yield _("Predikat"), f"{one_line(row.rating)} ({one_line(appraisal.scale.title)})"
    yield from _outlook(row)
    if indicator.note:
        yield _("Note"), one_line(indicator.note)


def _realised(appraisal: Appraisal, row: Row, components: Mapping[str, Fraction | None]) -> Iterator[tuple[str, str]]:
    indicator, entry = row.indicator, row.entry
    if row.realised is None:
        reason = row.reason if row.reason and row.reason != "no_target" else "not_recorded"
        because = f": {one_line(entry.unavailable)}" if entry and entry.unavailable else ""
        yield _("Realised (R)"), reason_text(reason) + because
        return
    status = f" ({status_text(entry.status)})" if entry and entry.status and not row.derived else ""
    yield _("Realised (R)"), realised_with_unit(row) + status
    if row.derived:
        yield "", f"= {one_line(indicator.formula or '')}"
        for name, value in components.items():
            shown = reason_text("not_recorded") if value is None else write_number(decimal_of(value))
            yield "", f"  {name} = {shown}"
        yield "", f"= {write_number(row.realised)}"
    elif entry is not None:
        if entry.source:
            yield "", source_text(appraisal, entry.source)
        if entry.as_of:
            yield "", _("as of {day}").format(day=entry.as_of.isoformat())
        if entry.note:
            yield "", one_line(entry.note)


def _achievement(row: Row) -> str:
    if row.achievement is None or row.realised is None or row.target is None:
        return _("cannot be computed: {reason}").format(reason=reason_text(row.reason or "not_recorded"))
    shown = achievement_text(row.achievement, row.thresholds)
    exact = write_number(row.achievement)
    is_whole_story = row.achievement == rounded(row.achievement, 2)
    result = f"{shown}%" if is_whole_story else f"{exact} ≈ {shown}%"
    working = _working(row, row.target, row.realised)
    return f"{working} = {result}" if working else result


def _working(row: Row, target: Target, realised: Decimal) -> str:
    """The formula with its numbers put in; empty where the figure simply lies inside a range."""
    indicator = row.indicator
    inside = target.min <= realised <= target.max
    if inside and (target.is_range or indicator.better == "within"):
        return _("inside {range}").format(range=target_with_unit(target, indicator))
    crossed = target.min if realised < target.min else target.max
    r, t = write_number(realised), write_number(crossed)
    if indicator.formula_in_force == "inverse":
        return f"{t} ÷ {r} × 100"
    if indicator.formula_in_force == "from_baseline" and indicator.baseline:
        b = write_number(indicator.baseline.value)
        return f"({r} − {b}) ÷ ({t} − {b}) × 100"
    if indicator.better == "lower" or (indicator.better == "within" and realised > target.max):
        return f"(2 × {t} − {r}) ÷ {t} × 100" if crossed else ""
    return f"{r} ÷ {t} × 100"


def _outlook(row: Row) -> Iterator[tuple[str, str]]:
    indicator = row.indicator
    if row.final_target is not None:
        line = target_with_unit(row.final_target, indicator)
        if row.final_achievement is not None:
            percent = achievement_text(row.final_achievement, row.thresholds)
            line += " · " + _("{percent} so far").format(percent=f"{percent}%")
        yield _("End of plan"), line
    for label, value in (
        (_("Pace so far"), row.observed_pace),
        (_("Pace needed"), row.required_pace),
    ):
        if value is not None:
            yield label, _("{pace} a year").format(pace=_pace(value, row))
    if row.outlook:
        sign, word = OUTLOOKS[row.outlook]
        share = ""
        if row.outlook_share is not None:
            percent = achievement_text(row.outlook_share * 100, OUTLOOK_MARKS)
            share = " (" + _("leads to {percent} of the promised change").format(percent=f"{percent}%") + ")"
        yield _("Outlook"), f"{sign} {_(word)}{share}"


def _pace(value: Decimal, row: Row) -> str:
    shown = write_number(value, min(decimals_of(value), _PACE_DECIMALS))
    unit = _("percentage points") if row.indicator.measure.kind == "percent" else row.indicator.unit
    return f"{signed(shown, value)} {one_line(unit)}"
