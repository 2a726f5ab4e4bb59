"""`kumkm undo`: what was recorded last is taken back, by one more entry."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.completion import complete_part, complete_programme
from kumkm_targets.cli.options import OptionalIndicator, PlanArgument, YearOption
from kumkm_targets.cli.session import OpenPlan, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.model.ledger import Event
    from kumkm_targets.model.recording import Scope

HELP = _(
    "Take the last entry back, by one more entry.\n\n"
    "What was said before holds again, and the history keeps both; undoing that brings back what was taken back. "
    "Without INDICATOR, the last entry of the plan. A figure that had none before it is called unavailable, with the "
    "reason; that of a quarter or a kabupaten/kota is not recorded any more."
)
"""What `kumkm undo --help` says; the list of commands shows its first sentence."""


def undo(
    context: typer.Context,
    plan: PlanArgument,
    indicator: OptionalIndicator = None,
    programme: Annotated[
        str | None,
        typer.Option(metavar="PROGRAMME", help=_("What this programme has spent."), autocompletion=complete_programme),
    ] = None,
    year: YearOption = None,
    quarter: Annotated[
        Literal["1", "2", "3", "4"] | None,
        typer.Option("--quarter", metavar="1-4", help=_("The figure is that of a quarter.")),
    ] = None,
    part: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help=_("The figure is that of a kabupaten/kota, named by its code (62.71)."),
            autocompletion=complete_part,
        ),
    ] = None,
    reason: Annotated[str | None, typer.Option(help=_("Why it is taken back; kept in the history."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show everything, write nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing."))] = False,
) -> None:
    """Take the last entry back: what was said before it holds again, and the history keeps both."""
    from kumkm_targets.cli.recording import Manner, settle
    from kumkm_targets.cli.taking_back import UndoProposal
    from kumkm_targets.errors import UsageError
    from kumkm_targets.model.undoing import last_event

    session = session_of(context)
    opened = session.open(plan)
    if indicator is not None and programme is not None:
        raise UsageError(_("an entry is that of an indicator or of a programme, not of both"))
    if indicator is None and (quarter is not None or part is not None):
        raise UsageError(_("{name} is missing").format(name="INDICATOR"))
    if programme is not None:
        opened.programme(programme)
    elif indicator is not None:
        opened.indicator(indicator)
    found = _asked_for(opened, indicator, programme, year, _scope(opened, quarter, part))
    proposal = UndoProposal.of(session, opened, last_event(found))
    manner = Manner(assume_yes=yes, dry_run=dry_run)
    settle(proposal, (reason or "").strip() or _("taken back"), manner, _("Take this back?"))


def _scope(opened: OpenPlan, quarter: str | None, part: str | None) -> "Scope | None":
    """What of the year is meant; None where that is not said. Raises UsageError."""
    from kumkm_targets.cli.parts import part_code
    from kumkm_targets.errors import UsageError
    from kumkm_targets.model.recording import Scope

    if quarter is not None and part is not None:
        raise UsageError(
            _("a figure is that of a quarter or of a kabupaten/kota, not of both"), _("Name --quarter or --part.")
        )
    if quarter is None and part is None:
        return None
    return Scope(int(quarter) if quarter else None, None if part is None else part_code(opened, part))


def _asked_for(
    opened: OpenPlan, indicator: str | None, programme: str | None, year: int | None, scope: "Scope | None"
) -> "list[Event]":
    from kumkm_targets.model.ledger import events

    wanted = programme or indicator
    return [
        event
        for event in events(opened.reading.realised)
        if (wanted is None or (event.id == wanted and (event.kind == "spending") == (programme is not None)))
        and year in (None, event.year)
        and scope in (None, event.scope)
    ]
