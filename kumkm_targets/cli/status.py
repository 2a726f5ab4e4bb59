"""`kumkm status`: the table of one plan and year, or one line per plan."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.options import OptionalPlan, StatusFormat, YearOption
from kumkm_targets.cli.session import OpenPlan, Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.evaluation.appraisal import Appraisal

FailOn = Literal["missed", "behind", "undetermined"]
_FOUND = 1


def status(
    context: typer.Context,
    plan: OptionalPlan = None,
    year: YearOption = None,
    format: StatusFormat = "text",  # noqa: A002 - the option's name
    fail_on: Annotated[
        FailOn | None,
        typer.Option(help=_("Exit with 1 if an indicator missed its target, is behind, or has no achievement.")),
    ] = None,
) -> None:
    """Print how far targets and realised figures are apart."""
    session = session_of(context)
    if plan is None:
        _overview(session, year, format, fail_on)
        return
    opened = session.open(plan)
    appraisal = appraised(session, opened, year)
    if format == "text":
        from kumkm_targets.reporting.status_table import status_report

        screen = session.screen()
        screen.print(status_report(appraisal, screen))
    elif format == "markdown":
        from kumkm_targets.reporting.status_markdown import status_markdown

        sys.stdout.write(status_markdown(appraisal))
    else:
        from kumkm_targets.reporting.status_data import status_csv, status_json

        sys.stdout.write(status_json(appraisal) if format == "json" else status_csv(appraisal))
    if _met([appraisal], fail_on):
        raise typer.Exit(_FOUND)


def appraised(session: Session, opened: OpenPlan, year: int | None) -> "Appraisal":
    """The appraisal of `year`, or of the latest year with any figure.

    Raises UsageError for a year that is neither in the plan's period nor has figures.
    """
    from kumkm_targets.errors import UsageError
    from kumkm_targets.evaluation.appraisal import appraise, latest_year

    plan, realised = opened.plan, opened.reading.realised
    if year is None:
        year = latest_year(plan, realised, session.today)
    period = plan.header.period
    if not period.start <= year <= period.end and year not in realised:
        raise UsageError(
            _("{year} lies outside the plan's period {start}–{end}, and nothing is recorded for it").format(
                year=year, start=period.start, end=period.end
            ),
            _("Years with figures: {years}.").format(years=", ".join(map(str, sorted(realised))) or "–"),
        )
    return appraise(plan, realised, year, session.today)


def _overview(session: Session, year: int | None, format: str, fail_on: FailOn | None) -> None:  # noqa: A002
    from kumkm_targets.errors import UnreadableError
    from kumkm_targets.evaluation.appraisal import appraise, latest_year
    from kumkm_targets.storage.plan_files import read_plan
    from kumkm_targets.storage.workspace import plan_folders

    appraisals, broken = [], []
    for folder in plan_folders(session.workspace):
        reading = read_plan(folder)
        if reading.plan is None or reading.all_flaws:
            broken.append(reading.id)
        else:
            plan, realised = reading.plan, reading.realised
            when = latest_year(plan, realised, session.today) if year is None else year
            appraisals.append(appraise(plan, realised, when, session.today))
    if format == "text":
        from kumkm_targets.reporting.status_table import overview_report

        screen = session.screen()
        screen.print(overview_report(appraisals, broken, screen))
    elif format == "markdown":
        from kumkm_targets.reporting.status_markdown import overview_markdown

        sys.stdout.write(overview_markdown(appraisals, broken))
    else:
        from kumkm_targets.reporting.status_data import overview_csv, overview_json

        sys.stdout.write(overview_json(appraisals) if format == "json" else overview_csv(appraisals))
    if broken:
        raise UnreadableError(
            _("not valid: {plans}").format(plans=", ".join(broken)), _("`kumkm check` shows what is wrong.")
        )
    if _met(appraisals, fail_on):
        raise typer.Exit(_FOUND)


def _met(appraisals: "list[Appraisal]", fail_on: FailOn | None) -> bool:
    """Whether any indicator is in a state that the caller does not accept."""
    rows = [row for appraisal in appraisals for row in appraisal.rows if row.final_target is not None]
    states = {
        "missed": any(row.achievement is not None and row.achievement < 100 for row in rows),
        "behind": any(row.outlook in ("behind", "moving_away") for row in rows),
        "undetermined": any(row.reason is not None and row.target is not None for row in rows),
    }
    return fail_on is not None and states[fail_on]
