"""Which indicators have targets that are worth a closer look: few, so that the others cost nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.figures.units import UnitKind
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.storage.plan_files import PlanReading

Asked = list[tuple[str, Indicator]]
"""Indicators that are looked at closely, with their ids."""

TRIPLE: Final = 3
"""Times that a target is at least the other, where a jump is suspected."""

_NONE: Final = Decimal(0)
_ONE: Final = Decimal(1)
_FULL: Final = Decimal(100)


def unusual_indicators(reading: PlanReading, plan: Plan) -> Asked:
    """The indicators whose targets or baseline may give a finding, as declared or as finally in force.

    They come in the order of the file. The rules of 3xx ask these and no others.
    """
    period, measures = plan.header.period, reading.measures
    years = [*range(period.start, period.end + 1)]
    amended = {
        name: targets_in_force(plan, name, date.max)
        for amendment in plan.amendments
        for name in amendment.targets
        if name in plan.indicators
    }
    return [
        (name, indicator)
        for name, indicator in plan.indicators.items()
        if not is_plain(indicator, indicator.targets, measures[name].unit.kind, years)
        or (name in amended and not is_plain(indicator, amended[name], measures[name].unit.kind, years))
    ]


def is_plain(indicator: Indicator, targets: Mapping[int, Target], kind: UnitKind, years: list[int]) -> bool:
    """Whether nothing can be said against an indicator with these targets.

    kind: of its unit. years: those of the plan. Plain is a row of single numbers above zero, from the baseline over the
    targets to a final target that is no sum, in years of the plan and in their order, none worse
    than the one before, the largest less than three times the smallest, all such as the unit can hold.
    """
    baseline, final = indicator.baseline, indicator.final_target
    if not targets:
        return baseline is None and final is None and not indicator.quarter_targets
    row, in_order = [low for low, high in targets.values() if low is high], [*targets]
    if len(row) < len(targets):
        return False
    if in_order != years and (in_order != sorted(in_order) or in_order[0] < years[0] or in_order[-1] > years[-1]):
        return False
    if baseline is not None:
        if baseline.year > in_order[0]:
            return False
        row.insert(0, baseline.value)
    if final is not None:
        if indicator.over_time == "sum" and not fit(kind, final):
            return False
        if indicator.over_time != "sum":
            row += final
    ascending = sorted(row)
    if ascending[-1] >= ascending[0] * TRIPLE or (kind == "percent" and ascending[-1] > _FULL):
        return False
    if kind == "whole" and [value for value in row if value % _ONE]:
        return False
    better = None if indicator.over_time == "sum" else indicator.better
    if (better == "higher" and row != ascending) or (better == "lower" and row != ascending[::-1]):
        return False
    return not indicator.quarter_targets or all(
        years[0] <= year <= years[-1] and all(fit(kind, target) for target in quarters.values())
        for year, quarters in indicator.quarter_targets.items()
    )


def fit(kind: UnitKind, values: Sequence[Decimal]) -> bool:
    """Whether all figures are such as any unit of this kind can hold."""
    if kind == "percent":
        return not values or (min(values) >= _NONE and max(values) <= _FULL)
    return kind != "whole" or not [value for value in values if value % _ONE]
