"""A recorded year as it was at a revision, beside the same year as it is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from kumkm_targets.figures.writing import write_number, write_with_unit
from kumkm_targets.messages import _
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.storage.flaws import Flaw
from kumkm_targets.storage.plan_files import PlanReading, RealisedReading

_MAX_TEXT: Final = 60


@dataclass(frozen=True, slots=True)
class YearThenAndNow:
    """Both states of a year, and the plans they stand in; path: its file now."""

    plan_then: PlanReading
    plan_now: PlanReading
    then: RealisedYear
    now: RealisedYear
    path: Path
    flaws: Sequence[Flaw]

    @classmethod
    def of(
        cls, plan_then: PlanReading, plan_now: PlanReading, then: RealisedReading, now: RealisedReading
    ) -> "YearThenAndNow | None":
        """Both states as read, or None where one of the files has none."""
        if then.content is None or now.content is None:
            return None
        return cls(plan_then, plan_now, then.content, now.content, now.file.path, (*then.flaws, *now.flaws))

    @property
    def year(self) -> int:
        """The year itself."""
        return self.then.year

    @property
    def was_closed(self) -> bool:
        """Whether the year had been closed."""
        return self.then.closed is not None

    def is_flawed(self, table: str, name: str = "") -> bool:
        """Whether `name` in `table`, or the whole table, could not be read, then or now."""
        return is_flawed(self.flaws, table, name)

    def words(self, indicator_id: str, then: object, now: object) -> dict[str, object]:
        """What messages say of a value of an indicator: `old` and `new` in words, and the `year`."""
        return {
            "old": in_words(then, self.plan_then, indicator_id),
            "new": in_words(now, self.plan_now, indicator_id),
            "year": self.year,
        }


def is_flawed(flaws: Sequence[Flaw], table: str, name: str = "") -> bool:
    """Whether a flaw lies in `name` of `table`, or in the whole table."""
    return any(flaw.key[:1] == (table,) and flaw.key[1:2] in ((), (name,)) for flaw in flaws)


def in_words(value: object, plan: PlanReading, indicator_id: str) -> str:
    """A value of a file as a sentence has it, figures in the unit that `plan` gives the indicator."""
    if value is None:
        return _("absent")
    if isinstance(value, Target):
        low, high = (in_words(bound, plan, indicator_id) for bound in value)
        return f"{low}–{high}" if value.is_range else low
    if isinstance(value, Decimal):
        measure = plan.measures.get(indicator_id)
        return write_with_unit(value, measure.unit) if measure and measure.is_known else write_number(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return f"“{text}”" if len(text) <= _MAX_TEXT else f"“{text[:_MAX_TEXT]}…”"
