"""`kumkm explain`: the working of one figure."""

from typing import TYPE_CHECKING

import typer

from kumkm_targets.cli.appraising import AsOfOption, OriginalOption, QuarterOption, appraised, judged_row, manner
from kumkm_targets.cli.options import IndicatorArgument, PlanArgument, YearOption
from kumkm_targets.cli.session import OpenPlan, session_of

if TYPE_CHECKING:
    from datetime import date


def explain(
    context: typer.Context,
    plan: PlanArgument,
    indicator: IndicatorArgument,
    year: YearOption = None,
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    original: OriginalOption = False,
) -> None:
    """Show where a figure comes from and how it was judged."""
    session = session_of(context)
    how = manner(as_of, quarter, original=original)
    opened = session.open(plan)
    opened.indicator(indicator)

    from kumkm_targets.evaluation.series import Series
    from kumkm_targets.reporting.working.explanation import explanation

    if year is None:
        year = _latest_year(opened, indicator, session.today)
    appraisal = appraised(session, opened, year, how)
    row = judged_row(appraisal, indicator)
    known = {of: content for of, content in opened.reading.realised.items() if of <= appraisal.year}
    session.screen().print(explanation(appraisal, row, Series(opened.plan, known, how.quarter)))


def _latest_year(opened: OpenPlan, indicator_id: str, today: "date") -> int:
    """The latest year with a figure of the indicator, else of the plan; no later than its last year."""
    from kumkm_targets.evaluation.appraisal import latest_year
    from kumkm_targets.evaluation.series import Series

    realised, last = opened.reading.realised, opened.plan.indicators[indicator_id].retired
    series = Series(opened.plan, realised)
    years = [year for year in realised if series.entry(indicator_id, year) or series.figure(indicator_id, year)]
    year = max(years, default=latest_year(opened.plan, realised, today))
    return year if last is None else min(year, last)
