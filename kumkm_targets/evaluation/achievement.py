"""Achievement (*capaian*) and gap (*selisih*): one figure against one target.

Everything is exact: figures enter as `Fraction`s, the quotient is rounded only when it is shown.
Where no percentage can be given the result is a reason, never zero and never an exception.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from kumkm_targets.figures.exact import difference
from kumkm_targets.model.fields import Better, Formula

Reason = Literal[
    "no_target",
    "not_recorded",
    "not_due",
    "unavailable",
    "zero_target",
    "negative_target",
    "zero_realised",
    "no_distance",
    "no_baseline",
]
"""Why there is no achievement."""

Percent = Fraction | Reason

FULL: Final = Fraction(100)


def achievement(
    better: Better,
    formula: Formula | None,
    target: tuple[Decimal, Decimal],
    realised: Fraction,
    baseline: Fraction | None = None,
) -> Percent:
    """The achievement in percent, uncapped, or the reason why there is none.

    target: the lowest and the highest value that keeps the promise, equal for a single number.
    Sources: PermenPANRB on performance management, pp. 99–100 and 110 (`ratio`, `linear`, and the
    crossed bound of a range standing for the target). Inside a range is 100; a band to stay in
    (`within`) mirrors the other two below and above.
    """
    low, high = Fraction(target[0]), Fraction(target[1])
    if low < 0:
        return "negative_target"
    is_range = low != high
    if low <= realised <= high and (is_range or better == "within"):
        return FULL
    crossed = low if realised < low else high
    if formula == "inverse":
        return _inverse(crossed, realised)
    if formula == "from_baseline":
        return _from_baseline(better, crossed, realised, baseline)
    if better == "lower" or (better == "within" and realised > high):
        return _linear(crossed, realised)
    return realised / crossed * 100 if crossed else "zero_target"


def _linear(target: Fraction, realised: Fraction) -> Percent:
    """(2T − R) / T × 100; a target of zero defects is either kept or missed."""
    if target == 0:
        return FULL if realised <= 0 else Fraction(0)
    return (2 * target - realised) / target * 100


def _inverse(target: Fraction, realised: Fraction) -> Percent:
    """T / R × 100; the best result of all, zero, has no quotient and must not score worst."""
    if target == 0:
        return FULL if realised <= 0 else Fraction(0)
    return target / realised * 100 if realised else "zero_realised"


def _from_baseline(better: Better, target: Fraction, realised: Fraction, baseline: Fraction | None) -> Percent:
    """(R − B) / (T − B) × 100: how much of the promised change came about."""
    if baseline is None:
        return "no_baseline"
    if not promises_change(better, target, baseline):
        return "no_distance"
    return (realised - baseline) / (target - baseline) * 100


def promises_change(better: Better, target: Fraction, baseline: Fraction) -> bool:
    """Whether the target lies on the better side of the baseline; otherwise falling would be progress."""
    return target < baseline if better == "lower" else target > baseline


def gap(target: tuple[Decimal, Decimal], realised: Decimal) -> Decimal:
    """Realised minus target, signed, exact, in the indicator's unit; 0 inside a range.

    Outside a range it is the distance to the bound that was crossed. The direction of the
    indicator does not turn the sign.
    """
    low, high = target
    if low != high and low <= realised <= high:
        return Decimal(0)
    return difference(realised, low if realised < low else high)


def is_met(better: Better, target: tuple[Decimal, Decimal], realised: Fraction) -> bool:
    """Whether the figure keeps the promise."""
    if better == "higher":
        return realised >= target[0]
    if better == "lower":
        return realised <= target[1]
    return target[0] <= realised <= target[1]
