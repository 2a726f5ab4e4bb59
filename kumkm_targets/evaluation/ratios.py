"""Formulas that are a quotient of two sums of figures: what can be added over parts and years.

The percentages of kabupaten and kota are never averaged: their numerators and denominators are
added, and the percentage is that of the totals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kumkm_targets.evaluation.formulas import Expression, Number, Reference

Form = Mapping[str, Fraction]
"""A sum of figures: the factor of each indicator, by id."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """`numerator` ÷ `denominator`, both sums of figures."""

    numerator: Form
    denominator: Form

    @property
    def components(self) -> tuple[str, ...]:
        """The indicators that it is made of."""
        return tuple(dict.fromkeys((*self.numerator, *self.denominator)))


def ratio_of(expression: Expression) -> Ratio | None:
    """The formula as a quotient of two sums; None for every other formula."""
    found = _quotient(expression)
    if found is None:
        return None
    top, bottom = found
    if "" in top or "" in bottom or not top or not bottom:
        return None
    return Ratio(top, bottom)


def total(form: Form, figures: Mapping[str, Fraction]) -> Fraction:
    """The sum with these figures put in."""
    return sum((factor * figures[name] for name, factor in form.items()), Fraction(0))


# Below, the factor under "" is that of no indicator: a number on its own.
_ONE: Form = {"": Fraction(1)}


def _quotient(expression: Expression) -> tuple[Form, Form] | None:
    if isinstance(expression, Number):
        return {"": expression.value}, _ONE
    if isinstance(expression, Reference):
        return None if expression.function else ({expression.id: Fraction(1)}, _ONE)
    left, right = _quotient(expression.left), _quotient(expression.right)
    if left is None or right is None:
        return None
    if expression.sign == "/":
        right = right[1], right[0]
    if expression.sign in ("*", "/"):
        top, bottom = _product(left[0], right[0]), _product(left[1], right[1])
        return None if top is None or bottom is None else (top, bottom)
    return _sum(left, right, Fraction(1 if expression.sign == "+" else -1))


def _sum(left: tuple[Form, Form], right: tuple[Form, Form], sign: Fraction) -> tuple[Form, Form] | None:
    """Left ± right over one denominator, where both have the same or one of them is a number."""
    if left[1] == right[1]:
        bottom, first, second = left[1], left[0], right[0]
    else:
        crossed = _product(left[0], right[1]), _product(right[0], left[1]), _product(left[1], right[1])
        if crossed[0] is None or crossed[1] is None or crossed[2] is None:
            return None
        first, second, bottom = crossed[0], crossed[1], crossed[2]
    names = dict.fromkeys((*first, *second))
    summed = {name: first.get(name, Fraction(0)) + sign * second.get(name, Fraction(0)) for name in names}
    return {name: factor for name, factor in summed.items() if factor}, bottom


def _product(left: Form, right: Form) -> Form | None:
    """Left × right, one of which is a number."""
    for number, form in ((left, right), (right, left)):
        if number.keys() == {""}:
            return {name: factor * number[""] for name, factor in form.items()}
    return None
