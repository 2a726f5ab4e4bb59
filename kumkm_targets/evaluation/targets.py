"""Which targets are in force: the plan as declared, with the amendments up to a date."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from kumkm_targets.evaluation.year_figures import QUARTERS, combined
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.fields import OverTime
from kumkm_targets.model.plan import Amendment, Indicator, Plan
from kumkm_targets.model.target import Target

ORIGINAL: Final = date.min
"""The day on which no amendment is in force yet: the targets are as first declared."""


def targets_in_force(plan: Plan, indicator_id: str, on: date) -> dict[int, Target]:
    """The indicator's targets by year, as amended up to and including `on`."""
    targets = dict(plan.indicators[indicator_id].targets)
    for amendment in _in_force(plan, on):
        changes = amendment.targets.get(indicator_id, {})
        targets |= {year: change.to for year, change in changes.items()}
    return targets


def targets_at_end_of(plan: Plan, indicator_id: str, year: int) -> dict[int, Target]:
    """The targets that judge `year`: those in force on its last day."""
    return targets_in_force(plan, indicator_id, date(year, 12, 31))


def amendment_of(plan: Plan, indicator_id: str, year: int, on: date) -> Amendment | None:
    """What changed the indicator's target of `year` last, up to and including the day `on`."""
    changing = amendments_of(plan, indicator_id, year, on)
    return changing[-1] if changing else None


def amendments_of(plan: Plan, indicator_id: str, year: int, on: date) -> list[Amendment]:
    """All that changed the indicator's target of `year`, up to and including the day `on`, the earliest first."""
    return [one for one in _in_force(plan, on) if year in one.targets.get(indicator_id, {})]


def versions_of(plan: Plan, indicator_id: str, year: int) -> set[Target]:
    """Every target that the indicator and year has ever had."""
    changes = (one.targets.get(indicator_id, {}).get(year) for one in plan.amendments)
    amended = {target for change in changes if change is not None for target in (change.from_, change.to)}
    declared = plan.indicators[indicator_id].targets.get(year)
    return amended if declared is None else amended | {declared}


def _in_force(plan: Plan, on: date) -> list[Amendment]:
    """The amendments up to and including `on`, the earliest first."""
    return sorted((one for one in plan.amendments if one.effective <= on), key=lambda one: one.effective)


def final_target(indicator: Indicator, targets: dict[int, Target]) -> Target | None:
    """What the plan promises for its end, by the way the years add up.

    latest: the last year's target. sum: the sum of the yearly targets. average: their mean. A
    `final_target` that the plan declares goes before all of these.
    """
    if indicator.final_target is not None:
        return indicator.final_target
    return target_of_years(indicator.over_time, targets, sorted(targets))


def target_of_years(over_time: OverTime, targets: dict[int, Target], years: Sequence[int]) -> Target | None:
    """What was promised for `years`, in their order, together; None where one of them has no target."""
    if not years or any(year not in targets for year in years):
        return None
    if over_time == "latest":
        return targets[years[-1]]
    low, high = (combined(over_time, [getattr(targets[year], bound) for year in years]) for bound in ("min", "max"))
    return Target(decimal_of(low), decimal_of(high))


def target_to_quarter(
    indicator: Indicator, year: int, quarter: int, versions: Collection[Target | None]
) -> Target | None:
    """What was promised up to and including `quarter`; None where a quarter that it takes has no target.

    Targets of a sum may be printed cumulative: they are, where the fourth is the target of the
    year in any of its `versions`, for amendments change only that of the year; else they are added.
    """
    targets = indicator.quarter_targets.get(year, {})
    fourth = targets.get(QUARTERS[-1])
    is_cumulative = fourth is not None and fourth in versions
    if indicator.over_time == "sum" and is_cumulative:
        return targets.get(quarter)
    taken = (quarter,) if indicator.over_time == "latest" else QUARTERS[:quarter]
    return target_of_years(indicator.over_time, targets, taken)
