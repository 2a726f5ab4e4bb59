"""Realised figures (*realisasi*): what one `realised/YEAR.toml` holds."""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from kumkm_targets.figures.dates import FIRST_YEAR, LAST_YEAR
from kumkm_targets.model.fields import (
    Digest,
    Figure,
    Format,
    IndicatorId,
    Parts,
    Quarter,
    QuarterNumber,
    Record,
    RegionCode,
    Slug,
    Status,
    Text,
)
from kumkm_targets.model.notes import YearNotes


class Entry(Record):
    """One statement about a figure: its value, or why there is none, and where that comes from."""

    value: Figure | None = None
    unavailable: Text | None = None
    status: Status | None = None
    source: Text | None = None
    source_digest: Digest | None = None
    as_of: date | None = None
    recorded_at: datetime | None = None
    recorded_by: Text | None = None
    note: Text | None = None

    def says_the_same(self, other: "Entry") -> bool:
        """Whether both state the same; when and by whom they were recorded does not count."""
        return all(getattr(self, key) == getattr(other, key) for key in _STATEMENT) and str(self.value) == str(
            other.value
        )


_STATEMENT = ("value", "unavailable", "status", "source", "source_digest", "as_of", "note")


class Superseded(Entry):
    """An entry that another has replaced, with the reason why; quarter or part: it was the figure of that one."""

    quarter: QuarterNumber | None = None
    part: RegionCode | None = None
    reason: Text | None = None


class RealisedFigure(Entry):
    """The entry in force for one indicator and year, and those it replaced, oldest first."""

    quarters: dict[Quarter, Figure] = Field(default_factory=dict)
    parts: Parts = Field(default_factory=dict)
    history: Annotated[tuple[Superseded, ...], Strict(False)] = ()

    @model_validator(mode="after")
    def _one_statement(self) -> Self:
        if self.value is not None and self.unavailable is not None:
            raise PydanticCustomError("value_and_unavailable", "both a value and unavailable")
        if self.value is None and self.unavailable is None and not self.quarters and not self.parts:
            raise PydanticCustomError("no_value", "neither a value nor unavailable")
        return self


class Expense(Record):
    """One statement about what a programme has spent in the year, in rupiah."""

    spent: Figure
    source: Text | None = None
    source_digest: Digest | None = None
    as_of: date | None = None
    recorded_at: datetime | None = None
    recorded_by: Text | None = None
    note: Text | None = None


class SupersededExpense(Expense):
    """A statement that another has replaced, with the reason why."""

    reason: Text | None = None


class Spending(Expense):
    """The statement in force, and those it replaced, oldest first."""

    history: Annotated[tuple[SupersededExpense, ...], Strict(False)] = ()


class RealisedYear(Record):
    """The realised figures of one plan and one year.

    closed: the day on which the year was closed, by whom, and why although something was lacking. seal: the digest
    over all that was said then, and sealed_targets that over the plan's side of it (see `evaluation.seal`).
    """

    format: Format
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
    closed: date | None = None
    closed_at: datetime | None = None
    closed_by: Text | None = None
    closed_because: Text | None = None
    seal: Digest | None = None
    sealed_targets: Digest | None = None
    notes: YearNotes | None = None
    figures: dict[IndicatorId, RealisedFigure] = Field(default_factory=dict)
    programmes: dict[Slug, Spending] = Field(default_factory=dict)
