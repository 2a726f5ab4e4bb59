"""`kumkm show`: the page of one indicator."""

import sys
from typing import Annotated, Literal

import typer

from kumkm_targets.cli.appraising import appraised, judged_row
from kumkm_targets.cli.options import IndicatorArgument, PlanArgument
from kumkm_targets.cli.session import session_of
from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR
from kumkm_targets.messages import _


def show(
    context: typer.Context,
    plan: PlanArgument,
    indicator: IndicatorArgument,
    year: Annotated[
        int | None,
        typer.Option(
            *("--year", "-y"),
            min=FIRST_YEAR,
            max=LAST_YEAR,
            metavar="YEAR",
            help=_("How things stood at the end of this year; without it, how they stand now."),
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["text", "json"], typer.Option("--format", "-f", help=_("How to print it."), show_default=True)
    ] = "text",
) -> None:
    """Show one indicator over all years, with a chart, its pace, and where its figures come from.

    With --year, as it stood at the end of that year.
    """
    session = session_of(context)
    opened = session.open(plan)
    opened.indicator(indicator)

    from kumkm_targets.evaluation.course import course, standing_year

    realised = opened.reading.realised
    if year is None:
        year = standing_year(opened.plan, indicator, realised, session.today)
    appraisal = appraised(session, opened, year)
    found = course(appraisal, judged_row(appraisal, indicator), realised, session.today)
    if format == "json":
        from kumkm_targets.reporting.indicator.data import indicator_json

        sys.stdout.write(indicator_json(found, realised))
    else:
        from kumkm_targets.reporting.indicator.page import indicator_page

        screen = session.screen()
        screen.print(indicator_page(found, realised, screen))
