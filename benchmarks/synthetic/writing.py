"""Figures as officers write them: Indonesian text in several forms, or numbers of TOML."""

from random import Random
from typing import Final, Literal

Form = Literal["text", "with unit", "range", "number", "grouped", "rupiah", "scaled"]

_SCALES: Final = ((10**12, "triliun"), (10**9, "miliar"))
_RANGE_WIDTH: Final = 250
"""A range reaches down from its figure by this part of it."""


def form(rng: Random, unit: str, decimals: int, comma: bool) -> Form:
    """One of the forms that fit an indicator; `comma` says how the document writes decimals."""
    if unit == "Rp":
        return rng.choice(("scaled", "scaled", "rupiah", "number"))
    if decimals and not comma:
        return "number"
    if decimals:
        return rng.choice(("text", "text", "text", "text", "with unit", "range")) if unit == "%" else "text"
    return rng.choice(("text", "text", "number", "grouped", "with unit"))


def written(value: int, form: Form, unit: str, decimals: int) -> str:
    """A figure, given in units of its last decimal, as the TOML source of its value."""
    match form:
        case "number":
            return number(value, decimals)
        case "grouped":
            return f"{value:_}"
        case "scaled":
            return f'"Rp{_scaled(value)}"'
        case "rupiah":
            return f'"Rp {dotted(value)}"'
        case "with unit":
            return f'"{text(value, decimals)}{unit if unit == "%" else f" {unit}"}"'
        case "range":
            return f'"{text(value - value // _RANGE_WIDTH - 1, decimals)}-{text(value, decimals)}"'
        case _:
            return f'"{text(value, decimals)}"'


def single(form: Form) -> Form:
    """The form for a figure that cannot be a range, such as a baseline."""
    return "text" if form == "range" else form


def text(value: int, decimals: int) -> str:
    """A figure the Indonesian way: 1.311 or 3,84."""
    whole, rest = divmod(value, 10**decimals)
    return f"{dotted(whole)},{rest:0{decimals}}" if decimals else dotted(whole)


def number(value: int, decimals: int) -> str:
    """A figure as a TOML number: 1311 or 3.84."""
    whole, rest = divmod(value, 10**decimals)
    return f"{whole}.{rest:0{decimals}}" if decimals else str(whole)


def dotted(whole: int) -> str:
    """A whole number with dots between its thousands."""
    return f"{whole:,}".replace(",", ".")


def _scaled(rupiah: int) -> str:
    """An amount with the largest scale word that fits, exact: 222,5 miliar."""
    scale, word = next((pair for pair in _SCALES if rupiah >= pair[0]), _SCALES[-1])
    whole, rest = divmod(rupiah, scale)
    decimals = f"{rest * 10**6 // scale:06}".rstrip("0")
    return f"{whole}{',' if decimals else ''}{decimals} {word}"
