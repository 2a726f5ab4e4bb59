"""`kumkm git`: setting up Git, and the merge driver that Git then calls."""

import shlex
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kumkm_targets.cli.help import Command, CommandGroup
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import N_, _

if TYPE_CHECKING:
    from kumkm_targets.model.merging import Conflict
    from kumkm_targets.storage.realised_merge import MergeOutcome

_CONFLICTS: Final = 1
"""What a merge driver answers with where it leaves conflicts, as Git expects."""
_NOT_RUN: Final = 126
"""From here on the shell says that a program is not there or could not be run."""
_NAME: Final = "kumkm: realised figures, one by one"
_SIDES: Final = {"ours": N_("our side"), "theirs": N_("their side"), "base": N_("the common ancestor")}

group = typer.Typer(cls=CommandGroup, no_args_is_help=True, suggest_commands=False, rich_markup_mode="rich")


@group.command("install", cls=Command, help=_("Have Git merge realised files by figure in this clone."))
def install(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show what would be done, do nothing."))] = False,
) -> None:
    """Set up the driver in the clone, and the lines of the workspace's .gitattributes and .gitignore."""
    from kumkm_targets.storage.git import Repository
    from kumkm_targets.storage.git_files import DRIVER, REALISED_FILES, missing_lines, write_lines

    workspace = session_of(context).workspace
    repository = Repository(workspace)
    typer.echo(_("Repository: {path}").format(path=repository.top().as_posix()))
    wanted = {f"merge.{DRIVER}.name": _NAME, f"merge.{DRIVER}.driver": driver_command(_program())}
    changed = {key: value for key, value in wanted.items() if repository.setting(key) != value}
    missing = missing_lines(workspace)
    if not dry_run:
        for key, value in changed.items():
            repository.set(key, value)
        write_lines(workspace)
    setting = _("would be set: {key} = {value}") if dry_run else _("set: {key} = {value}")
    for key, value in changed.items():
        typer.echo(setting.format(key=key, value=value))
    added = _("would be added to {path}: {line}") if dry_run else _("added to {path}: {line}")
    for path, line in missing:
        typer.echo(added.format(path=path.as_posix(), line=line))
    if missing:
        typer.echo(_("Commit these files, so that every clone has them."))
    if not (changed or missing):
        typer.echo(_("All is set up already; nothing was changed."))
    if dry_run:
        return
    in_force = repository.attribute("merge", REALISED_FILES.replace("*", "2025"))
    if in_force != DRIVER:
        typer.echo(
            _("But another rule says merge={rule} for these files: look into .git/info/attributes.").format(
                rule=in_force
            ),
            err=True,
        )
    elif changed or missing:
        typer.echo(_("Git now merges realised files by figure here. Every clone needs `kumkm git install` once."))


@group.command("merge", cls=Command, help=_("Merge one realised file; Git calls this."), hidden=True)
def merge(
    base: Annotated[Path, typer.Argument(metavar="BASE", help=_("The common ancestor (%O)."))],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help=_("Our side, and the result (%A)."))],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help=_("Their side (%B)."))],
    path: Annotated[Path, typer.Argument(metavar="PATH", help=_("Where the file belongs (%P)."))],
) -> None:
    """Write the merged file to OURS; exit with 1 where conflicts are left."""
    from kumkm_targets.storage.realised_merge import merge_realised

    outcome = merge_realised(base, ours, theirs, path)
    for line in _report(outcome, path):
        typer.echo(line, err=True)
    if not outcome.is_clean:
        raise typer.Exit(_CONFLICTS)


def driver_command(program: str) -> str:
    """The command with which Git calls `program`, quoted for the shell that Git brings along on every system.

    Where the program is gone, Git merges the lines, as it does without a driver.
    """
    return (
        f"{program} git merge %O %A %B %P; code=$?; "
        f"if test $code -ge {_NOT_RUN}; then git merge-file -L ours -L base -L theirs %A %O %B; code=$?; fi; "
        "exit $code"
    )


def _program() -> str:
    """How the shell finds this very installation, whatever environment is active when Git merges.

    -P: a folder of the repository that is called like our package is not ours.
    """
    scripts = Path(sysconfig.get_path("scripts"))
    found = next((path for name in ("kumkm", "kumkm.exe") if (path := scripts / name).is_file()), None)
    words = [found.as_posix()] if found else [Path(sys.executable).as_posix(), "-P", "-m", "kumkm_targets"]
    return " ".join(map(shlex.quote, words)).replace("%", "%%")


def _report(outcome: "MergeOutcome", path: Path) -> list[str]:
    """What Git's user is told of a merge: nothing where all went well."""
    from kumkm_targets.reporting.plain import one_line

    name = one_line(path.as_posix())
    if outcome.unfit is not None:
        why = _("{path}: {side} is not a valid realised file without comments, so that Git has merged the lines")
        return [why.format(path=name, side=_(_SIDES[outcome.unfit])), _("  `kumkm check` shows what is to be mended.")]
    lines = [f"{name}: {_conflict_words(conflict)}" for conflict in outcome.conflicts]
    if any(conflict.table == "closing" for conflict in outcome.conflicts):
        lines.append(_("  Take `closed` and what belongs to it out on both sides, and close the year again."))
    if lines:
        lines.append(
            _("  Keep one side of each, take the lines with <<<<<<<, ======= and >>>>>>> out, then `git add`.")
        )
    return lines


def _conflict_words(conflict: "Conflict") -> str:
    if conflict.table == "closing":
        return _("closed on one side, changed on the other")
    if conflict.table == "programmes":
        return _("both sides say differently what “{name}” has spent").format(name=conflict.name)
    return _("both sides say differently what “{name}” is").format(name=conflict.name)
