"""Figures and units for the properties of reading and writing."""

from decimal import Decimal

from hypothesis import strategies as st

from kumkm_targets.figures.units import Unit, unit

UNITS = [
    unit(text)
    for text in ("%", "persen", "orang", "unit usaha", "Rp", "rupiah", "Rp juta", "Rp miliar", "ribu orang", "indeks")
]


@st.composite
def figures(draw: st.DrawFn) -> Decimal:
    """A figure that a plan can hold: up to 24 digits with up to 24 decimals, and no negative zero."""
    digits = draw(st.integers(0, 24).flatmap(lambda length: st.integers(0, 10**length - 1)))
    decimals = draw(st.integers(0, 24) | st.integers(0, 3))
    negative = draw(st.booleans()) and digits > 0
    return Decimal(-digits if negative else digits).scaleb(-decimals)


def can_be_written(value: Decimal, measure: Unit) -> bool:
    """Whether the notation has one text for `value` in `measure`, with its decimals, on both ways.

    Four to six whole digits without decimals read two ways where the unit has fractions, and three
    decimals of whole things and rupiah are how English-language software groups thousands.
    """
    decimals = max(-int(value.as_tuple().exponent), 0)
    whole = abs(int(value.to_integral_value("ROUND_DOWN")))
    counted = measure.counts_whole_things or (measure.is_money and measure.scale == 0)
    if measure.is_rupiah and decimals > 2:
        return False
    if decimals == 0:
        return counted or not 1000 <= whole <= 999_999
    return not (counted and decimals == 3 and 1 <= whole <= 999)
