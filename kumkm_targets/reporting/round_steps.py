"""The numbers of an axis: round, exact, and as many as there is room for."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import ceil, floor
from typing import Final

from kumkm_targets.figures.exact import EXACT, decimal_of

ROUND: Final = (Fraction(1), Fraction(2), Fraction(5))
ROUND_AND_HALVED: Final = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
"""What steps are multiples of; the second fits closer where lines are few."""


def round_steps(
    low: Fraction, high: Fraction, most: int, multiples: Sequence[Fraction] = ROUND, *, is_whole: bool
) -> tuple[Fraction, Fraction, int]:
    """The lowest number of the axis, the step from one to the next, and how many steps there are.

    Steps are one of `multiples` times a power of ten, as small as gives no more than `most` of them.
    is_whole: whole numbers only.
    """
    if low == high:
        low, high = (low - abs(low) / 10, high + abs(high) / 10) if low else (low, Fraction(1))
    smallest = decimal_of(high - low).adjusted() - 1
    steps = (times * Fraction(10) ** power for power in count(smallest) for times in multiples)
    for step in steps:
        first, last = floor(low / step), ceil(high / step)
        if last - first <= most and not (is_whole and step.denominator > 1):
            break
    return first * step, step, last - first


def exact_of(number: Fraction) -> Decimal:
    """A round number, with every digit."""
    return EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
