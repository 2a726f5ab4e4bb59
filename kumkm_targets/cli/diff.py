"""`kumkm diff`: what changed in plans and figures between two revisions or days."""

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.options import complete_plan
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kumkm_targets.storage.plan_versions import PlanVersions

HELP = _(
    "Tell what changed in targets and figures between two Git revisions or days, in words.\n\n"
    "A revision is a branch, a tag or a commit; main... is where the present branch left main. A day such as "
    "2026-03-01 is the last commit of the present branch before its end. With one of them, it is compared with the "
    "files as they stand there."
)
"""What `kumkm diff --help` says; the list of commands shows its first sentence."""


def diff(
    context: typer.Context,
    then: Annotated[str, typer.Argument(metavar="REV", help=_("The revision or day to compare with."))],
    now: Annotated[
        str | None, typer.Argument(metavar="REV", help=_("The later one; without it, the files as they stand there."))
    ] = None,
    plan: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PLAN", help=_("Only this plan; may be given several times."), autocompletion=complete_plan
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["text", "markdown", "json"],
        typer.Option("--format", "-f", help=_("How to print it."), show_default=True),
    ] = "text",
) -> None:
    """Tell what changed, and what that does to achievement; differences are no failure."""
    from kumkm_targets.errors import UnreadableError
    from kumkm_targets.reporting.changes.plan_diff import plan_diffs
    from kumkm_targets.reporting.changes.sections import Moments
    from kumkm_targets.storage.plan_versions import plan_versions
    from kumkm_targets.storage.workspace import plan_folders

    session = session_of(context)
    versions = plan_versions(session.workspace, then, now)
    if plan:
        here = [folder.name for folder in plan_folders(session.workspace)]
        versions = _named(versions, dict.fromkeys(plan), here)
    moments, diffs = Moments(then, now), list(plan_diffs(versions, session.today))
    if format == "json":
        from kumkm_targets.reporting.changes.data import changes_json

        sys.stdout.write(changes_json(moments, diffs))
    elif format == "markdown":
        from kumkm_targets.reporting.changes.markdown import changes_markdown

        sys.stdout.write(changes_markdown(moments, diffs))
    else:
        from kumkm_targets.reporting.changes.report import changes_report

        session.screen().print(changes_report(moments, diffs))
    broken = [one.id for one in diffs if one.fate == "unreadable_now"]
    if broken:
        raise UnreadableError(
            _("not valid: {plans}").format(plans=", ".join(broken)),
            _("`kumkm check` shows what is wrong.") if now is None else "",
        )


def _named(versions: "Sequence[PlanVersions]", wanted: dict[str, None], here: list[str]) -> "list[PlanVersions]":
    """The versions of the plans asked for, by their name now or then. Raises UsageError for one that never was."""
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.nearest import nearest

    named = [(one, {side.id for side in (one.then, one.now) if side is not None}) for one in versions]
    known = {*here, *(name for _one, names in named for name in names)}
    for name in wanted:
        if name not in known:
            near = nearest(name, known)
            raise UsageError(
                _("there is no plan “{plan}”, now or then").format(plan=name),
                _("Did you mean `{nearest}`?").format(nearest=near) if near else "",
            )
    return [one for one, names in named if names & wanted.keys()]
