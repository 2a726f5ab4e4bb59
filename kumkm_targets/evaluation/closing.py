"""Closing a year: what is lacking for it, the year once it is closed, and the seal after a correction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from kumkm_targets.errors import RefusedError
from kumkm_targets.evaluation.due import Due, due
from kumkm_targets.evaluation.seal import seal_break, sealed
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear

_ALL_IS_OVERDUE: Final = (4, 1)
"""Month and day of the following year on which every figure that is not final is due."""


def lacking(plan: Plan, realised: Mapping[int, RealisedYear], year: int, today: date) -> tuple[Due, ...]:
    """What keeps `year` from being closed: all that `due` asks for, and what is not final although it need not be yet.

    A year that was closed by hand is looked at as if it was open.
    """
    content = realised.get(year)
    if content is not None:
        realised = {**realised, year: content.model_copy(update={"closed": None})}
    return due(plan, realised, max(today, date(year + 1, *_ALL_IS_OVERDUE)), year)


def closed_year(plan: Plan, content: RealisedYear, at: datetime, by: str | None, because: str | None) -> RealisedYear:
    """`content` closed at that moment and sealed; a year that is closed already keeps its day."""
    stamps: dict[str, Any] = {"closed_by": content.closed_by or by, "closed_because": because}
    if content.closed is None:
        stamps |= {"closed": at.date(), "closed_at": at}
    return sealed(plan, content.model_copy(update=stamps))


def refuse_broken_seal(plan: Plan, content: RealisedYear) -> None:
    """Stop where the seal does not fit: a new one would hide what was changed. Raises RefusedError."""
    if content.seal is not None and seal_break(plan, content) is not None:
        raise RefusedError(
            _("the seal of {year} no longer fits").format(year=content.year),
            _("`kumkm check` shows what was changed; put that back before the year is corrected."),
        )
