"""The appraisal of a plan and year: one row per indicator, and the plan's average."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kumkm_targets.evaluation.achievement import Percent, achievement, gap
from kumkm_targets.evaluation.averages import Summary, summary_of
from kumkm_targets.evaluation.pace import Pace, Promise, pace
from kumkm_targets.evaluation.rating import rate, scale_of, thresholds
from kumkm_targets.evaluation.relations import JudgedRelation, judged_relations
from kumkm_targets.evaluation.row import Row, SoFar
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.targets import (
    amendment_of,
    final_target,
    target_of_years,
    target_to_quarter,
    targets_in_force,
    versions_of,
)
from kumkm_targets.evaluation.year_figures import QUARTERS, adds_up
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.plan import Baseline, Indicator, Plan, RatingScale
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A plan's year, row by row in the plan's order.

    in_force_on: the day whose targets judge it. quarter: the year is judged up to this quarter;
    None: as a whole. relations: the plan's rules between figures, in their order. closed, seal: the day on which the
    year was closed, and its seal.
    """

    plan: Plan
    year: int
    scale: RatingScale | None
    rows: tuple[Row, ...]
    summary: Summary
    in_force_on: date
    quarter: int | None = None
    relations: tuple[JudgedRelation, ...] = ()
    closed: date | None = None
    seal: str | None = None


def appraise(
    plan: Plan,
    realised: Mapping[int, RealisedYear],
    year: int,
    today: date,
    *,
    in_force_on: date | None = None,
    quarter: int | None = None,
) -> Appraisal:
    """Judge `year` of `plan` by its realised figures.

    realised: the realised years by year, later ones are not looked at. today decides only whether
    a figure that is missing is due yet. in_force_on: the targets are as in force on this day;
    without it, at the end of the year (`targets.ORIGINAL`: as first declared). quarter, 1 to 4:
    targets and figures up to and including it. Retired indicators are left out after their last
    year. Pure: same input, same output.
    """
    on = date(year, 12, 31) if in_force_on is None else in_force_on
    series = Series(plan, {y: content for y, content in realised.items() if y <= year}, quarter)
    judgement = _Judgement(plan, series, year, today, on, quarter, scale_of(plan))
    rows = tuple(
        judgement.row(name)
        for name, indicator in plan.indicators.items()
        if indicator.retired is None or year <= indicator.retired
    )
    content = realised.get(year)
    return Appraisal(
        plan=plan,
        year=year,
        scale=judgement.scale,
        rows=rows,
        summary=summary_of(plan, rows, judgement.scale),
        in_force_on=on,
        quarter=quarter,
        relations=judged_relations(plan, series, year),
        closed=content.closed if content is not None else None,
        seal=content.seal if content is not None else None,
    )


