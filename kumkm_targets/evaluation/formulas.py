"""The formula language: numbers, indicator ids, `+ - * /`, parentheses, `growth(id)`, `previous(id)`.

Relations between figures add one of `<= < >= > =`. Nothing else parses, and nothing is executed:
a formula becomes a small tree, and the tree is evaluated over exact fractions.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from kumkm_targets.model.plan import Plan

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,24}(?:\.[0-9]{1,24})?)|(?P<name>[a-z][a-z0-9_]*)|(?P<sign><=|>=|[-+*/()<>=]))"
)
_FUNCTIONS: Final = ("growth", "previous")
_COMPARISONS: Final = ("<=", "<", ">=", ">", "=")
_MAX_TOKENS: Final = 500
_MAX_DEPTH: Final = 50
_MAX_BITS: Final = 2_000
_UNREADABLE: Final = "?"
"""Stands for what begins no token; nothing in the language takes it, so that the first fault is reported."""

Lookup = Callable[[str, int], Fraction | None]
"""Gives the figure of an indicator id, `years_back` years before the year in question."""


class FormulaError(ValueError):
    """The text is not a formula. `position` is the offset of the first character at fault."""

    def __init__(self, found: str, position: int) -> None:
        super().__init__(f"unexpected {found!r} at {position}")
        self.found = found
        self.position = position


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Reference:
    """The figure of an indicator: of the year itself, of the year before, or its growth in percent."""

    id: str
    function: Literal["", "growth", "previous"] = ""

    def __str__(self) -> str:
        return f"{self.function}({self.id})" if self.function else self.id

    @property
    def years_back(self) -> tuple[int, ...]:
        """How many years before its own year the formula looks for the figure."""
        return {"": (0,), "previous": (1,), "growth": (1, 0)}[self.function]


@dataclass(frozen=True, slots=True)
class Operation:
    """`left sign right`."""

    sign: str
    left: "Expression"
    right: "Expression"


Expression = Number | Reference | Operation


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left sign right`, as a relation between figures states it."""

    sign: str
    left: Expression
    right: Expression


@lru_cache(maxsize=1024)
def parse_formula(text: str) -> Expression:
    """The expression that `text` states. Raises FormulaError."""
    parser = _Parser(text)
    expression = parser.sum()
    parser.end()
    return expression


@lru_cache(maxsize=1024)
def parse_relation(text: str) -> Comparison:
    """The comparison that `text` states. Raises FormulaError."""
    parser = _Parser(text)
    left = parser.sum()
    sign = parser.take(*_COMPARISONS)
    right = parser.sum()
    parser.end()
    return Comparison(sign, left, right)


def formulas_of(plan: Plan) -> dict[str, Expression]:
    """The formulas of the plan that can be read, by indicator.

    `check` reports the others; their indicators stand on their recorded figures.
    """
    found: dict[str, Expression] = {}
    for name, indicator in plan.indicators.items():
        if indicator.formula is not None:
            with suppress(FormulaError):
                found[name] = parse_formula(indicator.formula)
    return found


def references(expression: Expression | Comparison) -> Iterator[Reference]:
    """Every reference to an indicator, from left to right."""
    if isinstance(expression, Reference):
        yield expression
    elif isinstance(expression, Operation | Comparison):
        yield from references(expression.left)
        yield from references(expression.right)


def evaluate(expression: Expression, lookup: Lookup) -> Fraction | None:
    """The value of `expression`; None where a figure is missing, a divisor is zero, or
    the result is beyond anything that is measured.
    """
    if isinstance(expression, Number):
        return expression.value
    if isinstance(expression, Reference):
        return _referred(expression, lookup)
    left, right = evaluate(expression.left, lookup), evaluate(expression.right, lookup)
    if left is None or right is None:
        return None
    result = _calculated(expression.sign, left, right)
    if result is None or max(result.numerator.bit_length(), result.denominator.bit_length()) > _MAX_BITS:
        return None
    return result


def _calculated(sign: str, left: Fraction, right: Fraction) -> Fraction | None:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    return left / right if right else None


def holds(relation: Comparison, lookup: Lookup, tolerance: Fraction) -> bool | None:
    """Whether the relation holds within `tolerance`; None where a figure is missing."""
    left, right = evaluate(relation.left, lookup), evaluate(relation.right, lookup)
    if left is None or right is None:
        return None
    if relation.sign == "=":
        return abs(left - right) <= tolerance
    excess = left - right if relation.sign in ("<=", "<") else right - left
    return excess <= tolerance if "=" in relation.sign else excess < tolerance


def _referred(reference: Reference, lookup: Lookup) -> Fraction | None:
    before = lookup(reference.id, 1) if reference.function else None
    if reference.function == "previous":
        return before
    now = lookup(reference.id, 0)
    if reference.function != "growth":
        return now
    return (now - before) / before * 100 if now is not None and before else None


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[tuple[str, int]] = []
        at, end = 0, len(text.rstrip())
        while at < end:
            match = _TOKEN.match(text, at)
            if match is None or len(self._tokens) >= _MAX_TOKENS:
                self._tokens.append((_UNREADABLE, at + len(text[at:]) - len(text[at:].lstrip())))
                break
            self._tokens.append((match[0].strip(), match.end() - len(match[0].strip())))
            at = match.end()
        self._tokens.append(("", end))
        self._at = 0
        self._depth = 0

    def sum(self) -> Expression:
        return self._left_to_right(("+", "-"), self._product)

    def _product(self) -> Expression:
        return self._left_to_right(("*", "/"), self._factor)

    def _left_to_right(self, signs: tuple[str, ...], operand: Callable[[], Expression]) -> Expression:
        expression = operand()
        while self._token in signs:
            expression = Operation(self.take(*signs), expression, operand())
        return expression

    def _factor(self) -> Expression:
        token = self._token
        if token in {"(", "-"}:
            self._depth += 1
            if self._depth > _MAX_DEPTH:
                self._fail()
            self.take(token)
            inner = self.sum() if token == "(" else self._factor()
            self._depth -= 1
            if token == "(":
                self.take(")")
                return inner
            return Operation("-", Number(Fraction(0)), inner)
        if token[:1].isdecimal():
            return Number(Fraction(self.take(token)))
        if token in _FUNCTIONS and self._tokens[self._at + 1][0] == "(":
            self.take(token)
            self.take("(")
            reference = Reference(self._name(), "growth" if token == "growth" else "previous")
            self.take(")")
            return reference
        return Reference(self._name())

    def _name(self) -> str:
        if not re.match(r"[a-z]", self._token):
            self._fail()
        return self.take(self._token)

    @property
    def _token(self) -> str:
        return self._tokens[self._at][0]

    def take(self, *expected: str) -> str:
        """The current token, which must be one of `expected`; steps on."""
        token = self._token
        if token not in expected:
            self._fail()
        self._at += 1
        return token

    def end(self) -> None:
        """Nothing may follow."""
        if self._token:
            self._fail()

    def _fail(self) -> None:
        token, position = self._tokens[self._at]
        raise FormulaError(self._text[position : position + 10] if token == _UNREADABLE else token, position)
