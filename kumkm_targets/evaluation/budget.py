"""What programmes may spend and have spent, and what that says beside their achievement.

Absorption (*serapan*) is spent ÷ budget × 100. PermenPANRB 53/2014 asks every performance report for
an "analysis of the efficiency of the use of resources" and prescribes neither formula nor words for
regions. Published reports use three measures, and all call efficient what achieves more than it absorbs:

- achievement less absorption in percentage points, counted only where the target is met;
- achievement ÷ absorption against a standard of 1 (reports of the food and drug authority, BPOM);
- (Σ budget × achievement − Σ spent) ÷ (Σ budget × achievement), of ministries (PMK 214/PMK.02/2017, 22/PMK.02/2021).

None leaves room around equality, so that 100 achieved with 99.21 absorbed is "efficient" there, which a
tender that ends a little below its ceiling brings about. We compare the two percentages and leave a
band of `BAND` points in which they are in step. We say *efisien* only where the targets are met on
average within the budget; elsewhere we say which of the two is ahead, for money that is left because
the work was not done is not saved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from typing import Final, Literal

from kumkm_targets.evaluation.achievement import FULL
from kumkm_targets.evaluation.appraisal import Appraisal
from kumkm_targets.evaluation.groups import Group
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.figures.exact import EXACT
from kumkm_targets.model.plan import Plan, Programme
from kumkm_targets.model.realised import RealisedYear, Spending

BAND: Final = 5
"""Percentage points that achievement and absorption may be apart and still be in step."""

NoAbsorption = Literal["no_budget", "not_recorded", "zero_budget", "negative_budget"]
Efficiency = Literal["efficient", "results_ahead", "in_step", "spending_ahead"]
NoEfficiency = Literal[NoAbsorption, "nothing_spent", "no_achievement", "running_year"]


@dataclass(frozen=True, slots=True)
class Money:
    """A budget and what was spent of it, in rupiah; None where it is not declared, or not recorded."""

    budget: Decimal | None
    spent: Decimal | None

    @property
    def is_known(self) -> bool:
        """Whether both amounts are there."""
        return self.budget is not None and self.spent is not None

    @property
    def absorption(self) -> Fraction | NoAbsorption:
        """Spent ÷ budget × 100, exact, or why there is none; never zero in its place."""
        if self.budget is None:
            return "no_budget"
        if self.budget == 0:
            return "zero_budget"
        if self.budget < 0:
            return "negative_budget"
        return "not_recorded" if self.spent is None else Fraction(self.spent) / Fraction(self.budget) * 100


@dataclass(frozen=True, slots=True)
class MoneyToDate:
    """The years of the plan up to the one judged, together, beside the budget of the whole plan.

    years: those with a budget and spending, which alone are compared. left_out: those so far that
    lack one of them. plan_budget: of all years of the plan that have one. unbudgeted: the years
    of the plan that have none.
    """

    years: tuple[int, ...]
    left_out: tuple[int, ...]
    money: Money
    plan_budget: Decimal | None
    unbudgeted: tuple[int, ...]

    @property
    def share(self) -> Fraction | None:
        """What was spent in percent of the whole plan's budget, exact; None where one of them is missing."""
        return _percent(self.money.spent, self.plan_budget)


@dataclass(frozen=True, slots=True)
class ProgrammeMoney:
    """One programme's money: in the year judged, to date, and in every year that has any."""

    id: str
    programme: Programme
    money: Money
    spending: Spending | None
    to_date: MoneyToDate
    years: dict[int, Money]


