"""Figures in Indonesian notation, as every table and sentence shows them."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kumkm_targets.figures.exact import decimals_of
from kumkm_targets.figures.reading import read_figure
from kumkm_targets.figures.units import Unit, unit
from kumkm_targets.figures.writing import MINUS, signed, write_figure, write_number, write_with_unit
from tests.figures.strategies import UNITS, figures

NUMBERS = [
    ("1311", None, "1.311"),
    ("3.84", None, "3,84"),
    ("6.0", None, "6,0"),
    ("0", None, "0"),
    ("0.00", None, "0,00"),
    ("-0.5", None, "−0,5"),
    ("-1234567.5", None, "−1.234.567,5"),
    ("999", None, "999"),
    ("1000", None, "1.000"),
    ("1E+3", None, "1.000"),
    ("1E-7", None, "0,0000001"),
    ("90.996", 2, "91,00"),
    ("90.996", 3, "90,996"),
    ("89.365", 2, "89,37"),
    ("-0.001", 2, "0,00"),
    ("-0.005", 2, "−0,01"),
    ("1999.5", 0, "2.000"),
    ("5", 2, "5,00"),
    ("5.00", 0, "5"),
]


@pytest.mark.parametrize(("value", "decimals", "text"), NUMBERS)
def test_a_dot_groups_and_a_comma_is_the_decimal_mark(value: str, decimals: int | None, text: str) -> None:
    assert write_number(Decimal(value), decimals) == text


def babel(value: Decimal, decimals: int) -> str:
    """What the Unicode locale data say, with its ASCII hyphen made a minus sign."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    with localcontext(prec=200, rounding=ROUND_HALF_UP):
        text = format_decimal(value, format=pattern, locale="id", decimal_quantization=True)
    return text.replace("-", MINUS)


@given(figures())
def test_a_number_is_written_as_the_unicode_locale_data_say(value: Decimal) -> None:
    assert write_number(value) == babel(value, decimals_of(value))


@given(figures(), st.integers(0, 12))
@example(Decimal("0.125"), 2)
@example(Decimal("-2.5"), 0)
def test_a_rounded_number_is_written_as_the_unicode_locale_data_say(value: Decimal, decimals: int) -> None:
    expected = babel(value, decimals)
    zero = not set(expected) & set("123456789")
    assert write_number(value, decimals) == (expected.removeprefix(MINUS) if zero else expected)


FIGURES = [
    ("222000000000", "Rp", True, "Rp222 miliar"),
    ("222000000000", "Rp", False, "Rp222.000.000.000"),
    ("2143000000000", "Rp", True, "Rp2,143 triliun"),
    ("2143100000000", "Rp", True, "Rp2.143.100.000.000"),
    ("-23600000000", "Rp", True, "−Rp23,6 miliar"),
    ("-23600000000", "Rp", False, "−Rp23.600.000.000"),
    ("1234567", "Rp", True, "Rp1.234.567"),
    ("1234000", "Rp", True, "Rp1,234 juta"),
    ("1000000", "Rp", True, "Rp1 juta"),
    ("999000", "Rp", True, "Rp999.000"),
    ("1000000000", "Rp", True, "Rp1 miliar"),
    ("999999000000", "Rp", True, "Rp999,999 miliar"),
    ("1000000000000", "Rp", True, "Rp1 triliun"),
    ("1234567.00", "Rp", True, "Rp1.234.567,00"),
    ("1000000.00", "Rp", True, "Rp1 juta"),
    ("1000000.50", "Rp", True, "Rp1.000.000,50"),
    ("0", "Rp", True, "Rp0"),
    ("5", "Rp", True, "Rp5"),
    ("88.45", "Rp miliar", True, "88,45"),
    ("3.84", "%", True, "3,84"),
    ("1311", "unit", True, "1.311"),
    ("222000000000", "orang", True, "222.000.000.000"),
]


@pytest.mark.parametrize(("value", "unit_text", "short", "text"), FIGURES)
def test_rupiah_carry_their_sign_and_are_short_where_nothing_is_lost(
    value: str, unit_text: str, short: bool, text: str
) -> None:
    assert write_figure(Decimal(value), unit(unit_text), short=short) == text


def test_rupiah_stand_in_full_unless_they_are_asked_to_be_short() -> None:
    assert write_figure(Decimal(222_000_000_000), unit("Rp")) == "Rp222.000.000.000"


@pytest.mark.parametrize(
    ("value", "unit_text", "least", "text"),
    [
        ("3.8", "%", 2, "3,80"),
        ("3.845", "%", 2, "3,845"),
        ("6", "indeks", 1, "6,0"),
        ("6.0", "%", 0, "6,0"),
        ("5", "Rp", 2, "Rp5"),
        ("5", "Rp juta", 2, "5,00"),
    ],
)
def test_least_decimals_pad_and_never_cut(value: str, unit_text: str, least: int, text: str) -> None:
    assert write_figure(Decimal(value), unit(unit_text), least_decimals=least) == text


SENTENCES = [
    ("3.84", "%", "3,84%"),
    ("3.84", "persen", "3,84%"),
    ("1311", "unit", "1.311 unit"),
    ("12", "unit usaha", "12 unit usaha"),
    ("222000000000", "Rp", "Rp222 miliar"),
    ("-5000", "rupiah", "−Rp5.000"),
    ("88.45", "Rp miliar", "88,45 Rp miliar"),
    ("2.5", "ribu orang", "2,5 ribu orang"),
    ("5", "ribu persen", "5 ribu persen"),
    ("0.497", "indeks", "0,497 indeks"),
]


@pytest.mark.parametrize(("value", "unit_text", "text"), SENTENCES)
def test_in_a_sentence_a_figure_has_its_unit(value: str, unit_text: str, text: str) -> None:
    assert write_with_unit(Decimal(value), unit(unit_text)) == text


def test_in_a_sentence_decimals_are_padded_too() -> None:
    assert write_with_unit(Decimal("3.8"), unit("%"), least_decimals=2) == "3,80%"


@given(st.integers(-(10**14), 10**14).map(lambda n: n * 10), st.integers(0, 9))
def test_shortening_rupiah_loses_nothing(amount: int, zeros: int) -> None:
    value = Decimal(amount // 10**zeros * 10**zeros)
    assume(abs(value) < 10**15)
    assert read_figure(write_figure(value, unit("Rp"), short=True), unit("Rp")) == value


@given(figures(), st.sampled_from(UNITS))
def test_a_written_figure_has_every_digit_of_the_value(value: Decimal, measure: Unit) -> None:
    text = write_figure(value, measure)
    assert "".join(filter(str.isdigit, text)) == f"{value:f}".translate(str.maketrans("", "", "-."))
    assert text.startswith(MINUS) == (value < 0)


@pytest.mark.parametrize(("value", "text"), [("0.3", "+0,3"), ("0", "0"), ("-0.3", "−0,3"), ("0.00", "0,00")])
def test_a_change_above_zero_has_a_plus_sign(value: str, text: str) -> None:
    assert signed(write_number(Decimal(value)), Decimal(value)) == text


def test_a_figure_of_thousands_of_digits_is_grouped_as_any_other() -> None:
    assert write_number(Decimal("1E+9000")) == "1" + ".000" * 3000
