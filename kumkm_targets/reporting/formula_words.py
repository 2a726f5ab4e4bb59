"""Formulas as a reader sees them: with the names of the indicators, or with their figures put in."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.formulas import (
    Expression,
    FormulaError,
    Lookup,
    Number,
    Operation,
    Reference,
    parse_formula,
)
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.figures.writing import MINUS, write_number
from kumkm_targets.messages import _
from kumkm_targets.model.plan import Plan
from kumkm_targets.reporting.words import indicator_name

_SIGNS: Final = {"+": "+", "-": MINUS, "*": "×", "/": "÷"}
_SUM, _PRODUCT, _WHOLE = 1, 2, 3
"""How tightly a text holds together; what holds less tightly than its surroundings gets parentheses."""

_Written = tuple[str, int]


def in_names(expression: Expression, named: Callable[[str], str]) -> str:
    """The formula with the indicators called by what `named` gives for their ids, in quotes."""
    return _written(expression, lambda reference: (reference_text(reference, named), _WHOLE))[0]


def in_figures(expression: Expression, lookup: Lookup) -> str:
    """The formula with the figures put in that `lookup` finds; all of them are known."""
    return _written(expression, lambda reference: _figures(reference, lookup))[0]


def named_in(plan: Plan) -> Callable[[str], str]:
    """How the plan calls its indicators; an id that it does not declare stands for itself."""

    def named(indicator_id: str) -> str:
        indicator = plan.indicators.get(indicator_id)
        return indicator_name(indicator) if indicator else indicator_id

    return named


def in_sums(expression: Expression, addends: Callable[[str], list[Fraction]]) -> str:
    """The formula with a sum put in for every indicator, as where years or parts are added."""
    return _written(expression, lambda reference: (sum_text(addends(reference.id)), _SUM))[0]


def sum_text(addends: list[Fraction]) -> str:
    """`500 + 800`."""
    return " + ".join(map(number_text, addends))


def is_formula(text: str) -> bool:
    """Whether it can be read; `check` reports one that cannot."""
    try:
        parse_formula(text)
    except FormulaError:
        return False
    return True


def mean_text(figures: list[Fraction]) -> str:
    """`(79 + 80) ÷ 2 = 79,5`: the mean with what it gives in full."""
    if len(figures) == 1:
        return number_text(figures[0])
    mean = sum(figures, Fraction(0)) / len(figures)
    return f"({sum_text(figures)}) ÷ {len(figures)} {equals(mean)} {number_text(mean)}"


def equals(value: Fraction) -> str:
    """The sign before the value in full: it has a decimal form, or is cut after 28 digits."""
    return "=" if Fraction(decimal_of(value)) == value else "≈"


def reference_text(reference: Reference, named: Callable[[str], str]) -> str:
    """What a formula refers to: a name in quotes, its growth, or its figure of the year before."""
    name = f"“{named(reference.id)}”"
    if reference.function == "growth":
        return _("the growth of {name}").format(name=name)
    return _("{name} of the year before").format(name=name) if reference.function else name


def number_text(value: Fraction) -> str:
    """A figure in full; one below zero in parentheses, so that no two signs meet."""
    text = write_number(decimal_of(value))
    return f"({text})" if text.startswith(MINUS) else text


def _figures(reference: Reference, lookup: Lookup) -> _Written:
    now, before = (number_text(lookup(reference.id, back) or Fraction(0)) for back in (0, 1))
    if reference.function == "growth":
        return f"({now} {MINUS} {before}) ÷ {before} × 100", _PRODUCT
    return (before if reference.function else now), _WHOLE


def _written(expression: Expression, leaf: Callable[[Reference], _Written]) -> _Written:
    if isinstance(expression, Number):
        return number_text(expression.value), _WHOLE
    if isinstance(expression, Reference):
        return leaf(expression)
    level = _SUM if expression.sign in ("+", "-") else _PRODUCT
    left, right = _written(expression.left, leaf), _written(expression.right, leaf)
    # To the right of − and ÷ equal ties need parentheses too: a − (b − c).
    least = level + (expression.sign in ("-", "/"))
    first = "" if _is_negation(expression) else f"{_held(left, level)} "
    return f"{first}{_SIGNS[expression.sign]}{' ' if first else ''}{_held(right, least)}", level


def _held(written: _Written, least: int) -> str:
    text, level = written
    return text if level >= least else f"({text})"


def _is_negation(expression: Operation) -> bool:
    """Whether this is how the parser writes −x."""
    return expression.sign == "-" and expression.left == Number(Fraction(0))
