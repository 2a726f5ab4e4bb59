"""`kumkm record-budget`: what a programme has spent in a year."""

from typing import TYPE_CHECKING, Annotated

import typer

from kumkm_targets.cli.completion import complete_programme
from kumkm_targets.cli.options import PlanArgument, ReopenOption, YearOption
from kumkm_targets.cli.session import OpenPlan, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.model.realised import Expense


def record_budget(
    context: typer.Context,
    plan: PlanArgument,
    programme: Annotated[
        str, typer.Argument(metavar="PROGRAMME", help=_("The programme's id."), autocompletion=complete_programme)
    ],
    amount: Annotated[
        str | None, typer.Argument(metavar="AMOUNT", help=_('What was spent, such as "Rp1,1 miliar" or 1.100.000.000.'))
    ] = None,
    year: YearOption = None,
    source: Annotated[str | None, typer.Option(help=_("Where the figure comes from: a source id or words."))] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help=_("The day up to which it was spent."))] = None,
    note: Annotated[str | None, typer.Option(help=_("A remark to keep with the figure."))] = None,
    reason: Annotated[str | None, typer.Option(help=_("Why this figure replaces the one recorded before."))] = None,
    reopen_because: ReopenOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show everything, write nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Record a figure although it looks unlikely."))] = False,
) -> None:
    """Record what a programme has spent of its budget since the year began."""
    from kumkm_targets.cli.expense_proposal import ExpenseProposal
    from kumkm_targets.cli.recording import Manner, asked_year, content_of, settle, stamped, why_reopened

    session = session_of(context)
    opened = session.open(plan)
    opened.programme(programme)
    asked = asked_year(session, opened, year)
    content = content_of(opened, asked)
    correction = why_reopened(content, reason, reopen_because)
    old = content.programmes.get(programme)
    expense = _expense(opened, old, amount, source, as_of, note, asking=not yes)
    proposal = ExpenseProposal(opened, programme, asked, stamped(expense), session.today)
    manner = Manner(assume_yes=yes, force=force, dry_run=dry_run, reopening=correction is not None)
    settle(proposal, correction or reason, manner)


def _expense(
    opened: OpenPlan,
    old: "Expense | None",
    amount: str | None,
    source: str | None,
    as_of: str | None,
    note: str | None,
    *,
    asking: bool,
) -> "Expense":
    """The statement that the arguments and answers make; what is not said again of the same amount is kept."""
    from kumkm_targets.cli.prompts import ask, ask_until, is_interactive
    from kumkm_targets.cli.recording import checked
    from kumkm_targets.errors import UsageError
    from kumkm_targets.figures.dates import read_date
    from kumkm_targets.figures.reading import read_figure
    from kumkm_targets.figures.units import unit
    from kumkm_targets.model.realised import Expense

    rupiah = unit("Rp")
    if amount is not None:
        spent = read_figure(amount, rupiah)
    elif is_interactive():
        spent = ask_until(_("Spent (Rp)"), lambda answer: read_figure(answer, rupiah))
    else:
        raise UsageError(_("{name} is missing").format(name="AMOUNT"), _("Give what was spent, in rupiah."))
    kept = old if old is not None and old.spent == spent else Expense(spent=spent)
    source = source or kept.source
    if source is None and asking and is_interactive():
        source = ask(_("Source")) or None
    stated = {
        "spent": spent,
        "source": source,
        "source_digest": opened.digest_of_source(source),
        "as_of": read_date(as_of) if as_of else kept.as_of,
        "note": note or kept.note,
    }
    return checked(Expense, stated)
