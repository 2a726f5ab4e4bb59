"""The appraisal that a command asks for: which year, up to which quarter, by which targets."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kumkm_targets.cli.session import OpenPlan, Session
from kumkm_targets.messages import _

if TYPE_CHECKING:
    from kumkm_targets.evaluation.appraisal import Appraisal
    from kumkm_targets.evaluation.row import Row

AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help=_("Judge by the targets in force on this day.")),
]
OriginalOption = Annotated[
    bool, typer.Option("--original", help=_("Judge by the targets as first declared, before any amendment."))
]
QuarterOption = Annotated[
    Literal["1", "2", "3", "4"] | None,
    typer.Option("--quarter", metavar="1-4", help=_("Judge the year up to this quarter.")),
]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a year is judged. in_force_on: the day whose targets count; None: the end of the year."""

    in_force_on: date | None = None
    quarter: int | None = None


def manner(as_of: str | None, quarter: str | None, *, original: bool) -> Manner:
    """The manner that the options ask for. Raises UsageError for what is no day, or two days at once."""
    from kumkm_targets.errors import RefusedError, UsageError
    from kumkm_targets.evaluation.targets import ORIGINAL
    from kumkm_targets.figures.dates import read_date

    up_to = None if quarter is None else int(quarter)
    if as_of is None:
        return Manner(ORIGINAL if original else None, up_to)
    if original:
        raise UsageError(_("--as-of and --original exclude one another"))
    try:
        return Manner(read_date(as_of), up_to)
    except RefusedError as error:
        raise UsageError(error.message, error.advice) from error


def appraised(session: Session, opened: OpenPlan, year: int | None, manner: Manner | None = None) -> "Appraisal":
    """The appraisal of `year`, or of the latest year with any figure.

    Raises UsageError for a year that is neither in the plan's period nor has figures.
    """
    from kumkm_targets.errors import UsageError
    from kumkm_targets.evaluation.appraisal import appraise, latest_year

    plan, realised = opened.plan, opened.reading.realised
    if year is None:
        year = latest_year(plan, realised, session.today)
    period = plan.header.period
    if not period.start <= year <= period.end and year not in realised:
        raise UsageError(
            _("{year} lies outside the plan's period {start}–{end}, and nothing is recorded for it").format(
                year=year, start=period.start, end=period.end
            ),
            _("Years with figures: {years}.").format(years=", ".join(map(str, sorted(realised))) or "–"),
        )
    how = manner or Manner()
    return appraise(plan, realised, year, session.today, in_force_on=how.in_force_on, quarter=how.quarter)


def judged_row(appraisal: "Appraisal", indicator_id: str) -> "Row":
    """What the appraisal says of the indicator. Raises UsageError, naming the successor, where it is retired."""
    from kumkm_targets.errors import UsageError

    row = next((row for row in appraisal.rows if row.id == indicator_id), None)
    if row is not None:
        return row
    plan, indicator = appraisal.plan, appraisal.plan.indicators[indicator_id]
    advice = _("Ask for --year {year} or before.").format(year=indicator.retired)
    if indicator.successor in plan.indicators:
        advice = _("Its successor is `{successor}`.").format(successor=indicator.successor) + f" {advice}"
    raise UsageError(
        _("“{name}” is retired: {last} was its last year").format(name=indicator_id, last=indicator.retired), advice
    )
