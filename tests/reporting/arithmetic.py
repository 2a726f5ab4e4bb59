"""Sums as they are printed, reckoned again: Indonesian figures, + − × ÷ ^ and parentheses."""

import re
from decimal import Decimal, localcontext
from fractions import Fraction

_TOKEN = re.compile(r"\s*(Rp[\d.,]+(?: (?:juta|miliar|triliun))?|[\d][\d.]*(?:,\d+)?|[-+−×÷^()])")
_SCALES = {"juta": 6, "miliar": 9, "triliun": 12}


def figure(text: str) -> Fraction:
    """A figure in Indonesian notation: `1.234,5`, `−0,04`, `Rp246,42 miliar`."""
    sign = -1 if text.startswith("−") else 1
    number, _, scale = text.lstrip("+−").removeprefix("Rp").partition(" ")
    return sign * Fraction(number.replace(".", "").replace(",", ".")) * 10 ** _SCALES.get(scale, 0)


def reckoned(text: str) -> Fraction:
    """What the sum gives; powers to fifty digits. Raises ValueError for what is no sum."""
    tokens, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(text)
        tokens.append(match[1])
        at = match.end()
    value, left = _sum(tokens)
    if left:
        raise ValueError(text)
    return value


def _sum(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+−":
        other, rest = _product(tokens[1:])
        value, tokens = (value + other if tokens[0] == "+" else value - other), rest
    return value, tokens


def _product(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _power(tokens)
    while tokens and tokens[0] in "×÷":
        other, rest = _power(tokens[1:])
        value, tokens = (value * other if tokens[0] == "×" else value / other), rest
    return value, tokens


def _power(tokens: list[str]) -> tuple[Fraction, list[str]]:
    value, tokens = _atom(tokens)
    if tokens and tokens[0] == "^":
        exponent, tokens = _atom(tokens[1:])
        with localcontext(prec=60):
            base = Decimal(value.numerator) / Decimal(value.denominator)
            value = Fraction(base ** (Decimal(exponent.numerator) / Decimal(exponent.denominator)))
    return value, tokens


def _atom(tokens: list[str]) -> tuple[Fraction, list[str]]:
    if not tokens:
        raise ValueError("a figure is missing")
    first, *rest = tokens
    if first == "(":
        value, rest = _sum(rest)
        return value, rest[1:]
    if first == "−":
        value, rest = _power(rest)
        return -value, rest
    return figure(first), rest
