"""`kumkm history`: every entry and revision."""

import typer

from kumkm_targets.cli.options import OptionalIndicator, PlanArgument
from kumkm_targets.cli.session import session_of
from kumkm_targets.messages import _


def history(context: typer.Context, plan: PlanArgument, indicator: OptionalIndicator = None) -> None:
    """Show what was recorded, when, by whom, and what it replaced."""
    session = session_of(context)
    opened = session.open(plan)
    if indicator is not None:
        opened.indicator(indicator)

    from kumkm_targets.reporting.recording.ledger import ledger, ledger_table

    lines = list(ledger(opened.reading.realised, indicator))
    if not lines:
        typer.echo(_("nothing is recorded yet"))
        return
    screen = session.screen()
    screen.print(ledger_table(opened.plan, lines, screen.width))
