"""The appraisal of a plan and year: one row per indicator, and the plan's average."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.achievement import Percent, Reason, achievement, gap
from kumkm_targets.evaluation.pace import Outlook, Pace, observed_pace, pace
from kumkm_targets.evaluation.rating import rate, scale_of, thresholds
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.targets import final_target, targets_at_end_of
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.plan import Indicator, Plan, RatingScale
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in one year. Percentages and paces have 28 significant digits where inexact.

    reason says why there is no achievement; it is None exactly where there is one. share and paces
    are None where they cannot be known. derived: realised comes from the indicator's formula.
    previous: the last known value before the year, with its year; the baseline counts too.
    next_target_year: where the year has no target, the first later one that has.
    """

    id: str
    indicator: Indicator
    target: Target | None
    realised: Decimal | None
    derived: bool
    entry: RealisedFigure | None
    gap: Decimal | None
    achievement: Decimal | None
    rating: str | None
    reason: Reason | None
    final_target: Target | None
    final_achievement: Decimal | None
    required_pace: Decimal | None
    observed_pace: Decimal | None
    outlook: Outlook | None
    outlook_share: Decimal | None
    previous: tuple[int, Decimal] | None
    next_target_year: int | None
    scale: RatingScale | None

    @property
    def thresholds(self) -> tuple[Decimal, ...]:
        """The percentages at which the verdict on this row changes."""
        return thresholds(self.scale)


