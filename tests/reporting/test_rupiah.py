"""Amounts of money in full and short."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.figures.reading import read_figure
from kumkm_targets.figures.units import unit
from kumkm_targets.reporting.rupiah import rupiah, short_rupiah

AMOUNTS = st.decimals(-(10**14), 10**14, places=2) | st.integers(0, 10**14).map(Decimal)


def short(*amounts: str) -> list[str]:
    return short_rupiah([Decimal(amount) for amount in amounts])


@pytest.mark.parametrize(
    ("amount", "full", "text"),
    [
        ("1100000000", "Rp1.100.000.000", "Rp1,1 miliar"),
        ("845250000", "Rp845.250.000", "Rp845,25 juta"),
        ("1234567890123", "Rp1.234.567.890.123", "Rp1,23 triliun"),
        ("5000000000.00", "Rp5.000.000.000,00", "Rp5 miliar"),
        ("999999", "Rp999.999", "Rp999.999"),
        ("999999.99", "Rp999.999,99", "Rp999.999,99"),
        ("1000000", "Rp1.000.000", "Rp1 juta"),
        ("995000000", "Rp995.000.000", "Rp995 juta"),
        ("999999999", "Rp999.999.999", "Rp1 miliar"),
        ("999999999999.99", "Rp999.999.999.999,99", "Rp1 triliun"),
        ("100000000000", "Rp100.000.000.000", "Rp100 miliar"),
        ("12345678900000000", "Rp12.345.678.900.000.000", "Rp12.345,68 triliun"),
        ("0", "Rp0", "Rp0"),
        ("-1100000000", "−Rp1.100.000.000", "−Rp1,1 miliar"),
    ],
)
def test_an_amount_is_written_in_full_and_short(amount: str, full: str, text: str) -> None:
    assert rupiah(Decimal(amount)) == full
    assert short(amount) == [text]


def test_what_is_left_of_a_budget_is_not_rounded_away() -> None:
    assert short("4100000000", "4099990000") == ["Rp4,1 miliar", "Rp4,09999 miliar"]
    assert short("1000000000", "999999999") == ["Rp1 miliar", "Rp999,999999 juta"]
    assert short("1000000000", "1000400000") == ["Rp1 miliar", "Rp1,0004 miliar"]
    assert short("1200000000", "1200000000.00") == ["Rp1,2 miliar", "Rp1,2 miliar"]
    assert short() == []


@given(st.lists(AMOUNTS, max_size=4))
def test_short_amounts_keep_their_order_and_are_read_back_as_what_they_show(amounts: list[Decimal]) -> None:
    shown = [read_figure(text.replace("−", "-"), unit("Rp")) for text in short_rupiah(amounts)]
    for one, value in zip(shown, amounts, strict=True):
        assert abs(one - value) <= max(abs(value) / 180, Decimal("0.01"))
        for other, amount in zip(shown, amounts, strict=True):
            assert (one < other) == (value < amount)


def test_an_amount_beyond_every_budget_is_still_written() -> None:
    assert short("1" + "0" * 45) == ["Rp1" + ".000" * 11 + " triliun"]
