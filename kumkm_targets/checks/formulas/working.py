"""How a formula or relation came to its value: the figures that went into it, in words.

Reports say it in the same words. named: how an indicator is called; here by its id, there by its name.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kumkm_targets.evaluation.formulas import (
    Comparison,
    Expression,
    Lookup,
    Operation,
    Reference,
    evaluate,
    references,
)
from kumkm_targets.figures.exact import decimal_of, decimals_of, rounded
from kumkm_targets.figures.writing import write_number
from kumkm_targets.messages import _

Naming = Callable[[str], str]

_LEAST_DECIMALS: Final = 2


def comparison_text(parsed: Comparison, lookup: Lookup, year: int) -> str:
    """Both sides as figures: `22.977 <= 5.855`; with what a compound side or a growth is made of."""
    return "; ".join((f" {parsed.sign} ".join(both_sides(parsed, lookup)), *made_of(parsed, lookup, year)))


def both_sides(parsed: Comparison, lookup: Lookup) -> tuple[str, str]:
    """Left and right as figures, with as many decimals as it takes to see that they differ."""
    left, right = (evaluate(side, lookup) or Fraction(0) for side in (parsed.left, parsed.right))
    return apart(decimal_of(left), decimal_of(right))


def made_of(parsed: Comparison, lookup: Lookup, year: int, named: Naming = str) -> list[str]:
    """What the sides are made of, as far as they are more than one figure, each told once."""
    texts: list[str] = []
    for side, other in ((parsed.left, parsed.right), (parsed.right, parsed.left)):
        if isinstance(side, Operation) or (isinstance(side, Reference) and side.function):
            texts += components(side, lookup, year, named)
        if isinstance(side, Reference) and side.function == "growth" and parsed.sign == "=":
            texts += _needed(side.id, evaluate(other, lookup) or Fraction(0), lookup, year)
    return list(dict.fromkeys(texts))


def _needed(indicator_id: str, percent: Fraction, lookup: Lookup, year: int) -> Iterator[str]:
    """The count of the year before from which the count of this year would have grown by `percent`."""
    now = lookup(indicator_id, 0)
    if now is not None and percent > -100:
        before = decimal_of(now / (1 + percent / 100))
        yield _("growing by {percent} it would have been about {before} in {year}").format(
            percent=f"{_written(percent)}%", before=write_number(before, decimals_of(decimal_of(now))), year=year - 1
        )


def components(expression: Expression, lookup: Lookup, year: int, named: Naming = str) -> Iterator[str]:
    """What is known of each figure in `expression`, one text for each; a growth with both its counts."""
    for reference in dict.fromkeys(references(expression)):
        name, now, before = named(reference.id), lookup(reference.id, 0), lookup(reference.id, 1)
        if not reference.function and now is not None:
            yield _("{id} is {value} in {year}").format(id=name, value=_written(now), year=year)
        elif reference.function == "previous" and before is not None:
            yield _("{id} is {value} in {year}").format(id=name, value=_written(before), year=year - 1)
        elif now is not None and before:
            percent = write_number(decimal_of((now - before) / before * 100), _LEAST_DECIMALS)
            yield _("from {before} in {earlier} to {now} in {year}, {id} grew by {percent}").format(
                id=name,
                before=_written(before),
                earlier=year - 1,
                now=_written(now),
                year=year,
                percent=f"{percent}%",
            )


def apart(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Two different figures with as many decimals as it takes to see that they differ."""
    decimals = _LEAST_DECIMALS
    most = max(decimals_of(one), decimals_of(other))
    while rounded(one, decimals) == rounded(other, decimals) and decimals < most:
        decimals += 1
    left, right = (write_number(figure, min(decimals_of(figure), decimals)) for figure in (one, other))
    return left, right


def _written(value: Fraction) -> str:
    decimal = decimal_of(value)
    return write_number(decimal, min(decimals_of(decimal), _LEAST_DECIMALS))
