"""`kumkm report`: the forms that lie on a meeting's desk, as files that need no further work."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from kumkm_targets.cli.appraising import AsOfOption, OriginalOption, QuarterOption, appraised, manner
from kumkm_targets.cli.options import YearOption, complete_plan
from kumkm_targets.cli.report_order import Form, Order
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.reporting.documents.document import Document
    from kumkm_targets.reporting.documents.writers import Format

_NO_TEXT: Final = ("pdf", "xlsx", "docx")


def report(
    context: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(metavar="PLAN", help=_("The plan's folder name."), autocompletion=complete_plan),
    ] = None,
    year: YearOption = None,
    form: Annotated[Form, typer.Option("--form", help=_("Which form."))] = "status",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help=_("Where to write it; its ending says in which format.")),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["pdf", "xlsx", "html", "docx", "md", "csv", "json"] | None,
        typer.Option("--format", "-f", help=_("In which format, whatever FILE is called.")),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=_("One for every plan; FILE is a folder then, and the format a page."))
    ] = False,
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
    from kumkm_targets.cli.report_settings import signing_day

    session = session_of(context)
    order = Order(
        form=form,
        manner=manner(as_of, quarter, original=original),
        today=session.today,
        year=year,
        number=number,
        level=level,
        place=place,
        signers=tuple(signers or ()),
        signed_on=signing_day(day),
        paper=paper,
    )
    if every:
        from kumkm_targets.cli.report_all import report_all

        _refuse_beside_all({"PLAN": plan, "--with": others})
        report_all(session, order, *_folder(output, format))
        return
    kind = _format(output, format)
    opened, beside = session.open(_named(plan)), tuple(session.open(name) for name in others or ())
    _write(order.document(opened, appraised(session, opened, year, order.manner), beside), kind, output)


def _write(document: "Document", kind: "Format", output: Path | None) -> None:
    from kumkm_targets.errors import UsageError
    from kumkm_targets.reporting.documents.writers import written

    if output is None and kind in _NO_TEXT and sys.stdout.isatty():
        raise UsageError(_("{format} is not printed on the screen").format(format=kind), _("Name the file with -o."))
    content = written(document, kind)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    from kumkm_targets.storage.report_file import write_bytes

    write_bytes(output, content)
    typer.echo(_("Written: {path}").format(path=output.as_posix()), err=True)


def _named(plan: str | None) -> str:
    """The plan. Raises UsageError where none was named."""
    from kumkm_targets.errors import UsageError

    if plan is None:
        raise UsageError(
            _("{name} is missing").format(name="PLAN"),
            _("Name the plan, or ask for all of them: `kumkm report --all -o FOLDER`."),
        )
    return plan


def _refuse_beside_all(given: dict[str, object]) -> None:
    from kumkm_targets.errors import UsageError

    for name, value in given.items():
        if value:
            raise UsageError(_("{one} and {other} exclude one another").format(one="--all", other=name))


def _folder(output: Path | None, asked: "Format | None") -> "tuple[Path, Format]":
    """The folder that all reports go to, and their format: pages, unless another was asked for. Raises UsageError."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.reporting.documents.writers import FORMATS

    if output is None:
        raise UsageError(_("{name} is missing").format(name="--output"), _("Name the folder that they go to."))
    if output.suffix.casefold().removeprefix(".") in FORMATS and not output.is_dir():
        raise UsageError(
            _("--all writes a file for each plan, and {name} is called like one").format(name=output.name),
            _("Name a folder, and the format with --format."),
        )
    return output, asked or "html"


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
