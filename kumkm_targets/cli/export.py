"""`kumkm export`: everything that plans hold, for data offices and notebooks."""

import gc
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple

import typer

from kumkm_targets.cli.options import complete_plan
from kumkm_targets.cli.session import OpenPlans, Session, session_of
from kumkm_targets.messages import _, ngettext

if TYPE_CHECKING:
    from kumkm_targets.model.plan import Plan
    from kumkm_targets.model.realised import RealisedYear

Format = Literal["csv", "jsonl", "parquet", "datapackage"]
_ENDINGS: Final[dict[str, Format]] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".zip": "datapackage",
    "": "datapackage",
}


class _Read(NamedTuple):
    plan: "Plan"
    realised: "Mapping[int, RealisedYear]"


def export(
    context: typer.Context,
    plans: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLAN",
            help=_("The plans' folder names; without them, all plans."),
            autocompletion=complete_plan,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="TARGET",
            help=_("A file .csv, .jsonl or .parquet; a folder or .zip becomes a data package. Without it, the screen."),
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Format | None, typer.Option("--format", "-f", help=_("Which kind of file (that of TARGET; else csv)."))
    ] = None,
    licence: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=_("The licence that a data package names, such as CC-BY-4.0.")),
    ] = None,
) -> None:
    """Write every figure, target, achievement and source, to the digit."""
    session = session_of(context)
    kind = _format(format, output)
    _refuse_unfitting(kind, output, licence)
    folders = _folders(session, plans or ())
    opened = OpenPlans([], [])
    read = _Counted(_read(session, folders, opened.broken, must_be_valid=bool(plans)))
    if output is None:
        for piece in _pieces(_shown(read, len(folders), output), kind, session):
            sys.stdout.write(piece)
    else:
        _write(output, kind, _shown(read, len(folders), output), session, licence)
        counted = ngettext("{n} plan", "{n} plans", read.count).format(n=read.count)
        typer.echo(_("Written: {path} ({counted})").format(path=output.as_posix(), counted=counted), err=True)
    opened.refuse_broken()


def _format(format: Format | None, output: Path | None) -> Format:  # noqa: A002
    """What is asked for, or what the target's name says. Raises UsageError."""
    from kumkm_targets.errors import UsageError

    if format is not None:
        return format
    if output is None:
        return "csv"
    ending = "" if output.is_dir() else output.suffix.casefold()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    raise UsageError(
        _("an export is not written as {ending}").format(ending=ending),
        _("Name it .csv, .jsonl, .parquet or .zip, or give --format."),
    )


def _refuse_unfitting(kind: Format, output: Path | None, licence: str | None) -> None:
    from kumkm_targets.errors import UsageError

    if output is None and kind in ("parquet", "datapackage"):
        raise UsageError(
            _("{format} is not printed on the screen").format(format=kind), _("Name a file or folder with -o.")
        )
    if licence is not None and kind != "datapackage":
        raise UsageError(_("--licence is for a data package"), _("Give -o a folder or .zip, or leave out --licence."))
    if output is not None and output.suffix.casefold() == ".toml":
        raise UsageError(_("{path} is named like a plan file").format(path=output), _("Give the export another name."))
    if output is not None and output.is_dir() and kind != "datapackage":
        raise UsageError(_("{path} is a folder").format(path=output), _("Name a file, or give --format datapackage."))
    if kind == "parquet":
        from kumkm_targets.storage.parquet_file import require_parquet

        require_parquet()


def _folders(session: Session, plan_ids: Sequence[str]) -> list[Path]:
    """The plan folders, each once. Raises UsageError where there is none, or none of a name."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.workspace import plan_folder, plan_folders

    workspace = session.workspace
    if plan_ids:
        return [plan_folder(workspace, plan_id) for plan_id in dict.fromkeys(plan_ids)]
    folders = plan_folders(workspace)
    if not folders:
        raise UsageError(_("there is no plan here to export"), _("A plan is a folder with a plan.toml."))
    return folders


def _read(session: Session, folders: Iterable[Path], broken: list[str], *, must_be_valid: bool) -> Iterator[_Read]:
    """The plans one after another; the ids of those that are not valid go to `broken`, or the first one stops."""
    from kumkm_targets.storage.plan_files import read_plan

    gc.freeze()  # as in a check: nothing that is loaded by now will ever be garbage
    gc.set_threshold(10_000)
    for folder in folders:
        reading = read_plan(folder)
        if must_be_valid:
            yield _Read(session.opened(reading).plan, reading.realised)
        elif reading.plan is None or reading.all_flaws:
            broken.append(reading.id)
        else:
            yield _Read(reading.plan, reading.realised)


class _Counted:
    """The plans, and how many of them have passed."""

    def __init__(self, plans: Iterable[_Read]) -> None:
        self._plans = plans
        self.count = 0

    def __iter__(self) -> Iterator[_Read]:
        for plan in self._plans:
            self.count += 1
            yield plan


def _shown(plans: Iterable[_Read], total: int, output: Path | None) -> Iterator[_Read]:
    """The plans, with a bar on a terminal unless the export itself is printed there."""
    from kumkm_targets.cli.progress import with_progress

    if output is None and sys.stdout.isatty():
        return iter(plans)
    return with_progress(plans, total, prints=lambda _plan: False)


def _pieces(plans: Iterable[_Read], kind: Format, session: Session) -> Iterator[str]:
    """The table of figures, plan by plan, as CSV or JSON Lines."""
    from kumkm_targets.reporting.export.fields import FIGURE_FIELDS
    from kumkm_targets.reporting.export.figures import figures_of
    from kumkm_targets.reporting.export.lines import csv_head, csv_lines, json_lines

    if kind == "csv":
        yield csv_head(FIGURE_FIELDS)
    written = csv_lines if kind == "csv" else json_lines
    for plan, realised in plans:
        yield written(figures_of(plan, realised, session.today), FIGURE_FIELDS)


def _write(output: Path, kind: Format, plans: Iterable[_Read], session: Session, licence: str | None) -> None:
    if kind == "datapackage":
        from kumkm_targets.reporting.export.package import FILES, Package
        from kumkm_targets.storage.data_package import write_package

        package = Package(session.today, licence)
        write_package(output, FILES, package.pieces(plans), package.descriptor)
    elif kind == "parquet":
        from kumkm_targets.reporting.export.fields import FIGURE_FIELDS
        from kumkm_targets.reporting.export.figures import figures_of
        from kumkm_targets.storage.parquet_file import write_parquet

        lines = (figure for plan, realised in plans for figure in figures_of(plan, realised, session.today))
        write_parquet(output, {field.name: field.type for field in FIGURE_FIELDS}, lines)
    else:
        from kumkm_targets.storage.report_file import write_pieces

        write_pieces(output, _pieces(plans, kind, session))
