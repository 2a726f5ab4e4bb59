"""Exact arithmetic: nothing is rounded unless it says so."""

from decimal import Decimal, Inexact
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kumkm_targets.figures.exact import (
    EXACT,
    MAX_DIGITS,
    decimal_of,
    decimals_of,
    difference,
    is_whole,
    plain,
    rounded,
    rounded_without_crossing,
)
from tests.figures.strategies import figures

PLAIN = [
    ("1E+3", "1000"),
    ("1.0", "1.0"),
    ("1.500", "1.500"),
    ("-0", "0"),
    ("-0.00", "0.00"),
    ("0E+5", "0"),
    ("9" * 24, "9" * 24),
    ("1E+23", "1" + "0" * 23),
    ("1E-24", "0." + "0" * 23 + "1"),
    ("12E-1", "1.2"),
    ("-12.5", "-12.5"),
]


@pytest.mark.parametrize(("number", "written"), PLAIN)
def test_a_figure_has_no_exponent_and_keeps_its_decimals(number: str, written: str) -> None:
    figure = plain(Decimal(number))
    assert figure is not None
    assert f"{figure:f}" == written
    assert int(figure.as_tuple().exponent) <= 0
    assert not (figure.is_zero() and figure.is_signed())


@pytest.mark.parametrize(
    "number", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+24", "9" * 25, "9" * 24 + ".5", "1E-25", "1E+999999"]
)
def test_what_a_plan_cannot_hold_is_no_figure(number: str) -> None:
    assert plain(Decimal(number)) is None


@given(figures())
def test_every_figure_of_up_to_24_digits_is_kept(value: Decimal) -> None:
    figure = plain(value)
    assert figure is not None
    assert figure.as_tuple() == value.as_tuple()


def test_the_longest_figure_has_24_digits() -> None:
    assert MAX_DIGITS == 24


@pytest.mark.parametrize(("number", "decimals"), [("5", 0), ("5.0", 1), ("0.000", 3), ("1E+3", 0), ("1E-7", 7)])
def test_decimals_are_counted_as_written(number: str, decimals: int) -> None:
    assert decimals_of(Decimal(number)) == decimals


QUOTIENTS = [
    (Fraction(83, 852) * 100, "9.741784037558685446009389671"),
    (Fraction(1, 3), "0." + "3" * 28),
    (Fraction(2, 3), "0." + "6" * 27 + "7"),
    (Fraction(-2, 3), "-0." + "6" * 27 + "7"),
    (Fraction(1, 2**20), "9.5367431640625E-7"),
    (Fraction(3, 8), "0.375"),
    (Fraction(600, 7), "85.71428571428571428571428571"),
    (Fraction(0), "0"),
    (Fraction(10**24 - 1), "9" * 24),
    (Fraction(10**28 + 5, 10**28), "1.000000000000000000000000001"),
    (Fraction(10**28 + 4, 10**28), "1.000000000000000000000000000"),
    (Fraction(-(10**28) - 5, 10**28), "-1.000000000000000000000000001"),
]


@pytest.mark.parametrize(("ratio", "written"), QUOTIENTS)
def test_a_quotient_is_exact_or_has_28_digits_with_halves_rounded_up(ratio: Fraction, written: str) -> None:
    assert str(decimal_of(ratio)) == written


@given(st.integers(-(10**20), 10**20), st.integers(0, 8), st.integers(0, 8))
def test_a_ratio_with_a_decimal_form_keeps_it(numerator: int, twos: int, fives: int) -> None:
    ratio = Fraction(numerator, 2**twos * 5**fives)
    assert Fraction(decimal_of(ratio)) == ratio


@given(st.fractions())
def test_a_quotient_is_off_by_less_than_its_last_digit(ratio: Fraction) -> None:
    number = decimal_of(ratio)
    assert abs(Fraction(number) - ratio) * 10**27 <= abs(ratio)


ROUNDED = [
    ("2.5", 0, "3"),
    ("-2.5", 0, "-3"),
    ("3.5", 0, "4"),
    ("0.125", 2, "0.13"),
    ("-0.125", 2, "-0.13"),
    ("0.1249999", 2, "0.12"),
    ("89.3645", 2, "89.36"),
    ("9.995", 2, "10.00"),
    ("0", 2, "0.00"),
    ("5", 3, "5.000"),
    ("9" * 24, 10, "9" * 24 + "." + "0" * 10),
    ("1E-24", 2, "0.00"),
    ("0.0005", 3, "0.001"),
    ("1E+3", 1, "1000.0"),
]


@pytest.mark.parametrize(("number", "decimals", "written"), ROUNDED)
def test_halves_are_rounded_away_from_zero(number: str, decimals: int, written: str) -> None:
    assert f"{rounded(Decimal(number), decimals):f}" == written


@given(figures(), st.integers(0, 28))
@example(Decimal("0." + "9" * 24), 0)
def test_a_rounded_figure_is_at_most_half_a_step_away(value: Decimal, decimals: int) -> None:
    shown = rounded(value, decimals)
    off = abs(Fraction(shown) - Fraction(value)) * 10**decimals
    assert off <= Fraction(1, 2)
    if off == Fraction(1, 2):
        assert abs(shown) > abs(value)
    assert decimals_of(shown) == decimals


@given(figures(), figures())
def test_sums_and_differences_of_figures_are_exact(first: Decimal, second: Decimal) -> None:
    assert Fraction(EXACT.subtract(first, second)) == Fraction(first) - Fraction(second)
    assert Fraction(EXACT.add(first, second)) == Fraction(first) + Fraction(second)


def test_a_result_that_would_be_rounded_is_an_error_instead() -> None:
    with pytest.raises(Inexact):
        EXACT.divide(Decimal(1), Decimal(3))


@pytest.mark.parametrize(
    ("number", "may_touch", "written"),
    [
        ("91.006", False, "91.01"),
        ("91.004", False, "91.004"),
        ("91.004", True, "91.00"),
        ("91.000", False, "91.00"),
        ("91.000", True, "91.00"),
        ("90.996", False, "90.996"),
        ("90.996", True, "90.996"),
        ("90.994", False, "90.99"),
        ("100.0004", False, "100.0004"),
    ],
)
def test_what_is_shown_stays_on_its_side_of_every_mark(number: str, may_touch: bool, written: str) -> None:
    marks = iter([Decimal(91), Decimal(100)])
    assert str(rounded_without_crossing(Decimal(number), 2, marks, may_touch=may_touch)) == written
    if not may_touch:
        assert str(rounded_without_crossing(Decimal(number), 2, [Decimal(91), Decimal(100)])) == written


def test_a_difference_is_exact_or_has_28_digits() -> None:
    assert str(difference(Decimal("9.60"), Decimal(10))) == "-0.40"
    tiny = Decimal(1).scaleb(-200)
    assert str(difference(Decimal(2), tiny)) == "2." + "0" * 27


@pytest.mark.parametrize(
    ("number", "whole"), [("3", True), ("3.00", True), ("3.01", False), ("1E+30", True), (f"1{'0' * 30}.5", False)]
)
def test_a_figure_is_whole_or_not_however_large_it_is(number: str, whole: bool) -> None:
    assert is_whole(Decimal(number)) is whole
