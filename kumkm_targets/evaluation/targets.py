"""Which targets are in force: the plan as declared, with the amendments up to a date."""

from datetime import date
from fractions import Fraction

from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target


def targets_in_force(plan: Plan, indicator_id: str, on: date) -> dict[int, Target]:
    """The indicator's targets by year, as amended up to and including `on`."""
    targets = dict(plan.indicators[indicator_id].targets)
    for amendment in sorted(plan.amendments, key=lambda amendment: amendment.effective):
        if amendment.effective <= on:
            changes = amendment.targets.get(indicator_id, {})
            targets |= {year: change.to for year, change in changes.items()}
    return targets


def targets_at_end_of(plan: Plan, indicator_id: str, year: int) -> dict[int, Target]:
    """The targets that judge `year`: those in force on its last day."""
    return targets_in_force(plan, indicator_id, date(year, 12, 31))


def final_target(indicator: Indicator, targets: dict[int, Target]) -> Target | None:
    """What the plan promises for its end, by the way the years add up.

    latest: the last year's target. sum: the sum of the yearly targets. average: their mean. A
    `final_target` that the plan declares goes before all of these.
    """
    if indicator.final_target is not None:
        return indicator.final_target
    if not targets:
        return None
    if indicator.over_time == "latest":
        return targets[max(targets)]
    divisor = len(targets) if indicator.over_time == "average" else 1
    bounds = {
        bound: decimal_of(sum((Fraction(getattr(target, bound)) for target in targets.values()), Fraction(0)) / divisor)
        for bound in ("min", "max")
    }
    return type(next(iter(targets.values())))(**bounds)
