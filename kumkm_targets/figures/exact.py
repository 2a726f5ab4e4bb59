"""Exact decimal arithmetic: nothing is rounded unless it says so."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation, Overflow
from fractions import Fraction
from typing import Final

MAX_DIGITS: Final = 24
"""Digits that a figure may have, before and after the decimal mark together."""

SIGNIFICANT: Final = 28
"""Digits kept of a quotient that has no exact decimal form."""

EXACT: Final = Context(prec=6 * MAX_DIGITS, traps=[Inexact, InvalidOperation, Overflow])
"""Sums, differences and shifts of figures; traps instead of rounding."""

_ROOT: Final = Context(prec=50, rounding=ROUND_HALF_UP)

_QUOTIENT: Final = Context(prec=SIGNIFICANT, rounding=ROUND_HALF_UP)


def plain(number: Decimal) -> Decimal | None:
    """`number` without an exponent above zero (1E+3 becomes 1000), or None if a plan cannot hold it."""
    if not number.is_finite():
        return None
    digits = len(number.as_tuple().digits)
    if digits > MAX_DIGITS or number.adjusted() >= MAX_DIGITS or decimals_of(number) > MAX_DIGITS:
        return None
    if number.is_zero():
        number = abs(number)
    return number if decimals_of(number) else EXACT.quantize(number, Decimal(1))


def decimals_of(number: Decimal) -> int:
    """How many decimals `number` was written with; 0 for a whole number."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "figures are finite"
    return max(-exponent, 0)


def is_whole(number: Decimal) -> bool:
    """Whether `number` has no fraction, however large it is."""
    return number == number.to_integral_value()


def decimal_of(ratio: Fraction) -> Decimal:
    """`ratio` as a decimal: exact where it has an exact form, else to 28 significant digits."""
    return _QUOTIENT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))


def as_recorded(value: Fraction, figures: Iterable[Decimal | None]) -> Decimal:
    """`value` in the digits of the figure that is equal to it, the last of several (3.30 stays 3.30); else plain."""
    same = [figure for figure in figures if figure is not None and Fraction(figure) == value]
    return same[-1] if same else decimal_of(value)


def root_of_power(ratio: Fraction, power: int, root: int) -> Fraction:
    """`ratio` to the power `power` / `root`, to 50 significant digits; exact where it is a whole power.

    ratio: above zero. root: above zero.
    """
    if power % root == 0:
        return ratio ** (power // root)
    base = _ROOT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator))
    return Fraction(_ROOT.power(base, _ROOT.divide(Decimal(power), Decimal(root))))


def rounded(number: Decimal, decimals: int) -> Decimal:
    """`number` to `decimals` places, halves away from zero, as officials round."""
    context = Context(prec=len(number.as_tuple().digits) + abs(number.adjusted()) + decimals + 2)
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=context)


def rounded_without_crossing(
    number: Decimal, decimals: int, marks: Iterable[Decimal], *, may_touch: bool = False
) -> Decimal:
    """`number` to `decimals` places, or as many more as it takes to stay on its side of every mark.

    What is shown then never contradicts what was decided: 90.996 is not shown as 91.00 beside a mark
    at 91. may_touch: the mark itself counts as above, so that 91.004 may be shown as 91.00.
    """
    marks = list(marks)
    for places in range(decimals, decimals_of(number)):
        shown = rounded(number, places)
        if all(
            (shown >= mark) == (number >= mark) and (may_touch or (shown > mark) == (number > mark)) for mark in marks
        ):
            return shown
    return rounded(number, max(decimals, decimals_of(number)))


def difference(left: Decimal, right: Decimal) -> Decimal:
    """Left − right: exact, except where a derived figure is too small for that; then to 28 digits."""
    try:
        return EXACT.subtract(left, right)
    except Inexact:
        return decimal_of(Fraction(left) - Fraction(right))
