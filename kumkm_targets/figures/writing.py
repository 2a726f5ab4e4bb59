"""From exact `Decimal` to text in Indonesian notation: dot groups, comma is the decimal mark.

The notation is the same whichever language the words are in, so that no table has to say which one
it uses. What is written here is read back as the same figure or refused as ambiguous, never misread.
"""

from decimal import Decimal
from typing import Final

from kumkm_targets.figures.exact import EXACT, decimals_of, rounded
from kumkm_targets.figures.units import Unit

MINUS: Final = "\u2212"

_MARKS: Final = str.maketrans(",.", ".,")
_SHORT_SCALES: Final = ((12, "triliun"), (9, "miliar"), (6, "juta"))
_SHORT_DECIMALS: Final = 3


def write_number(value: Decimal, decimals: int | None = None) -> str:
    """`value` with the decimals it was written with, or rounded to `decimals`."""
    if decimals is not None:
        value = rounded(value, decimals)
    return (MINUS if value < 0 else "") + f"{value.copy_abs():,f}".translate(_MARKS)


def write_figure(value: Decimal, unit: Unit, *, least_decimals: int = 0, short: bool = False) -> str:
    """`value` as it stands in a table whose unit is known: rupiah carry `Rp`, others nothing.

    least_decimals pads, it never cuts. short writes `Rp222 miliar`, but only where no digit is lost.
    """
    if not unit.is_money or unit.scale:
        return write_number(value, max(decimals_of(value), least_decimals))
    amount = value.copy_abs()
    text = (short and _shortened(amount)) or write_number(amount)
    return f"{MINUS if value < 0 else ''}Rp{text}"


def write_with_unit(value: Decimal, unit: Unit, *, least_decimals: int = 0) -> str:
    """`value` as it stands in a sentence: `3,84%`, `1.311 unit`, `Rp222 miliar`."""
    text = write_figure(value, unit, least_decimals=least_decimals, short=True)
    if unit.kind == "percent" and not unit.scale:
        return f"{text}%"
    return text if unit.is_money and not unit.scale else f"{text} {unit.text}"


def signed(text: str, value: Decimal) -> str:
    """`text`, which writes `value`, with a plus sign where it is above zero."""
    return f"+{text}" if value > 0 else text


def _shortened(amount: Decimal) -> str | None:
    for power, word in _SHORT_SCALES:
        scaled = EXACT.scaleb(amount, -power)
        if scaled >= 1:
            short = EXACT.normalize(scaled)
            decimals = decimals_of(short)
            return f"{write_number(short, decimals)} {word}" if decimals <= _SHORT_DECIMALS else None
    return None
