"""What a programme has spent, about to be recorded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kumkm_targets.cli.recording import content_of
from kumkm_targets.cli.session import OpenPlan
from kumkm_targets.evaluation.plausibility import is_slip
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_with_unit
from kumkm_targets.messages import _, current_language
from kumkm_targets.model.plan import Programme
from kumkm_targets.model.realised import Expense, RealisedYear
from kumkm_targets.model.recording import is_same_expense, with_expense
from kumkm_targets.reporting.plain import one_line
from kumkm_targets.reporting.recording.preview import expense_lines


@dataclass(frozen=True)
class ExpenseProposal:
    """What a stamped statement says of a programme; see `recording.Proposal`."""

    opened: OpenPlan
    programme_id: str
    year: int
    expense: Expense
    today: date

    @property
    def programme(self) -> Programme:
        """The programme itself."""
        return self.opened.plan.programmes[self.programme_id]

    @property
    def subject(self) -> str:
        """Programme and year, safe to print."""
        return f"{one_line(self.programme.name.in_language(current_language()))} {self.year}"

    def is_in(self, content: RealisedYear) -> bool:
        """Whether the year says just this already."""
        now = content.programmes.get(self.programme_id)
        return now is not None and is_same_expense(now, self.expense)

    def replaces(self, content: RealisedYear) -> bool:
        """Whether an amount gives way to another."""
        now = content.programmes.get(self.programme_id)
        return now is not None and now.spent != self.expense.spent

    def agree(self, one: RealisedYear, other: RealisedYear) -> bool:
        """Whether two contents of the year say the same about the programme."""
        said, also_said = (content.programmes.get(self.programme_id) for content in (one, other))
        return said is also_said if said is None or also_said is None else is_same_expense(said, also_said)

    def applied(self, content: RealisedYear, reason: str | None, *, reopening: bool) -> RealisedYear:
        """The year with the statement. Raises RefusedError."""
        return with_expense(content, self.programme_id, self.expense, reason, reopening=reopening)

    def preview(self, after: RealisedYear) -> Iterable[str]:
        """What it changes, line by line."""
        was = content_of(self.opened, self.year).programmes.get(self.programme_id)
        return expense_lines(self.programme, self.year, was, after.programmes[self.programme_id])

    def doubts(self, after: RealisedYear) -> Sequence[str]:
        """What a careful colleague would ask about."""
        return [*self._of_amount(after.programmes[self.programme_id].spent), *self._of_time()]

    def _of_amount(self, spent: Decimal) -> Iterator[str]:
        budget, last = self.programme.budget.get(self.year), self._last()
        if spent < 0:
            yield _("this is below zero")
        if budget is not None and spent > budget:
            yield _("this is more than the budget of {year}, {budget}").format(
                year=self.year, budget=write_with_unit(budget, unit("Rp"))
            )
        if last is not None and is_slip(last.spent, spent):
            yield _("this is hundreds of times more or less than the year before, {spent}").format(
                spent=write_with_unit(last.spent, unit("Rp"))
            )

    def _of_time(self) -> Iterator[str]:
        if self.year > self.today.year:
            yield _("the year {year} has not begun yet").format(year=self.year)
        if self.expense.as_of is not None and self.expense.as_of > self.today:
            yield _("{day} lies in the future").format(day=self.expense.as_of.isoformat())

    def _last(self) -> Expense | None:
        """What was recorded last for an earlier year."""
        realised = self.opened.reading.realised
        earlier = [year for year in realised if year < self.year and self.programme_id in realised[year].programmes]
        return realised[max(earlier)].programmes[self.programme_id] if earlier else None