@dataclass(frozen=True, slots=True)
class Summary:
    """The plan's average achievement over `computed` of the `of` indicators that have targets."""

    computed: int
    of: int
    average: Decimal | None
    rating: str | None


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A plan's year, row by row in the plan's order."""

    plan: Plan
    year: int
    scale: RatingScale | None
    rows: tuple[Row, ...]
    summary: Summary


def appraise(plan: Plan, realised: Mapping[int, RealisedYear], year: int, today: date) -> Appraisal:
    """Judge `year` of `plan` by its realised figures.

    realised: the realised years by year, later ones are not looked at. today decides only whether
    a figure that is missing is due yet. Pure: same input, same output.
    """
    series = Series(plan, {y: content for y, content in realised.items() if y <= year})
    scale = scale_of(plan)
    judged = [_judge(plan, series, indicator_id, year, today, scale) for indicator_id in plan.indicators]
    return Appraisal(
        plan=plan,
        year=year,
        scale=scale,
        rows=tuple(row for row, _percent in judged),
        summary=_summary(plan, judged, scale),
    )


def latest_year(plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> int:
    """The latest year with any figure; without figures, the year of the plan that is running."""
    filled = [year for year, content in realised.items() if content.figures]
    return max(filled, default=min(max(today.year, plan.header.period.start), plan.header.period.end))


def _judge(
    plan: Plan, series: Series, indicator_id: str, year: int, today: date, scale: RatingScale | None
) -> tuple[Row, Percent]:
    indicator = plan.indicators[indicator_id]
    entry = series.entry(indicator_id, year)
    value = series.value(indicator_id, year)
    derived = value is not None and series.is_derived(indicator_id, year)
    shown = None
    if value is not None:
        shown = decimal_of(value) if derived or entry is None else entry.value
    retired = indicator.retired is not None and year > indicator.retired
    targets = {} if retired else targets_at_end_of(plan, indicator_id, year)
    target = targets.get(year)
    percent = _percent(indicator, target, value, entry, year, today)
    end = None if retired else final_target(indicator, targets)
    known = series.years(indicator_id, year)
    progress = _pace(plan, indicator, known, targets, end)
    row = Row(
        id=indicator_id,
        indicator=indicator,
        target=target,
        realised=shown,
        derived=derived,
        entry=entry,
        gap=gap((target.min, target.max), shown) if target and shown is not None else None,
        achievement=decimal_of(percent) if isinstance(percent, Fraction) else None,
        rating=rate(percent, scale) if isinstance(percent, Fraction) and scale else None,
        reason=None if isinstance(percent, Fraction) else percent,
        final_target=end,
        final_achievement=_final_achievement(plan, indicator, known, end),
        required_pace=_decimal(progress.required),
        observed_pace=_decimal(progress.observed),
        outlook=progress.outlook,
        outlook_share=_decimal(progress.share),
        previous=_previous(indicator, known, year),
        next_target_year=None if target else min((y for y in targets if y > year), default=None),
        scale=scale,
    )
    return row, percent


def _previous(indicator: Indicator, known: dict[int, Fraction], year: int) -> tuple[int, Decimal] | None:
    earlier = {y: value for y, value in known.items() if y < year}
    baseline = indicator.baseline
    if baseline is not None and baseline.year < year:
        earlier.setdefault(baseline.year, Fraction(baseline.value))
    return (max(earlier), decimal_of(earlier[max(earlier)])) if earlier else None


def _percent(
    indicator: Indicator,
    target: Target | None,
    value: Fraction | None,
    entry: RealisedFigure | None,
    year: int,
    today: date,
) -> Percent:
    if target is None or indicator.better is None:
        return "no_target"
    if value is None:
        if entry is not None and entry.unavailable is not None:
            return "unavailable"
        return "not_due" if today <= date(year, 12, 31) else "not_recorded"
    return achievement(
        indicator.better, indicator.formula_in_force, (target.min, target.max), value, _baseline(indicator)
    )


def _final_achievement(
    plan: Plan, indicator: Indicator, known: dict[int, Fraction], end: Target | None
) -> Decimal | None:
    """What is known so far against the promise for the end of the plan.

    Part of a sum that should stay low says nothing yet: it is compared when the plan has ended.
    """
    value = _so_far(plan, indicator, known)
    if end is None or value is None or indicator.better is None:
        return None
    if indicator.over_time == "sum" and indicator.better != "higher" and max(known) < plan.header.period.end:
        return None
    percent = achievement(indicator.better, indicator.formula_in_force, (end.min, end.max), value, _baseline(indicator))
    return decimal_of(percent) if isinstance(percent, Fraction) else None


def _so_far(plan: Plan, indicator: Indicator, known: dict[int, Fraction]) -> Fraction | None:
    """The years so far as `over_time` adds them up; sums and averages begin with the plan."""
    if indicator.over_time == "latest":
        return known[max(known)] if known else None
    counted = [value for year, value in known.items() if year >= plan.header.period.start]
    if not counted:
        return None
    total = sum(counted, Fraction(0))
    return total if indicator.over_time == "sum" else total / len(counted)


def _pace(
    plan: Plan,
    indicator: Indicator,
    known: dict[int, Fraction],
    targets: dict[int, Target],
    end: Target | None,
) -> Pace:
    baseline = (indicator.baseline.year, Fraction(indicator.baseline.value)) if indicator.baseline else None
    if end is None or indicator.better is None:
        return Pace(observed=observed_pace(known, baseline))
    horizon = plan.header.period.end if indicator.final_target is not None else max(targets)
    return pace(
        indicator.better,
        indicator.over_time,
        (end.min, end.max),
        horizon,
        known,
        baseline,
        plan.header.period.start,
    )


def _summary(plan: Plan, judged: list[tuple[Row, Percent]], scale: RatingScale | None) -> Summary:
    """The mean of what could be computed; each contribution at most the plan's `average_cap`."""
    cap = plan.header.average_cap
    percents = [percent for _row, percent in judged if isinstance(percent, Fraction)]
    counted = [min(percent, Fraction(cap)) if cap is not None else percent for percent in percents]
    promised = sum(row.final_target is not None for row, _percent in judged)
    if not counted:
        return Summary(0, promised, None, None)
    average = sum(counted, Fraction(0)) / len(counted)
    return Summary(len(counted), promised, decimal_of(average), rate(average, scale) if scale else None)


def _baseline(indicator: Indicator) -> Fraction | None:
    return Fraction(indicator.baseline.value) if indicator.baseline else None


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else decimal_of(value)
