"""What kabupaten and kota make together, and what each one adds to the gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Literal

from kumkm_targets.evaluation.part_figures import PartFigures
from kumkm_targets.evaluation.ratios import Ratio
from kumkm_targets.figures.exact import EXACT
from kumkm_targets.model.plan import Indicator
from kumkm_targets.model.target import Target

Basis = Literal["ratio", "part_targets", "change", "value"]
"""What ranks the parts: their contribution to the gap of a ratio, the distance to their own target,
the change since the year before, or the figure itself."""

Amounts = Mapping[str, Fraction | None]
"""A figure for each region code, where there is one."""


@dataclass(frozen=True, slots=True)
class Together:
    """An indicator's values by region code, and what they make together.

    values: None where a ratio has nothing to divide by. weights: what the total consists of, the
    figures themselves or the denominators of a ratio; empty where neither can be added. total: None
    where it cannot be known. quotients: numerator and denominator of each, where there is a `ratio`.
    """

    values: Amounts
    weights: Mapping[str, Fraction]
    total: Fraction | None
    ratio: Ratio | None
    quotients: Mapping[str, tuple[Fraction, Fraction]]

    @property
    def is_sum(self) -> bool:
        """Whether the values themselves are added."""
        return bool(self.weights) and self.ratio is None

    @property
    def shares(self) -> dict[str, Fraction]:
        """How much of the weights each part has, in percent; empty where that has no meaning."""
        weights = added(self.weights.values())
        return {code: weight / weights * 100 for code, weight in self.weights.items()} if weights else {}


@dataclass(frozen=True, slots=True)
class Measure:
    """What the parts are held to.

    target: of the total; gap: how far the total is from it. contributions: empty where there is no
    target to hold a part to. shares_gap: they add up to the gap, exactly.
    """

    basis: Basis
    contributions: Amounts
    target: Target | None
    gap: Fraction | None
    shares_gap: bool


def together(figures: PartFigures, indicator_id: str, year: int) -> Together:
    """Counts and money are added, of a ratio the numerators and the denominators; percentages never."""
    ratio = figures.ratio(indicator_id)
    if ratio is not None:
        found = {code: figures.quotient(code, ratio, year) for code in figures.codes}
        quotients = {code: quotient for code, quotient in found.items() if quotient is not None}
        if quotients:
            return _of_ratio(ratio, quotients)
    known = {code: figures.value(code, indicator_id, year) for code in figures.codes}
    values = {code: value for code, value in known.items() if value is not None}
    if values and figures.are_additive(indicator_id):
        return Together(values, values, added(values.values()), None, {})
    return Together(values, {}, figures.of_totals(indicator_id, year, values), None, {})


def measure(
    whole: Together, indicator: Indicator, target: Target | None, own: Mapping[str, Target], changes: Amounts
) -> Measure:
    """A ratio is held to its target, all else to the targets of the parts, if they have any.

    target: of the whole. own: of the parts. changes: since the year before.
    """
    gap = None if target is None or whole.total is None else whole.total - nearest(target, whole.total)
    if whole.quotients and target is not None and whole.total is not None:
        return Measure("ratio", _contributions(whole, nearest(target, whole.total)), target, gap, shares_gap=True)
    distances = {
        code: value - nearest(own[code], value)
        for code, value in whole.values.items()
        if value is not None and code in own
    }
    if distances and whole.is_sum:
        return Measure(
            "part_targets", distances, added_targets(own, whole.values), added(distances.values()), shares_gap=True
        )
    if distances:
        return Measure("part_targets", distances, target, gap, shares_gap=False)
    is_told_by_change = indicator.better is not None and bool(changes) and None not in changes.values()
    return Measure("change" if is_told_by_change else "value", {}, target, gap, shares_gap=False)


def nearest(target: Target, value: Fraction) -> Fraction:
    """The point of the target that a gap is measured from: the crossed bound; inside a range the value itself."""
    return min(max(value, Fraction(target.min)), Fraction(target.max))


def added_targets(own: Mapping[str, Target], codes: Iterable[str]) -> Target | None:
    """What is promised of these parts together; None where one has no target."""
    targets = [own.get(code) for code in codes]
    if not targets or None in targets:
        return None
    lows, highs = zip(*(target for target in targets if target is not None), strict=True)
    return Target(reduce(EXACT.add, lows), reduce(EXACT.add, highs))


def added(figures: Iterable[Fraction]) -> Fraction:
    """The sum; of nothing it is zero."""
    return sum(figures, Fraction(0))


def _of_ratio(ratio: Ratio, quotients: Mapping[str, tuple[Fraction, Fraction]]) -> Together:
    bottoms = {code: bottom for code, (_top, bottom) in quotients.items()}
    tops, bottom = added(top for top, _bottom in quotients.values()), added(bottoms.values())
    values = {code: top / bottom if bottom else None for code, (top, bottom) in quotients.items()}
    return Together(values, bottoms, tops / bottom if bottom else None, ratio, quotients)


def _contributions(whole: Together, mark: Fraction) -> dict[str, Fraction]:
    """(N − T·D) ÷ the sum of all D, in the unit of the ratio."""
    bottoms = added(whole.weights.values())
    return {code: (top - mark * bottom) / bottoms for code, (top, bottom) in whole.quotients.items()}
