"""4xx: what programmes have spent, beside their budgets."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from kumkm_targets.checks.realised.outlier_rules import THOUSANDFOLD
from kumkm_targets.checks.rule import Finding, Related, Rule
from kumkm_targets.evaluation.plausibility import is_slip
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_with_unit
from kumkm_targets.messages import N_, _
from kumkm_targets.model.plan import Plan
from kumkm_targets.storage.plan_files import PlanReading

_INDICATIVE_KINDS: Final = frozenset({"rpjpd", "rpjmd", "rpd", "renstra"})
"""Plans of several years print budgets as *pagu indikatif*, which the yearly budget passes as a rule."""
_BARELY: Final = 500
"""No year's programme spends less than a five-hundredth of its budget: see `is_slip`."""
_RUPIAH: Final = unit("Rp")

OVER_BUDGET = Rule(
    "KT417",
    "spending-over-budget",
    "warning",
    N_("A programme spends no more than its budget of the year; twice as much where budgets are indicative."),
    N_("Public money is not spent beyond its budget: one of the two is a slip, or the budget was amended."),
    "# budget = { 2025 = 1_200_000_000 }\n[programmes.pemberdayaan]\nspent = 11_000_000_000",
    "# budget = { 2025 = 1_200_000_000 }\n[programmes.pemberdayaan]\nspent = 1_100_000_000",
    N_("Correct the amount, or write the amended budget into plan.toml."),
)


def budgets(reading: PlanReading, plan: Plan, today: date) -> Iterator[Finding]:
    """Spending beside the budget of its year. A programme without one that year has nothing to pass."""
    for year in reading.years:
        content = year.content
        if content is None:
            continue
        for name, spending in content.programmes.items():
            programme = plan.programmes.get(name)
            budget = programme.budget.get(content.year) if programme else None
            if budget is None:
                continue
            over = spending.spent > (budget * 2 if plan.header.kind in _INDICATIVE_KINDS else budget)
            barely = content.year < today.year and spending.spent * _BARELY <= budget
            slipped = (over or barely) and is_slip(budget, spending.spent)
            if not over and not slipped:
                continue
            rule = THOUSANDFOLD if slipped else OVER_BUDGET
            yield rule.finding(
                year.file.path,
                ("programmes", name, "spent"),
                _("“{name}” has spent {spent}, its budget is {budget}").format(
                    name=name,
                    spent=write_with_unit(spending.spent, _RUPIAH),
                    budget=write_with_unit(budget, _RUPIAH),
                ),
                _(rule.fix),
                related=(
                    Related(reading.file.path, ("programmes", name, "budget", str(content.year)), _("the budget")),
                ),
            )
