"""`kumkm align`: the targets of several plans, measured against what was agreed."""

import sys
from typing import Annotated

import typer

from kumkm_targets.cli.options import StatusFormat, YearOption, complete_plan
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _

_FOUND = 1


def align(
    context: typer.Context,
    plans: Annotated[
        list[str],
        typer.Argument(
            metavar="PLAN",
            help=_("What was agreed, then the plans to measure against it: RAKORTEK RKPD RPJMD."),
            autocompletion=complete_plan,
        ),
    ],
    year: YearOption = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Exit with 1 if any target is not aligned."))] = False,
    format: StatusFormat = "text",  # noqa: A002 - the option's name
) -> None:
    """Print the targets of the same indicators side by side, in force at the end of each year."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.evaluation.alignment import agreed_years
    from kumkm_targets.evaluation.alignment import align as aligned

    if len(plans) < 2 or len(set(plans)) < len(plans):
        raise UsageError(
            _("two plans or more are aligned, each of them named once"),
            _("What was agreed comes first: `kumkm align RAKORTEK RKPD RPJMD`."),
        )
    session = session_of(context)
    agreement, *later = (session.open(plan_id).plan for plan_id in plans)
    alignment = aligned(agreement, later, year)
    if not alignment.years:
        known = ", ".join(map(str, agreed_years(agreement)))
        raise UsageError(
            _("the plan {plan} has no target for {year}").format(plan=agreement.id, year=year)
            if year is not None
            else _("the plan {plan} has no target for any year").format(plan=agreement.id),
            _("Years with targets: {years}.").format(years=known) if known else "",
        )
    if format == "text":
        from kumkm_targets.reporting.alignment.table import alignment_report

        screen = session.screen()
        screen.print(alignment_report(alignment, screen))
    elif format == "markdown":
        from kumkm_targets.reporting.alignment.markdown import alignment_markdown

        sys.stdout.write(alignment_markdown(alignment))
    else:
        from kumkm_targets.reporting.alignment.data import alignment_csv, alignment_json

        sys.stdout.write(alignment_json(alignment) if format == "json" else alignment_csv(alignment))
    if strict and not alignment.is_aligned:
        raise typer.Exit(_FOUND)
