"""`kumkm history`: the ledger of a plan, or of all: who recorded what when, from what to what, and why."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kumkm_targets.cli.options import OptionalIndicator, StatusFormat, YearOption, complete_plan
from kumkm_targets.cli.session import Session, session_of
from kumkm_targets.messages import _, ngettext

if TYPE_CHECKING:
    from kumkm_targets.reporting.ledger.words import PlanEvent


def history(
    context: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN", help=_("The plan's folder name; without it, all plans."), autocompletion=complete_plan
        ),
    ] = None,
    indicator: OptionalIndicator = None,
    year: YearOption = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("Only what was recorded on this day or later."))
    ] = None,
    format: StatusFormat = "text",  # noqa: A002 - the option's name
) -> None:
    """Show what was recorded, by whom and when, what it replaced and why, the oldest first."""
    from kumkm_targets.figures.dates import read_date
    from kumkm_targets.model.ledger import events, oldest_first
    from kumkm_targets.reporting.ledger.words import PlanEvent

    session = session_of(context)
    first = read_date(since) if since else None
    opened = session.open_all([plan] if plan else ())
    if indicator is not None:
        opened.valid[0].indicator(indicator)
    told = [
        PlanEvent(one.plan, event)
        for one in opened.valid
        for event in oldest_first(events(one.reading.realised, indicator))
        if year in (None, event.year)
    ]
    shown = [one for one in told if first is None or (one.event.day is not None and one.event.day >= first)]
    undated = sum(one.event.day is None for one in told) if first is not None else 0
    notes = [_undated(undated)] if undated else []
    if opened.broken:
        notes.append(_("not valid: {plans}").format(plans=", ".join(opened.broken)))
    _show(session, shown, notes, opened.broken, format, named=plan is None)
    opened.refuse_broken()


def _undated(count: int) -> str:
    return ngettext(
        "{count} entry does not say when it was recorded, and is left out",
        "{count} entries do not say when they were recorded, and are left out",
        count,
    ).format(count=count)


def _show(
    session: Session,
    shown: "list[PlanEvent]",
    notes: list[str],
    broken: list[str],
    format: str,  # noqa: A002 - the option's name
    *,
    named: bool,
) -> None:
    if format == "json":
        from kumkm_targets.reporting.ledger.data import ledger_json

        sys.stdout.write(ledger_json(shown, broken))
    elif format == "csv":
        from kumkm_targets.reporting.ledger.data import ledger_csv

        sys.stdout.write(ledger_csv(shown))
    elif format == "markdown":
        from kumkm_targets.reporting.ledger.markdown import ledger_markdown

        sys.stdout.write(ledger_markdown(shown, notes if shown else [_("nothing is recorded yet"), *notes]))
    else:
        from kumkm_targets.reporting.ledger.report import ledger_report

        if not shown:
            typer.echo(_("nothing is recorded yet") if not notes else _("nothing to show"))
        if shown or notes:
            session.screen().print(ledger_report(shown, notes, named=named))
