"""`kumkm due`: what is to be completed before the figures are talked about."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kumkm_targets.cli.options import StatusFormat, YearOption, complete_plan
from kumkm_targets.cli.session import OpenPlan, Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.evaluation.due import Due

HELP = _(
    "List what is not recorded, not final or without source, and how to settle it.\n\n"
    "Asked for are the figures of indicators with targets and those that their formulas need, and what programmes "
    "have spent of their budgets: of years that are over and not closed, and of quarters that are over and have "
    "targets. A figure should be final by 31 March of the following year."
)
"""What `kumkm due --help` says; the list of commands shows its first sentence."""


def due(
    context: typer.Context,
    plans: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLAN",
            help=_("The plans' folder names; without them, all plans."),
            autocompletion=complete_plan,
        ),
    ] = None,
    year: YearOption = None,
    owner: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help=_("Only what this owner (bidang) answers for; a part of the name will do.")),
    ] = None,
    format: StatusFormat = "text",  # noqa: A002 - the option's name
) -> None:
    """List what is missing, not final or without source, with the command that settles it."""
    from kumkm_targets.evaluation.due import due as all_due

    session = session_of(context)
    opened = session.open_all(plans or ())
    if plans and year is not None:
        _refuse_other_years(opened.valid, year)
    dues = [one for each in opened.valid for one in all_due(each.plan, each.reading.realised, session.today, year)]
    if owner is not None:
        dues = _owned(opened.valid, dues, owner)
    _show(session, dues, opened.broken, format)
    if format == "text" and year is not None:
        _say_closed(opened.valid, year)
    opened.refuse_broken()


def _refuse_other_years(opened: Sequence[OpenPlan], year: int) -> None:
    """Stop where a plan that was named does not run in the year."""
    from kumkm_targets.errors import UsageError

    for one in opened:
        period = one.plan.header.period
        if not period.start <= year <= period.end:
            raise UsageError(
                _("{year} lies outside the period {start}–{end} of {plan}").format(
                    year=year, start=period.start, end=period.end, plan=one.plan.id
                )
            )


def _owned(opened: Sequence[OpenPlan], dues: "Sequence[Due]", owner: str) -> "list[Due]":
    """What the owner answers for. Raises UsageError where no plan names such an owner."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.evaluation.due import is_of, owners
    from kumkm_targets.storage.nearest import nearest

    known = owners(one.plan for one in opened)
    if not any(is_of(name, owner) for name in known):
        near = nearest(owner, known)
        raise UsageError(
            _("no indicator has an owner “{owner}”").format(owner=owner),
            _("Did you mean `{nearest}`?").format(nearest=near)
            if near
            else _("Owners: {names}.").format(names=", ".join(known) or _("none yet")),
        )
    return [one for one in dues if is_of(one.owner, owner)]


def _say_closed(opened: Sequence[OpenPlan], year: int) -> None:
    """That nothing is asked for, because the year is closed: what is lacking there stays so."""
    from kumkm_targets.cli.prompts import say

    for one in opened:
        content = one.reading.realised.get(year)
        if content is not None and content.closed is not None:
            day = content.closed.isoformat()
            say(
                _("{plan}: {year} was closed on {day}, and takes no more figures").format(
                    plan=one.plan.id, year=year, day=day
                )
            )


def _show(session: Session, dues: "Sequence[Due]", broken: Sequence[str], format: str) -> None:  # noqa: A002
    today, workspace = session.today, None if session.plans is None else str(session.plans)
    if format == "text":
        from kumkm_targets.reporting.due.report import due_report

        session.screen().print(due_report(dues, today, broken, workspace), crop=False)
    elif format == "markdown":
        from kumkm_targets.reporting.due.markdown import due_markdown

        sys.stdout.write(due_markdown(dues, today, broken, workspace))
    else:
        from kumkm_targets.reporting.due.data import due_csv, due_json

        sys.stdout.write(due_json(dues, today, broken, workspace) if format == "json" else due_csv(dues, workspace))
