"""`kumkm record`: one realised figure, or a walk through all that are due."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.options import OptionalIndicator, PlanArgument, YearOption
from kumkm_targets.cli.session import Session, session_of
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.cli.recording import Place
    from kumkm_targets.model.realised import Entry


def record(
    context: typer.Context,
    plan: PlanArgument,
    indicator: OptionalIndicator = None,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help=_('The figure, such as 1.311 or 3,84 or "Rp222 miliar".'))
    ] = None,
    year: YearOption = None,
    source: Annotated[str | None, typer.Option(help=_("Where the figure comes from: a source id or words."))] = None,
    status: Annotated[
        Literal["very_preliminary", "preliminary", "estimate", "final"] | None,
        typer.Option(help=_("How final it is; without it, final once the year has ended.")),
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help=_("The day the figure describes."))] = None,
    note: Annotated[str | None, typer.Option(help=_("A remark to keep with the figure."))] = None,
    reason: Annotated[str | None, typer.Option(help=_("Why this figure replaces the one recorded before."))] = None,
    unavailable: Annotated[
        str | None, typer.Option(metavar="REASON", help=_("There is no figure yet, and this is why."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show everything, write nothing."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Ask nothing."))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Record a figure although it looks unlikely."))] = False,
) -> None:
    """Record what came about."""
    from kumkm_targets.cli.recording import Manner, Place, settle
    from kumkm_targets.cli.walk import walk
    from kumkm_targets.errors import UsageError

    session = session_of(context)
    opened = session.open(plan)
    if value is not None and unavailable is not None:
        raise UsageError(_("a figure has a value or is unavailable, not both"))
    manner = Manner(assume_yes=yes, force=force, dry_run=dry_run)
    asked_year = _year(session, opened.plan.header.period.start, year)
    if indicator is None:
        walk(session, opened, asked_year, manner)
        return
    opened.indicator(indicator)
    place = Place(session, opened, indicator, asked_year)
    entry = _entry(place, value, unavailable, source, status, as_of, note, asking=not yes)
    settle(place, entry, reason, manner)


def _year(session: Session, start: int, year: int | None) -> int:
    """The year asked for; asks where it is missing and somebody is there. Raises UsageError."""
    from kumkm_targets.cli.prompts import ask_until, is_interactive
    from kumkm_targets.errors import UsageError
    from kumkm_targets.figures.dates import read_year

    if year is not None:
        return year
    if not is_interactive():
        raise UsageError(_("{name} is missing").format(name="--year"), _("Name the year of the figure."))
    return ask_until(_("Year"), read_year, str(max(start, session.today.year - 1)))


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

    What is not said again is kept where the figure itself stays the same.
    """
    from pydantic import ValidationError

    from kumkm_targets.cli.prompts import ask, ask_until, is_interactive
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
    kept = old if old is not None and (old.value, old.unavailable) == (figure, unavailable) else Entry()
    source = source or kept.source
    if source is None and figure is not None and asking:
        source = ask(_("Source")) or None
    stated = {
        "value": figure,
        "unavailable": unavailable,
        "status": status or kept.status or (place.usual_status if figure is not None else None),
        "source": source,
        "as_of": read_date(as_of) if as_of else kept.as_of,
        "note": note or kept.note,
    }
    try:
        return Entry.model_validate(stated)
    except ValidationError as error:
        names = ", ".join(f"--{detail['loc'][0]}".replace("_", "-") for detail in error.errors())
        raise UsageError(_("{name}: this text is empty, too long or not text").format(name=names)) from error
