"""The targets of one indicator from year to year, each with the place where it is written."""

from typing import NamedTuple

from kumkm_targets.checks.entries import amendments_with_keys
from kumkm_targets.figures.writing import write_with_unit
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from kumkm_targets.storage.flaws import KeyPath
from kumkm_targets.storage.plan_files import PlanReading


class Promise(NamedTuple):
    """One year's target, and its key path in the plan file."""

    target: Target
    key: KeyPath


Series = dict[int, Promise]
"""Promises by year, the years in order."""


def declared_series(indicator_id: str, indicator: Indicator) -> Series:
    """The targets as the indicator declares them."""
    key = ("indicators", indicator_id, "targets")
    return {year: Promise(target, (*key, str(year))) for year, target in sorted(indicator.targets.items())}


def amended_series(reading: PlanReading, plan: Plan) -> dict[str, Series]:
    """The targets finally in force of every indicator that an amendment changes."""
    if not plan.amendments:
        return {}
    amended: dict[str, Series] = {}
    for key, amendment in sorted(amendments_with_keys(reading, plan), key=lambda item: item[1].effective):
        for name, changes in amendment.targets.items():
            if name in plan.indicators:
                series = amended.setdefault(name, declared_series(name, plan.indicators[name]))
                table = (*key, "targets", name)
                series |= {year: Promise(change.to, (*table, str(year), "to")) for year, change in changes.items()}
    return {name: dict(sorted(series.items())) for name, series in amended.items()}


def has_flaw(reading: PlanReading, *key: str) -> bool:
    """Whether something at or under `key` of the plan file could not be read."""
    return any(flaw.key[: len(key)] == key for flaw in reading.flaws)


def written(target: Target, indicator: Indicator) -> str:
    """A target in words: `3,81%`, `7–8 hari`."""
    low = write_with_unit(target.min, indicator.measure)
    return f"{low}–{write_with_unit(target.max, indicator.measure)}" if target.is_range else low
