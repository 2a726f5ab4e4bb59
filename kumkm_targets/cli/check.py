"""`kumkm check`: findings on plan and realised files."""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from kumkm_targets.cli.check_report import Format, write_report
from kumkm_targets.cli.cores import cores
from kumkm_targets.cli.session import Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.checks.checked_plan import CheckedPlan, Tally
    from kumkm_targets.checks.many import Task

_FOUND: Final = 1

FailOn = Literal["error", "warning", "never"]


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help=_("Workspaces, plan folders or files; without any, the workspace.")),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="CODES", help=_("Report only these: codes, their beginnings (KT3) or names.")),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help=_("Do not report these."))] = None,
    fail_on: Annotated[FailOn, typer.Option(help=_("What makes the exit code 1."), show_default=True)] = "warning",
    format: Annotated[  # noqa: A002 - the option's name
        Format, typer.Option("--format", "-f", help=_("How to print it."), show_default=True)
    ] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=_("Write the report to a file."))
    ] = None,
    statistics: Annotated[
        bool | None, typer.Option("--statistics", help=_("Print how often each check has found something."))
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(metavar="REV", help=_("Only plans changed since a Git revision, and what history forbids.")),
    ] = None,
    fix: Annotated[bool | None, typer.Option("--fix", help=_("Mend what has exactly one right answer."))] = None,
    diff: Annotated[
        bool | None, typer.Option("--diff", help=_("Show what --fix would change, and write nothing."))
    ] = None,
) -> None:
    """Find what is wrong, all of it, with line, column and fix."""
    from kumkm_targets.checks.selection import selected
    from kumkm_targets.errors import UsageError

    if statistics and format != "text":
        raise UsageError(_("--statistics is printed as text only"), _("Leave out one of --statistics and --format."))
    if diff and (output or statistics or format != "text"):
        raise UsageError(_("--diff prints changes and no report"), _("Leave out --output, --format and --statistics."))
    if output and output.suffix == ".toml":
        raise UsageError(_("{path} is named like a plan file").format(path=output), _("Give the report another name."))
    session = session_of(context)
    codes = selected(select or (), ignore or ())
    folders, task, gone = _what_to_check(session, paths, codes, changed_since)
    if fix or diff:
        from kumkm_targets.cli.fixing import fix_plans

        changes = fix_plans(folders, task, session, write=not diff)
        if diff:
            raise typer.Exit(_FOUND if changes else 0)
    checked = chain(_checked(folders, task, is_document=format != "text" and output is None), gone)
    tally = write_report(checked, format, session, output, statistics=bool(statistics))
    if _fails(tally, fail_on):
        raise typer.Exit(_FOUND)


def _what_to_check(
    session: Session, paths: Sequence[Path] | None, codes: frozenset[str], changed_since: str | None
) -> "tuple[list[Path], Task, list[CheckedPlan]]":
    """The plan folders, what is asked of them, and the plans that are no more."""
    from kumkm_targets.checks.many import Task, removed
    from kumkm_targets.errors import UsageError

    places = paths or [session.workspace]
    folders = _distinct(_folders(session, places)) if len(places) > 1 else [*_folders(session, places)]
    if changed_since is None:
        if not folders:
            raise UsageError(_("there is no plan here to check"), _("A plan is a folder with a plan.toml."))
        return folders, Task(session.today, codes), []
    from kumkm_targets.storage.past_plans import changed_plans, past_plans
    from kumkm_targets.storage.workspace import PLAN_FILE

    workspaces = [place for place in places if place.is_dir() and not (place / PLAN_FILE).exists()]
    changed = changed_plans(folders, workspaces, changed_since)
    then = {plan.folder: past for plan, past in past_plans(changed) if past is not None}
    gone = [removed(then[plan.folder], plan.folder, codes) for plan in changed if plan.is_gone]
    left = [plan.folder for plan in changed if not plan.is_gone]
    checked = {*left}
    beside = [folder for folder in folders if folder not in checked]
    return left, Task(session.today, codes, then, beside), gone


def _checked(folders: Sequence[Path], task: "Task", *, is_document: bool) -> "Iterator[CheckedPlan]":
    from kumkm_targets.checks.many import check_folders
    from kumkm_targets.cli.progress import with_progress

    gc.freeze()  # nothing that is loaded by now will ever be garbage: not looking at it saves a tenth of the time
    gc.set_threshold(10_000)  # nor are there circles among the thousands of objects of a plan: this saves a tenth more
    plans = check_folders(folders, task, cores())
    if is_document and sys.stdout.isatty():
        return plans  # a bar between the lines of a document would break it
    return with_progress(plans, len(folders), prints=lambda plan: bool(plan.findings))


def _distinct(folders: Iterable[Path]) -> list[Path]:
    """The folders, each once, however it is named."""
    named: dict[Path, Path] = {}
    for folder in folders:
        named.setdefault(folder.resolve(), folder)
    return [*named.values()]


def _fails(tally: "Tally", fail_on: FailOn) -> bool:
    return (tally.errors > 0 and fail_on != "never") or (tally.warnings > 0 and fail_on == "warning")


def _folders(session: Session, paths: Iterable[Path]) -> Iterator[Path]:
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
        found = plan_folders(folder, with_lost=True) if folder.is_dir() and path == folder else []
        if not found and path != session.plans and not path.is_dir():
            raise UsageError(
                _("{path} is neither a plan nor a folder of plans").format(path=path),
                _("A plan is a folder with a plan.toml."),
            )
        yield from found
