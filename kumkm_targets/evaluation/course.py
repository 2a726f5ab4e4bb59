"""The course of one indicator: every year of its plan judged by its own targets, and where the pace leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.formulas import formulas_of, references
from kumkm_targets.evaluation.pace import Pace
from kumkm_targets.evaluation.row import Row
from kumkm_targets.evaluation.series import Series
from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.figures.exact import root_of_power
from kumkm_targets.model.plan import Amendment, Indicator, Plan
from kumkm_targets.model.realised import RealisedYear


@dataclass(frozen=True, slots=True)
class Course:
    """One indicator over the years, as it stands at the end of the appraisal's year.

    appraisal: of the year whose end is described; row: what it says of the indicator; series: the
    realised values up to then. rows: by year, each judged by the targets in force at its own end,
    later years by those in force at the end of the year described. projection: the figure of each
    year to come, up to the horizon, if the pace so far goes on; for sums what each of these years
    would bring.
    """

    appraisal: Appraisal
    row: Row
    series: Series
    rows: Mapping[int, Row]
    projection: Mapping[int, Fraction]

    @property
    def plan(self) -> Plan:
        """The plan that the indicator belongs to."""
        return self.appraisal.plan

    @property
    def amendments(self) -> list[Amendment]:
        """The amendments of the indicator's targets up to the end of the year described, the earliest first."""
        so_far = (one for one in self.plan.amendments if one.effective <= date(self.year, 12, 31))
        return sorted((one for one in so_far if self.row.id in one.targets), key=lambda one: one.effective)

    @property
    def year(self) -> int:
        """The year whose end is described; figures of later years are not looked at."""
        return self.appraisal.year


def standing_year(plan: Plan, indicator_id: str, realised: Mapping[int, RealisedYear], today: date) -> int:
    """The year that shows how things stand: the running one within the plan, or a later one with a figure.

    The last year of an indicator that is retired.
    """
    period, indicator = plan.header.period, plan.indicators[indicator_id]
    running = min(max(today.year, period.start), period.end)
    year = max((year for year, content in realised.items() if indicator_id in content.figures), default=running)
    return _until_retired(indicator, max(year, running))


def course(appraisal: Appraisal, row: Row, realised: Mapping[int, RealisedYear], today: date) -> Course:
    """The course of an indicator as it stands at the end of `appraisal`'s year.

    row: one of the appraisal, which was made of `realised`. today decides only whether a missing
    figure is due; those of later years are not.
    """
    plan, year, indicator_id = appraisal.plan, appraisal.year, row.id
    period, end_of_year = plan.header.period, date(year, 12, 31)
    known = {of: content for of, content in realised.items() if of <= year}
    series, targets = Series(plan, known), targets_in_force(plan, indicator_id, end_of_year)
    recorded = {of for of, content in known.items() if indicator_id in content.figures}
    years = {*range(period.start, period.end + 1), *targets, *recorded, *series.years(indicator_id, year)}
    alone, rows = _alone(plan, indicator_id), {year: row}
    for other in years - {year}:
        if other < year:
            rows[other] = _row_of(appraise(alone, known, other, today), indicator_id)
        elif row.indicator.retired is None or other <= row.indicator.retired:
            judged = appraise(alone, known, other, min(today, end_of_year), in_force_on=end_of_year)
            rows[other] = _row_of(judged, indicator_id)
    return Course(appraisal, row, series, dict(sorted(rows.items())), projection(row.pace))


def projection(pace: Pace) -> dict[int, Fraction]:
    """The figure of each year after the last known one, up to the horizon, at the observed pace.

    A sum brings its mean in every year; other figures go on in a straight line or by the same
    percentage, and are `pace.projected` at the horizon. Empty where nothing can be projected.
    """
    if pace.projected is None or pace.observed is None or pace.latest is None or pace.horizon is None:
        return {}
    last, value = pace.latest
    ahead = range(last + 1, pace.horizon + 1)
    if pace.method is None:
        return dict.fromkeys(ahead, pace.observed)
    if pace.method == "linear":
        return {year: value + pace.observed * (year - last) for year in ahead}
    assert pace.origin is not None, "growth is observed from a first point"
    first, origin = pace.origin
    return {year: value * root_of_power(value / origin, year - last, last - first) for year in ahead}


def _alone(plan: Plan, indicator_id: str) -> Plan:
    """The plan with the indicator and all that has a part in its rows: what its formula is made of, and the formulas
    that it stands in itself, for their components share the kabupaten and kota that make up the whole.
    """
    needs = {name: {one.id for one in references(formula)} for name, formula in formulas_of(plan).items()}
    found: set[str] = set()
    left = {indicator_id, *(name for name, components in needs.items() if indicator_id in components)}
    while left:
        found |= left
        left = {component for name in left for component in needs.get(name, ())} - found
    kept = {name: indicator for name, indicator in plan.indicators.items() if name in found}
    return plan.model_copy(update={"indicators": kept, "rules": ()})


def _row_of(appraisal: Appraisal, indicator_id: str) -> Row:
    return next(row for row in appraisal.rows if row.id == indicator_id)


def _until_retired(indicator: Indicator, year: int) -> int:
    return year if indicator.retired is None else min(year, indicator.retired)