@dataclass(frozen=True, slots=True)
class Budgets:
    """The money of all programmes, in the plan's order.

    total: everything known. compared: the programmes with budget and spending in the year, `counted`
    of them. undeclared: ids under which the year's file has spending but the plan no programme.
    """

    programmes: tuple[ProgrammeMoney, ...]
    total: Money
    compared: Money
    counted: int
    to_date: MoneyToDate
    undeclared: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether no programme has a budget without spending, or spending without a budget."""
        return all(one.money.is_known or one.money == Money(None, None) for one in self.programmes)

    @property
    def has_any(self) -> bool:
        """Whether there is any amount, in any year."""
        return any(one.years for one in self.programmes)


def budgets_of(appraisal: Appraisal, realised: Mapping[int, RealisedYear]) -> Budgets:
    """The money of the plan's programmes in the appraised year and up to it. realised: the years by year."""
    plan, year = appraisal.plan, appraisal.year
    programmes = tuple(_programme(plan, name, realised, year) for name in plan.programmes)
    known = [one.money for one in programmes if one.money.is_known]
    recorded = realised[year].programmes if year in realised else {}
    return Budgets(
        programmes=programmes,
        total=_sum([one.money for one in programmes]),
        compared=_sum(known),
        counted=len(known),
        to_date=_together([one.to_date for one in programmes]),
        undeclared=tuple(name for name in recorded if name not in plan.programmes),
    )


def efficiency(average: Fraction | None, absorption: Fraction | NoAbsorption) -> Efficiency | NoEfficiency:
    """What an average achievement and the absorption, in percent, say of one another: see the module.

    Where nothing can be said it is the reason.
    """
    if not isinstance(absorption, Fraction):
        return absorption
    if average is None:
        return "no_achievement"
    if absorption <= 0:
        return "nothing_spent"
    if abs(average - absorption) <= BAND:
        return "in_step"
    if average < absorption:
        return "spending_ahead"
    return "efficient" if absorption <= FULL <= average else "results_ahead"


def efficiency_in(appraisal: Appraisal, group: Group, money: Money) -> Efficiency | NoEfficiency:
    """The efficiency of a programme in the year judged; none up to a quarter, beside the budget of the whole year."""
    verdict = efficiency(group.average, money.absorption)
    is_whole_year = appraisal.quarter in (None, QUARTERS[-1])
    return verdict if is_whole_year or not isinstance(money.absorption, Fraction) else "running_year"


def _programme(plan: Plan, name: str, realised: Mapping[int, RealisedYear], year: int) -> ProgrammeMoney:
    programme = plan.programmes[name]
    spendings = {of: content.programmes[name] for of, content in realised.items() if name in content.programmes}
    years = {
        of: Money(programme.budget.get(of), spendings[of].spent if of in spendings else None)
        for of in sorted(programme.budget.keys() | spendings.keys())
    }
    return ProgrammeMoney(
        id=name,
        programme=programme,
        money=years.get(year, Money(None, None)),
        spending=spendings.get(year),
        to_date=_to_date(plan, years, year),
        years=years,
    )


def _to_date(plan: Plan, years: Mapping[int, Money], year: int) -> MoneyToDate:
    period = plan.header.period
    of_plan = range(period.start, period.end + 1)
    so_far = [of for of in of_plan if of <= year]
    known = [of for of in so_far if of in years and years[of].is_known]
    budgets = {of: years[of].budget for of in of_plan if of in years}
    return MoneyToDate(
        years=tuple(known),
        left_out=tuple(of for of in so_far if of not in known),
        money=_sum([years[of] for of in known]),
        plan_budget=added(budgets.values()),
        unbudgeted=tuple(of for of in of_plan if budgets.get(of) is None),
    )


def _together(parts: Iterable[MoneyToDate]) -> MoneyToDate:
    """The programmes to date added up; a year counts as soon as it does for one of them."""
    parts = list(parts)
    years, left_out, unbudgeted = (
        tuple(sorted({year for part in parts for year in getattr(part, key)}))
        for key in ("years", "left_out", "unbudgeted")
    )
    money = _sum([part.money for part in parts])
    return MoneyToDate(years, left_out, money, added(part.plan_budget for part in parts), unbudgeted)


def _sum(parts: Iterable[Money]) -> Money:
    parts = list(parts)
    return Money(added(part.budget for part in parts), added(part.spent for part in parts))


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of the amounts that are there; None without any."""
    known = [amount for amount in amounts if amount is not None]
    return reduce(EXACT.add, known) if known else None


def _percent(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    if part is None or whole is None or whole <= 0:
        return None
    return Fraction(part) / Fraction(whole) * 100
