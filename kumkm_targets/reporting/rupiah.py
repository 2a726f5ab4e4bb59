"""Amounts of money: in full for a sentence, and short for a table, where they may be rounded."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import count, pairwise
from typing import Final

from kumkm_targets.figures.exact import EXACT, is_whole, rounded
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import MINUS, write_figure, write_number

_RUPIAH: Final = unit("Rp")
_SCALES: Final = ((12, "triliun"), (9, "miliar"), (6, "juta"))
_DECIMALS: Final = 2
_ABBREVIATED: Final = {"triliun": "T", "miliar": "M", "juta": "jt"}


def rupiah(amount: Decimal) -> str:
    """The amount with every digit: `Rp1.100.000.000`."""
    return write_figure(amount, _RUPIAH)


def short_rupiah(amounts: Sequence[Decimal]) -> list[str]:
    """Amounts that stand beside each other, as `Rp1,1 miliar`: two decimals, or as many more as keep their order.

    What was spent is then never shown as the whole budget, or as more, where it is less.
    """
    ascending = sorted(range(len(amounts)), key=amounts.__getitem__)
    for decimals in count(_DECIMALS):
        shown = [_shortened(amount, decimals) for amount in amounts]
        if all(shown[low][0] < shown[high][0] or amounts[low] == amounts[high] for low, high in pairwise(ascending)):
            break
    return [text for _amount, text in shown]


def compact_rupiah(amounts: Sequence[Decimal]) -> list[str]:
    """The same for narrow columns that are headed `Rp`: `1,1 M` for miliar, `T` for triliun and `jt` for juta."""
    return [_abbreviated(text.replace("Rp", "", 1)) for text in short_rupiah(amounts)]


def _abbreviated(text: str) -> str:
    number, _space, word = text.partition(" ")
    return f"{number} {_ABBREVIATED[word]}" if word else number


def _shortened(amount: Decimal, decimals: int) -> tuple[Decimal, str]:
    """The amount rounded in the largest scale it fills, and its text."""
    size = abs(amount)
    for power, word in _SCALES:
        scaled = EXACT.scaleb(size, -power)
        fills = scaled >= 1 or (word != "juta" and rounded(EXACT.scaleb(scaled, 3), decimals) == 1000)
        if fills:
            short = max(rounded(scaled, decimals), Decimal(1))
            text = write_number(rounded(short, 0) if is_whole(short) else EXACT.normalize(short))
            return EXACT.scaleb(short.copy_sign(amount), power), f"{MINUS if amount < 0 else ''}Rp{text} {word}"
    return amount, rupiah(amount)
