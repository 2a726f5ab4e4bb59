"""`kumkm explain`: the working of one figure."""

import typer

from kumkm_targets.cli.options import IndicatorArgument, PlanArgument, YearOption
from kumkm_targets.cli.session import session_of
from kumkm_targets.cli.status import appraised


def explain(context: typer.Context, plan: PlanArgument, indicator: IndicatorArgument, year: YearOption = None) -> None:
    """Show where a figure comes from and how it was judged."""
    session = session_of(context)
    opened = session.open(plan)
    opened.indicator(indicator)

    from kumkm_targets.evaluation.series import Series
    from kumkm_targets.reporting.explanation import explanation

    realised = opened.reading.realised
    if year is None:
        year = max((y for y, content in realised.items() if indicator in content.figures), default=None)
    appraisal = appraised(session, opened, year)
    row = next(row for row in appraisal.rows if row.id == indicator)
    components = Series(opened.plan, realised).components(indicator, appraisal.year)
    session.screen().print(explanation(appraisal, row, components))
