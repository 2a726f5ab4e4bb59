"""`kumkm check`: findings on plan and realised files."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.session import Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.checks.rule import Finding
    from kumkm_targets.reporting.findings_text import Lines

_FOUND = 1


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help=_("Workspaces, plan folders or files; without any, the workspace.")),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["text", "json"], typer.Option("--format", "-f", help=_("How to print it."))
    ] = "text",
) -> None:
    """Find what is wrong, all of it, with line, column and fix."""
    from kumkm_targets.checks.engine import check_plan
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.plan_files import read_plan

    session = session_of(context)
    folders = list(dict.fromkeys(_folders(session, paths or [session.workspace])))
    if not folders:
        raise UsageError(_("there is no plan here to check"), _("A plan is a folder with a plan.toml."))
    shown = _Printer(session) if format == "text" else None
    findings: list[Finding] = []
    files = 0
    for folder in folders:
        reading = read_plan(folder)
        files += len(reading.files)
        found = check_plan(reading, session.today)
        findings += found
        if shown is not None:
            shown.show(found, reading.lines_of)
    if shown is not None:
        shown.finish(findings, len(folders), files)
    else:
        from kumkm_targets.reporting.findings_data import findings_json

        sys.stdout.write(findings_json(findings, len(folders), files))
    if any(not finding.ignored for finding in findings):
        raise typer.Exit(_FOUND)


class _Printer:
    """Prints findings plan by plan, as they are found. Rich is loaded only when there is one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def show(self, found: "Sequence[Finding]", lines_of: "Lines") -> None:
        if not found:
            return
        from kumkm_targets.reporting.findings_text import finding_text

        screen = self._session.screen()
        try:
            for finding in found:
                screen.print(finding_text(finding, lines_of), soft_wrap=True)
        except SystemExit as leaving:
            if not isinstance(leaving.__context__, BrokenPipeError):
                raise  # where the reader has gone, the rest goes nowhere and the verdict stands

    def finish(self, findings: "Sequence[Finding]", plans: int, files: int) -> None:
        from kumkm_targets.reporting.findings_summary import summary_text

        typer.echo(summary_text(findings, plans, files))


def _folders(session: Session, paths: Sequence[Path]) -> Iterator[Path]:
    """The plan folders that `paths` name. Raises UsageError for a path that leads to none."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.workspace import PLAN_FILE, REALISED_FOLDER, plan_folders

    for path in paths:
        if path.is_file():
            folder = path.parent.parent if path.parent.name == REALISED_FOLDER else path.parent
        else:
            folder = path.parent if path.name == REALISED_FOLDER else path
        if (folder / PLAN_FILE).exists():
            yield folder
            continue
        found = plan_folders(folder) if folder.is_dir() and path == folder else []
        if not found and path != session.plans and not path.is_dir():
            raise UsageError(
                _("{path} is neither a plan nor a folder of plans").format(path=path),
                _("A plan is a folder with a plan.toml."),
            )
        yield from found
