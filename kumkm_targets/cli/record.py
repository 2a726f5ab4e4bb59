"""`kumkm record`: one realised figure, or a walk through all that are due."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.completion import complete_part
from kumkm_targets.cli.options import OptionalIndicator, PlanArgument, ReopenOption, YearOption
from kumkm_targets.cli.session import OpenPlan, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.cli.place import Place
    from kumkm_targets.model.realised import Entry
    from kumkm_targets.model.recording import Scope


def record(
    context: typer.Context,
    plan: PlanArgument,
    indicator: OptionalIndicator = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help=_('The figure, such as 1.311 or 3,84 or "Rp222 miliar".'))
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
    source: Annotated[str | None, typer.Option(help=_("Where the figure comes from: a source id or words."))] = None,
    status: Annotated[
        Literal["very_preliminary", "preliminary", "estimate", "final"] | None,
        typer.Option(help=_("How final it is; without it, final once the year has ended.")),
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help=_("The day the figure describes."))] = None,
    note: Annotated[str | None, typer.Option(help=_("A remark to keep with the figure."))] = None,
    reason: Annotated[str | None, typer.Option(help=_("Why this figure replaces the one recorded before."))] = None,
    reopen_because: ReopenOption = None,
    unavailable: Annotated[
        str | None, typer.Option(metavar="REASON", help=_("There is no figure yet, and this is why."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show everything, write nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Record a figure although it looks unlikely."))] = False,
) -> None:
    """Record what came about in a year, in one of its quarters, or in a kabupaten/kota."""
    from kumkm_targets.cli.figure_proposal import FigureProposal
    from kumkm_targets.cli.place import Place
    from kumkm_targets.cli.recording import Manner, asked_year, content_of, settle, stamped, why_reopened
    from kumkm_targets.cli.walk import walk
    from kumkm_targets.errors import UsageError

    session = session_of(context)
    opened = session.open(plan)
    if value is not None and unavailable is not None:
        raise UsageError(_("a figure has a value or is unavailable, not both"))
    scope = _scope(opened, quarter, part, unavailable)
    if indicator is None and (scope != (None, None) or reopen_because is not None):
        raise UsageError(_("{name} is missing").format(name="INDICATOR"))
    if indicator is not None:
        opened.indicator(indicator)
    asked = asked_year(session, opened, year)
    correction = why_reopened(content_of(opened, asked), reason, reopen_because)
    manner = Manner(assume_yes=yes, force=force, dry_run=dry_run, reopening=correction is not None)
    if indicator is None:
        walk(session, opened, asked, manner)
        return
    place = Place(session, opened, indicator, asked, scope)
    entry = _entry(place, value, unavailable, source, status, as_of, note, asking=not yes)
    settle(FigureProposal(place, stamped(entry)), correction or reason, manner)


def _scope(opened: OpenPlan, quarter: str | None, part: str | None, unavailable: str | None) -> "Scope":
    """What of the year the figure is about. Raises UsageError for options that do not fit together, or the plan."""
    from kumkm_targets.cli.parts import part_code
    from kumkm_targets.errors import UsageError
    from kumkm_targets.model.recording import Scope

    if quarter is not None and part is not None:
        raise UsageError(
            _("a figure is that of a quarter or of a kabupaten/kota, not of both"), _("Name --quarter or --part.")
        )
    if unavailable is not None and (quarter is not None or part is not None):
        raise UsageError(
            _("a quarter or a kabupaten/kota is not called unavailable: without a figure it is not known yet"),
            _("Record its figure once it is known; --unavailable is said of the whole year."),
        )
    return Scope(int(quarter) if quarter else None, None if part is None else part_code(opened, part))


def _entry(
    place: "Place",
    value: str | None,
    unavailable: str | None,
    source: str | None,
    status: str | None,
    as_of: str | None,
    note: str | None,
    *,
    asking: bool,
) -> "Entry":
    """The entry that the arguments and answers make.

    What is not said again is kept where the figure itself stays the same. A quarter or part shares what holds for the
    others, and on a terminal its source is asked for all the same.
    """
    from kumkm_targets.cli.prompts import ask, ask_until, is_interactive
    from kumkm_targets.cli.recording import checked
    from kumkm_targets.errors import UsageError
    from kumkm_targets.figures.dates import read_date
    from kumkm_targets.model.realised import Entry
    from kumkm_targets.reporting.words import question_for

    asking = asking and is_interactive()
    figure = None
    if value is not None:
        figure = place.read(value)
    elif unavailable is None:
        if not is_interactive():
            raise UsageError(_("{name} is missing").format(name="VALUE"), _("Give the figure, or --unavailable."))
        figure = ask_until(question_for(place.indicator), place.read)
    old = place.in_force
    is_same = old is not None and (old.value, old.unavailable) == (figure, unavailable)
    kept = old if old is not None and is_same else place.shared()
    if source is None and figure is not None and asking and not (is_same and kept.source):
        source = ask(_("Source"), kept.source or "")
    source = source or kept.source
    stated = {
        "value": figure,
        "unavailable": unavailable,
        "status": status or kept.status or (place.usual_status if figure is not None else None),
        "source": source,
        "source_digest": place.opened.digest_of_source(source),
        "as_of": read_date(as_of) if as_of else kept.as_of,
        "note": note or kept.note,
    }
    return checked(Entry, stated)
