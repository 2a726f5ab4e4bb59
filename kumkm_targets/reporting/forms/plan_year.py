"""One year of a plan as the forms of yearly plans need it: up to each quarter, and beside a longer plan."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from kumkm_targets.errors import UsageError
from kumkm_targets.evaluation.appraisal import Appraisal, appraise
from kumkm_targets.evaluation.budget import Budgets, Money, ProgrammeMoney, added, budgets_of
from kumkm_targets.evaluation.longer_plan import LongerPlan, longer_plan
from kumkm_targets.evaluation.quarters import spent_to_quarters
from kumkm_targets.evaluation.row import Row as Judged
from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.evaluation.year_figures import QUARTERS
from kumkm_targets.messages import _
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.forms.hierarchy import Section, sections_of
from kumkm_targets.reporting.forms.material import Material
from kumkm_targets.reporting.forms.official import exact
from kumkm_targets.reporting.marks import AMENDED_MARK
from kumkm_targets.reporting.status.shown_rows import row_numbers


@dataclass(frozen=True)
class PlanYear:
    """The year that a form describes. longer: what the plan over years says of it, where one was named."""

    material: Material
    longer: LongerPlan | None

    @property
    def appraisal(self) -> Appraisal:
        """The year, judged."""
        return self.material.appraisal

    @property
    def last_quarter(self) -> int:
        """Up to which quarter the form speaks of the year."""
        return self.appraisal.quarter or QUARTERS[-1]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The indicators that promise something, under objectives and programmes."""
        return sections_of(self.material.plan, self.appraisal.rows)

    @cached_property
    def listed(self) -> tuple[Judged, ...]:
        """The indicators of the form, from top to bottom."""
        return tuple(row for section in self.sections for row in section.rows)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each indicator in the form."""
        return row_numbers(self.listed)

    @cached_property
    def budgets(self) -> Budgets:
        """The money of the programmes."""
        return budgets_of(self.appraisal, self.material.realised)

    @cached_property
    def to_quarters(self) -> dict[int, Appraisal]:
        """The year judged up to each quarter that the form speaks of."""
        plan, realised, on = self.material.plan, self.material.realised, self.appraisal.in_force_on
        year, today = self.material.year, self.material.today
        return {
            quarter: appraise(plan, realised, year, today, in_force_on=on, quarter=quarter)
            for quarter in QUARTERS[: self.last_quarter]
        }

    @cached_property
    def annual_targets(self) -> dict[str, Target]:
        """The targets of the whole year, also where it is judged up to a quarter."""
        found = {
            row.id: targets_in_force(self.material.plan, row.id, self.appraisal.in_force_on).get(self.material.year)
            for row in self.listed
        }
        return {name: target for name, target in found.items() if target is not None}

    def amended_mark(self, row: Judged) -> str:
        """The mark of a target that is another than the one first declared."""
        target = self.annual_targets.get(row.id)
        return AMENDED_MARK if target is not None and target != row.indicator.targets.get(self.material.year) else ""

    def spent(self, one: ProgrammeMoney) -> Decimal | None:
        """What the programme spent in the year, or up to the quarter where that is known."""
        if self.appraisal.quarter in (None, QUARTERS[-1]):
            return one.money.spent
        return spent_to_quarters(one.spending, self.material.year).get(self.last_quarter)

    @property
    def absorptions(self) -> list[Fraction | None]:
        """What each programme spent of its budget of the year, in percent, for those that have any money in it."""
        found = ((one.money.budget, self.spent(one)) for one in self.budgets.programmes)
        return [exact(Money(*money).absorption) for money in found if money != (None, None)]

    def spent_to_date(self, one: ProgrammeMoney) -> Decimal | None:
        """What the programme spent in all years of the longer plan so far; None without a figure of this year."""
        seen, spent = self.longer.programmes.get(one.id) if self.longer else None, self.spent(one)
        return None if seen is None or spent is None else added([seen.before, spent])

    def long_share(self, one: ProgrammeMoney) -> Fraction | None:
        """The same in percent of the longer plan's whole budget."""
        seen = self.longer.programmes.get(one.id) if self.longer else None
        return exact(Money(seen.budget, self.spent_to_date(one)).absorption) if seen else None

    @property
    def long_shares(self) -> list[Fraction | None]:
        """Those of all programmes."""
        return [self.long_share(one) for one in self.budgets.programmes]

    @property
    def long_percents(self) -> list[Fraction | None]:
        """What each indicator with a promise achieves to date of the longer plan's target for its end, in percent."""
        promised = (row for row in self.listed if row.is_promised)
        seen = (self.longer.indicators.get(row.id) if self.longer else None for row in promised)
        return [one.percent if one else None for one in seen]


def plan_year(material: Material, form: str) -> PlanYear:
    """The year with the one longer plan that was named, if any. Raises UsageError for several."""
    if len(material.others) > 1:
        raise UsageError(
            _("the form {form} speaks of one plan beside its own, and {n} were named").format(
                form=form, n=len(material.others)
            ),
            _("Give --with once, with the plan over years that this one carries out."),
        )
    longer = [longer_plan(material.appraisal, one.plan, one.realised, material.today) for one in material.others]
    return PlanYear(material, longer[0] if longer else None)
