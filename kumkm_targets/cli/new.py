"""`kumkm new`: a commented, valid plan.toml to start from."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _


def new(
    context: typer.Context,
    plan: Annotated[
        str, typer.Argument(metavar="PLAN", help=_("The new folder's name, such as kalteng-rakortek-2027."))
    ],
    kind: Annotated[Literal["rakortek", "rpjmd"] | None, typer.Option(help=_("What kind of document it is."))] = None,
    title: Annotated[str | None, typer.Option(help=_("The document's title."))] = None,
    region: Annotated[
        str | None, typer.Option(metavar="CODE", help=_("The Kemendagri code of the region: 62 or 62.71."))
    ] = None,
    region_name: Annotated[str | None, typer.Option(help=_("The region's name."))] = None,
    organisation: Annotated[str | None, typer.Option(help=_("The office that keeps the plan."))] = None,
    start: Annotated[int | None, typer.Option(metavar="YEAR", help=_("The first year."))] = None,
    end: Annotated[int | None, typer.Option(metavar="YEAR", help=_("The last year."))] = None,
) -> None:
    """Write plan.toml with comments; what is not given as an option is asked for."""
    from kumkm_targets.cli.new_questions import answers
    from kumkm_targets.errors import UsageError
    from kumkm_targets.storage.git_files import ATTRIBUTES_FILE, write_lines
    from kumkm_targets.storage.plan_template import write_plan
    from kumkm_targets.storage.workspace import WORKSPACE_NAME

    session = session_of(context)
    given = answers(
        plan=plan,
        kind=kind,
        title=title,
        region=region,
        region_name=region_name,
        organisation=organisation,
        start=start,
        end=end,
        this_year=session.today.year,
    )
    try:
        workspace = session.workspace
    except UsageError:
        workspace = session.plans or Path(WORKSPACE_NAME)
    path = write_plan(workspace, given)
    typer.echo(_("Written: {path}").format(path=path.as_posix()))
    for written in write_lines(workspace):
        text = _("Written: {path} (what Git leaves out)")
        if written.name == ATTRIBUTES_FILE:
            text = _("Written: {path} (how Git merges realised files; `kumkm git install` sets it up)")
        typer.echo(text.format(path=written.as_posix()))
    typer.echo(_("Declare its indicators there, then look at `kumkm status {plan}`.").format(plan=plan))
