"""Figures that are possible but unlikely: what a careful colleague would ask about."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from kumkm_targets.figures.exact import EXACT
from kumkm_targets.model.plan import Indicator

Doubt = Literal["thousandfold", "over_hundred_percent", "fraction_of_whole", "negative"]

_SLIP: Final = Decimal(500)
"""A factor that no year brings, but a misread dot or a forgotten *miliar* does."""


def is_slip(before: Decimal, now: Decimal) -> bool:
    """Whether one figure is so many times the other that a dot or a scale word was misread."""
    small, large = sorted((before.copy_abs(), now.copy_abs()))
    return small > 0 and EXACT.multiply(small, _SLIP) <= large


def doubts(indicator: Indicator, value: Decimal, known: Iterable[Decimal]) -> list[Doubt]:
    """What speaks against `value`, beside the figures that are `known`: earlier ones and the target.

    A growth rate may exceed 100 percent: a percentage is doubted only where none of the known
    figures and targets does so too.
    """
    found: list[Doubt] = []
    known = list(known)
    if any(is_slip(other, value) for other in known):
        found.append("thousandfold")
    promised = [target.max for target in indicator.targets.values()]
    if indicator.measure.kind == "percent" and value > 100 and all(other <= 100 for other in (*known, *promised)):
        found.append("over_hundred_percent")
    if value < 0 and all(other >= 0 for other in (*known, *promised)):
        found.append("negative")
    if indicator.measure.counts_whole_things and value % 1:
        found.append("fraction_of_whole")
    return found