def latest_year(plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> int:
    """The latest year with any figure; without figures, the year of the plan that is running."""
    filled = [year for year, content in realised.items() if content.figures]
    return max(filled, default=min(max(today.year, plan.header.period.start), plan.header.period.end))


@dataclass(frozen=True, slots=True)
class _Judgement:
    """What the rows of one appraisal have in common."""

    plan: Plan
    series: Series
    year: int
    today: date
    on: date
    quarter: int | None
    scale: RatingScale | None

    def row(self, name: str) -> Row:
        indicator, year = self.plan.indicators[name], self.year
        entry, figure = self.series.entry(name, year), self.series.figure(name, year)
        value = figure.value if figure is not None and figure.is_whole else None
        recorded = entry.value if entry is not None and figure is not None and figure.origin == "recorded" else None
        shown = None if value is None else decimal_of(value) if recorded is None else recorded
        targets = targets_in_force(self.plan, name, self.on)
        target = self._to_date(name, targets.get(year))
        percent = self._percent(indicator, target, value, entry)
        end = final_target(indicator, targets)
        known = self.series.years(name, year)
        return Row(
            id=name,
            indicator=indicator,
            target=target,
            original_target=self._to_date(name, indicator.targets.get(year)),
            amendment=amendment_of(self.plan, name, year, self.on),
            realised=shown,
            origin=None if value is None or figure is None else figure.origin,
            entry=entry,
            partial=None if figure is None or figure.is_whole else figure,
            missing=() if value is not None else self.series.missing(name, year),
            gap=gap((target.min, target.max), shown) if target and shown is not None else None,
            percent=percent,
            rating=rate(percent, self.scale) if isinstance(percent, Fraction) and self.scale else None,
            final_target=end,
            final_percent=self._final(name, indicator, end),
            so_far=self._so_far(name, indicator, targets),
            pace=Pace(reason="running_year") if self.quarter else self._pace(indicator, known, targets, end),
            previous=_previous(None if self.quarter else indicator.baseline, known, year),
            next_target_year=None if year in targets else min((y for y in targets if y > year), default=None),
            thresholds=thresholds(self.scale),
        )

    def _to_date(self, name: str, target: Target | None) -> Target | None:
        """What was promised up to the quarter; the fourth ends the year, whose target goes before those of quarters."""
        if self.quarter is None or (self.quarter == QUARTERS[-1] and target is not None):
            return target
        versions = versions_of(self.plan, name, self.year)
        return target_to_quarter(self.plan.indicators[name], self.year, self.quarter, versions)

    def _percent(
        self, indicator: Indicator, target: Target | None, value: Fraction | None, entry: RealisedFigure | None
    ) -> Percent:
        if target is None or indicator.better is None:
            return "no_target"
        if value is not None:
            return _achievement(indicator, target, value)
        if entry is not None and entry.unavailable is not None:
            return "unavailable"
        return "not_due" if self.today <= _last_day(self.year, self.quarter) else "not_recorded"

    def _final(self, name: str, indicator: Indicator, end: Target | None) -> Fraction | None:
        """What is known so far against the promise for the end of the plan.

        Part of a sum that should stay low says nothing yet: it is compared when the plan has ended.
        """
        value = self.series.so_far(name, self.year)
        if self.quarter or end is None or value is None or indicator.better is None:
            return None
        is_sum_to_stay_low = indicator.over_time == "sum" and indicator.better != "higher"
        if is_sum_to_stay_low and max(self.series.years(name, self.year)) < self.plan.header.period.end:
            return None
        percent = _achievement(indicator, end, value)
        return percent if isinstance(percent, Fraction) else None

    def _so_far(self, name: str, indicator: Indicator, targets: dict[int, Target]) -> SoFar | None:
        value = self.series.so_far(name, self.year)
        if self.quarter or value is None or indicator.better is None or indicator.over_time == "latest":
            return None
        period = self.plan.header.period
        years = tuple(year for year in self.series.years(name, self.year) if period.start <= year <= period.end)
        target = target_of_years(indicator.over_time, targets, years)
        percent = None if target is None else _achievement(indicator, target, value)
        return SoFar(years, value, target, percent if isinstance(percent, Fraction) else None)

    def _pace(
        self, indicator: Indicator, known: dict[int, Fraction], targets: dict[int, Target], end: Target | None
    ) -> Pace:
        baseline = (indicator.baseline.year, Fraction(indicator.baseline.value)) if indicator.baseline else None
        if end is None or indicator.better is None:
            return pace(None, known, baseline)
        period = self.plan.header.period
        promise = Promise(
            better=indicator.better,
            over_time=indicator.over_time,
            target=(end.min, end.max),
            horizon=period.end if indicator.final_target is not None else max(targets),
            start=period.start,
            method=indicator.pace,
            is_countable=adds_up(indicator),
        )
        return pace(promise, known, baseline)


def _achievement(indicator: Indicator, target: Target, value: Fraction) -> Percent:
    assert indicator.better is not None, "what has a target has a direction"
    baseline = Fraction(indicator.baseline.value) if indicator.baseline else None
    return achievement(indicator.better, indicator.formula_in_force, (target.min, target.max), value, baseline)


def _last_day(year: int, quarter: int | None) -> date:
    """The last day of the year, or of its quarter."""
    return {1: date(year, 3, 31), 2: date(year, 6, 30), 3: date(year, 9, 30)}.get(quarter or 4, date(year, 12, 31))


def _previous(baseline: Baseline | None, known: dict[int, Fraction], year: int) -> tuple[int, Decimal] | None:
    earlier = {y: value for y, value in known.items() if y < year}
    if baseline is not None and baseline.year < year:
        earlier.setdefault(baseline.year, Fraction(baseline.value))
    return (max(earlier), decimal_of(earlier[max(earlier)])) if earlier else None
