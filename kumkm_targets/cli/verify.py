"""`kumkm verify`: proof that nothing was lost or changed in silence."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from kumkm_targets.cli.options import complete_plan
from kumkm_targets.cli.session import Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.checks.verifying import VerifiedPlan

HELP = _(
    "Prove that every file parses, every seal fits, every history is whole, and all evidence is there.\n\n"
    "A line per plan says what was verified; below it what is not whole, as `kumkm check` finds it. Silenced findings "
    "count. Exit code 0: all is whole, 1: something is not, 3: a file cannot be read."
)
"""What `kumkm verify --help` says; the list of commands shows its first sentence."""

_NOT_WHOLE: Final = 1


def verify(
    context: typer.Context,
    plans: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PLAN",
            help=_("The plans' folder names; without them, all plans."),
            autocompletion=complete_plan,
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["text", "json"], typer.Option("--format", "-f", help=_("How to print it."), show_default=True)
    ] = "text",
) -> None:
    """Look at every plan with the checks on wholeness, and say how much that covers."""
    from kumkm_targets.checks.verifying import verify as verified
    from kumkm_targets.errors import UnreadableError

    session = session_of(context)
    found = verified(_folders(session, plans or ()), session.today)
    seen = _show(session, found) if format == "text" else list(found)
    if format == "json":
        from kumkm_targets.reporting.verification.data import verification_json

        sys.stdout.write(verification_json(seen))
    if not all(plan.is_readable for plan in seen):
        raise typer.Exit(UnreadableError.exit_code)
    if not all(plan.is_whole for plan in seen):
        raise typer.Exit(_NOT_WHOLE)


def _folders(session: Session, plans: Sequence[str]) -> list[Path]:
    """The folders of the plans that are named, once each, else of all. Raises UsageError."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.workspace import plan_folder, plan_folders

    workspace = session.workspace
    if plans:
        return [plan_folder(workspace, plan) for plan in dict.fromkeys(plans)]
    found = plan_folders(workspace, with_lost=True)
    if not found:
        raise UsageError(_("there is no plan here to verify"), _("A plan is a folder with a plan.toml."))
    return found


def _show(session: Session, plans: "Iterable[VerifiedPlan]") -> "list[VerifiedPlan]":
    """Print a line for each plan when it was verified, with what was found, and the last sentence."""
    from kumkm_targets.checks.verifying import Extent
    from kumkm_targets.reporting.verification.words import last_lines, plan_line

    seen: list[VerifiedPlan] = []
    for plan in plans:
        seen.append(plan)
        print(plan_line(plan))
        if plan.findings:
            from kumkm_targets.reporting.findings.text import finding_text

            screen = session.screen()
            for finding in plan.findings:
                screen.print(finding_text(finding, plan.reading.lines_of), soft_wrap=True)
    unwhole = sum(not plan.is_whole for plan in seen)
    print(*last_lines(len(seen), unwhole, sum((plan.extent for plan in seen), Extent())), sep="\n")
    return seen
