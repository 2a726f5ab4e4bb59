"""`kumkm import`: figures from a form, a workbook or a CSV file, all of them or none."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.options import PlanArgument, YearOption
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.model.fields import Status


def import_(
    context: typer.Context,
    plan: PlanArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The form or table: .xlsx, .xls, .ods or .csv."))],
    year: YearOption = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("The sheet to read; without it, every one with such a table."))
    ] = None,
    map: Annotated[  # noqa: A002 - the option's name
        Path | None,
        typer.Option(metavar="FILE", help=_("Which column holds what (or intake.toml in the plan's folder).")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help=_("Where the figures come from, if the table does not say."))
    ] = None,
    status: Annotated[
        Literal["very_preliminary", "preliminary", "estimate", "final"] | None,
        typer.Option(help=_("How final the figures are, if the table does not say.")),
    ] = None,
    reason: Annotated[str | None, typer.Option(help=_("Why figures replace those recorded before."))] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections", "-o", metavar="FILE", help=_("Where a copy with the refused cells goes (beside FILE).")
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show everything, write nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Record figures although they look unlikely."))] = False,
) -> None:
    """Show what the table changes, then record all of it or nothing."""
    from kumkm_targets.cli.intake_run import IntakeRun, Wishes
    from kumkm_targets.errors import UsageError

    gc.freeze()  # nothing that is loaded by now will ever be garbage,
    gc.set_threshold(100_000)  # nor are there circles among tens of thousands of figures: a quarter of the time
    session = session_of(context)
    opened = session.open(plan)
    if year is None:
        raise UsageError(_("{name} is missing").format(name="--year"), _("Name the year of the figures."))
    known_status: Status | None = status
    wishes = Wishes(
        sheet=sheet,
        map=map,
        source=source,
        status=known_status,
        reason=reason,
        corrections=corrections,
        dry_run=dry_run,
        yes=yes,
        force=force,
    )
    IntakeRun(session, opened, year, file, wishes).run()
