"""The figures of made-up indicators: they grow steadily, in the right direction, and fit one another."""

from random import Random
from typing import Final

from synthetic.measures import Measure

RUPIAH_GRAIN: Final = 10_000_000
"""Amounts of rupiah are multiples of it, as they are in print."""

Series = list[int]
"""A baseline and then one figure a year, in units of the last decimal."""


def series(rng: Random, measures: list[Measure], years: int) -> dict[str, Series]:
    """The figures of every indicator of one plan, parts below their wholes, shares derived from both."""
    found: dict[str, Series] = {}
    for measure in measures:
        if measure.share_of:
            pairs = zip(*(found[id_] for id_ in measure.share_of), strict=True)
            found[measure.id] = [_percent(part, whole) for part, whole in pairs]
        else:
            whole = found.get(measure.part_of)
            start = whole[0] * rng.randint(45, 68) // 100 if whole else rng.randint(*measure.start)
            found[measure.id] = _steady(rng, measure, start, years)
    return found


def _percent(part: int, whole: int) -> int:
    """A share in hundredths of a percent, rounded half up."""
    return (20_000 * part + whole) // (2 * whole)


def _steady(rng: Random, measure: Measure, start: int, years: int) -> Series:
    grain = RUPIAH_GRAIN if measure.unit == "Rp" else 1
    value = max(start // grain, 1) * grain
    values = [value]
    for _year in range(years):
        step = (value * rng.randint(*measure.step) // (1000 * grain) + 1) * grain
        value += step if measure.better == "higher" else -step
        values.append(value)
    return values
