"""Which indicators have targets that are worth a closer look: few, so that the others cost nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from kumkm_targets.evaluation.targets import targets_in_force
from kumkm_targets.figures.units import UnitKind
from kumkm_targets.model.fields import Better
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

    kind: of its unit. years: those of the plan. Plain are rows of numbers above zero, from the baseline over the
    targets to a final target that is no sum, in years of the plan and in their order, none worse than
    the one before, the largest less than three times the smallest, all such as the unit can hold; of
    ranges both the lower and the upper bounds.
    """
    baseline, final = indicator.baseline, indicator.final_target
    if not targets:
        return baseline is None and final is None and not indicator.quarter_targets
    in_order = [*targets]
    if in_order != years and (in_order != sorted(in_order) or in_order[0] < years[0] or in_order[-1] > years[-1]):
        return False
    lows, highs = zip(*targets.values())  # noqa: B905 - targets are pairs; to ask for it costs as much as to do it
    row = [*lows]
    if baseline is not None:
        if baseline.year > in_order[0]:
            return False
        row.insert(0, baseline.value)
    better = indicator.better
    if indicator.over_time == "sum":
        better = None
        if final is not None and not fit(kind, final):
            return False
    elif final is not None:
        row += final
    if not _is_steady(row, kind, better):
        return False
    if lows != highs:
        first = 0 if baseline is None else 1
        row[first : first + len(highs)] = highs
        if not _is_steady(row, kind, better):
            return False
    quarters = indicator.quarter_targets
    return not quarters or (
        years[0] <= min(quarters)
        and max(quarters) <= years[-1]
        and fit(kind, [bound for year in quarters.values() for target in year.values() for bound in target])
    )


def _is_steady(row: list[Decimal], kind: UnitKind, better: Better | None) -> bool:
    """Whether a row of figures goes where it should, in steps that are not suspicious, in figures that its unit has."""
    ascending = sorted(row)
    if ascending[-1] >= ascending[0] * TRIPLE or (kind == "percent" and ascending[-1] > _FULL):
        return False
    if kind == "whole" and [value for value in row if value % _ONE]:
        return False
    return (better != "higher" or row == ascending) and (better != "lower" or row == ascending[::-1])


def fit(kind: UnitKind, values: Sequence[Decimal]) -> bool:
    """Whether all figures are such as any unit of this kind can hold."""
    if kind == "percent":
        return not values or (min(values) >= _NONE and max(values) <= _FULL)
    return kind != "whole" or not [value for value in values if value % _ONE]
