"""`kumkm report`: the forms that lie on a meeting's desk, as files that need no further work."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.appraising import AsOfOption, OriginalOption, QuarterOption, appraised, manner
from kumkm_targets.cli.options import PlanArgument, YearOption, complete_plan
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.reporting.documents.writers import Format

Form = Literal["status", "ringkasan", "lkjip", "rakortek"]


def report(
    context: typer.Context,
    plan: PlanArgument,
    year: YearOption = None,
    form: Annotated[Form, typer.Option("--form", help=_("Which form."))] = "status",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=_("Where to write it; its ending says in which format.")),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["xlsx", "html", "md", "csv", "json"] | None,
        typer.Option("--format", "-f", help=_("In which format, whatever FILE is called.")),
    ] = None,
    quarter: QuarterOption = None,
    as_of: AsOfOption = None,
    original: OriginalOption = False,
    others: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="PLAN", help=_("Another plan that the form speaks of."), autocompletion=complete_plan
        ),
    ] = None,
    paper: Annotated[
        Literal["A4", "F4"] | None, typer.Option("--paper", help=_("The sheet; without it, that of the form."))
    ] = None,
    number: Annotated[
        str | None, typer.Option("--number", metavar="TEXT", help=_("The number of the form here, such as E.17."))
    ] = None,
    level: Annotated[
        str | None, typer.Option("--level", metavar="TEXT", help=_("The word for the region's level in headings."))
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="TEXT", help=_("Where it is signed."))] = None,
    day: Annotated[str | None, typer.Option("--date", metavar="DATE", help=_("When it is signed."))] = None,
    signers: Annotated[
        list[str] | None,
        typer.Option("--signer", metavar="TEXT", help=_("Who signs: “role|name|NIP”; once for each of them.")),
    ] = None,
) -> None:
    """Write a report of one year as a file."""
    from kumkm_targets.cli.report_settings import settings, signing_day
    from kumkm_targets.reporting.documents.writers import written
    from kumkm_targets.reporting.forms.material import Material, OtherPlan
    from kumkm_targets.reporting.forms.registry import FORMS

    session, kind = session_of(context), _format(output, format)
    how, signed_on = manner(as_of, quarter, original=original), signing_day(day)
    opened, beside = session.open(plan), [session.open(name) for name in others or ()]
    material = Material(
        appraisal=appraised(session, opened, year, how),
        realised=opened.reading.realised,
        today=session.today,
        settings=settings(opened.plan.report, form, number, level, place, signers or []),
        signed_on=signed_on,
        paper=paper,
        others=tuple(OtherPlan(one.plan, one.reading.realised) for one in beside),
    )
    content = written(FORMS[form](material), kind)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    from kumkm_targets.storage.report_file import write_bytes

    write_bytes(output, content)
    typer.echo(_("Written: {path}").format(path=output.as_posix()), err=True)


def _format(output: Path | None, asked: "Format | None") -> "Format":
    """The format that was asked for, else that of the file's ending. Raises UsageError."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.reporting.documents.writers import FORMATS

    if asked is not None:
        return asked
    endings = ", ".join(f".{ending}" for ending in FORMATS)
    if output is None:
        raise UsageError(
            _("{name} is missing").format(name="--output"), _("Name the file: {endings}.").format(endings=endings)
        )
    ending = next((one for one in FORMATS if output.suffix.casefold() == f".{one}"), None)
    if ending is None:
        raise UsageError(
            _("no report is written as “{name}”").format(name=output.name),
            _("Let it end in one of {endings}, or give --format.").format(endings=endings),
        )
    return ending
