"""`kumkm form`: a workbook or CSV file in which others fill in the figures of a year."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kumkm_targets.cli.options import PlanArgument, YearOption
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _


def form(
    context: typer.Context,
    plan: PlanArgument,
    year: YearOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=_("Where to write it (isian-YEAR.xlsx)."))
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["xlsx", "csv"] | None, typer.Option("--format", "-f", help=_("Which kind of file (that of FILE)."))
    ] = None,
    per_owner: Annotated[
        bool, typer.Option("--per-owner", help=_("One sheet for each owner (bidang) that the plan names."))
    ] = False,
) -> None:
    """Write the form; what is recorded already stands in it."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.intake.form import form_of
    from kumkm_targets.storage.report_file import write_bytes

    session = session_of(context)
    opened = session.open(plan)
    if year is None:
        raise UsageError(_("{name} is missing").format(name="--year"), _("Name the year of the figures."))
    kind = format or _kind_of(output)
    path = output or Path(f"isian-{year}.{kind}")
    made = form_of(opened.plan, opened.reading.realised, year, per_owner=per_owner)
    asked = [row for page in made.pages for row in page.rows if row.indicator.formula is None]
    if not asked:
        raise UsageError(
            _("the plan {plan} has nothing to fill in for {year}").format(plan=opened.plan.id, year=year),
            _("All its indicators are derived or retired."),
        )
    if kind == "xlsx":
        from kumkm_targets.reporting.blank_form.workbook import form_workbook

        write_bytes(path, form_workbook(made))
    else:
        from kumkm_targets.reporting.blank_form.csv_form import form_csv

        write_bytes(path, form_csv(made))
    typer.echo(
        _("Written: {path} ({count} figures of {year} to fill in)").format(
            path=path.as_posix(), count=len(asked), year=year
        ),
        err=True,
    )


def _kind_of(output: Path | None) -> Literal["xlsx", "csv"]:
    """What the file's name asks for; a workbook where it asks for nothing. Raises UsageError."""
    from kumkm_targets.errors import UsageError

    ending = output.suffix.casefold() if output is not None else ""
    if ending in ("", ".xlsx"):
        return "xlsx"
    if ending == ".csv":
        return "csv"
    raise UsageError(
        _("a form is not written as {ending}").format(ending=ending), _("Name it .xlsx or .csv, or give --format.")
    )
