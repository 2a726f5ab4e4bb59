"""All figures of a plan, line by line: as declared, as recorded, and as judged year by year."""

from collections.abc import Iterator, Mapping
from datetime import date

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.reporting.export.declared import declared_figures
from kumkm_targets.reporting.export.figure import Figure
from kumkm_targets.reporting.export.judged import absorption_figures, average_figures, judged_figures
from kumkm_targets.reporting.export.recorded import recorded_figures, spending_figures


def figures_of(plan: Plan, realised: Mapping[int, RealisedYear], today: date) -> Iterator[Figure]:
    """Every line of the plan, in one order. realised: the realised years by year.

    Each year is judged as `kumkm status --year` judges it; today decides only whether a missing figure is due.
    """
    yield from declared_figures(plan)
    for year in _years(plan, realised):
        appraisal = appraise(plan, realised, year, today)
        yield from recorded_figures(appraisal, realised)
        yield from judged_figures(appraisal, with_outlook=year in realised)
        yield from spending_figures(plan, year, realised.get(year))
        yield from absorption_figures(appraisal, realised)
        yield from average_figures(appraisal)


def _years(plan: Plan, realised: Mapping[int, RealisedYear]) -> list[int]:
    """The years of the plan, and all others that have a target, a budget or a figure."""
    period = plan.header.period
    years = {*range(period.start, period.end + 1), *realised}
    years.update(year for one in plan.indicators.values() for year in one.targets)
    years.update(year for one in plan.programmes.values() for year in one.budget)
    years.update(year for one in plan.amendments for changes in one.targets.values() for year in changes)
    return sorted(years)
