"""Texts and units that a reader of figures stumbles over."""

from decimal import Decimal

import pytest

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.reading import read_figure, read_target, read_toml_number
from kumkm_targets.figures.units import unit
from kumkm_targets.figures.writing import write_number, write_with_unit


@pytest.mark.parametrize("text", ["1 m\u0131liar", "1 M\u0130LIAR", "1 r\u0131bu"])
def test_a_turkish_i_in_a_scale_word_is_refused(text: str) -> None:
    with pytest.raises(FigureRefusedError):
        read_figure(text, unit("Rp"))


def test_rupiah_after_the_figure_is_rupiah_before_it() -> None:
    assert read_figure("5.000.000 rupiah", unit("Rp juta")) == read_figure("Rp5.000.000", unit("Rp juta")) == 5


def test_people_are_not_thousands_of_people() -> None:
    assert read_figure("800 orang", unit("ribu orang")) == Decimal("0.8")
    assert read_figure("800 ribu orang", unit("ribu orang")) == read_figure("800", unit("ribu orang")) == 800


def test_a_currency_on_one_side_of_a_range_is_never_guessed() -> None:
    with pytest.raises(FigureRefusedError):
        read_target("Rp5.000.000-6.000.000", unit("Rp juta"), "higher")


@pytest.mark.parametrize("text", ["juta", "ribu", "miliar"])
def test_a_unit_that_is_a_scale_word_is_read_as_it_is_written(text: str) -> None:
    assert read_figure(write_with_unit(Decimal(5), unit(text)), unit(text)) == 5


@pytest.mark.parametrize("text", ["m2", "% per tahun", "skor (0-100)", "per 100.000 penduduk"])
def test_any_unit_reads_what_it_writes(text: str) -> None:
    assert read_figure(write_with_unit(Decimal(5), unit(text)), unit(text)) == 5


@pytest.mark.parametrize("value", ["1" * 24, "12345678901234567889.999999999999"])
def test_no_digit_is_lost_in_writing(value: str) -> None:
    assert write_number(Decimal(value)).replace(".", "").replace(",", ".") == value


@pytest.mark.parametrize("unit_text", ["orang", "Rp"])
def test_a_toml_number_that_may_be_grouped_is_refused_for_whole_things_and_rupiah(unit_text: str) -> None:
    with pytest.raises(FigureRefusedError) as refusal:
        read_toml_number(Decimal("1.311"), unit(unit_text))
    assert "1311" in refusal.value.advice
    assert read_toml_number(Decimal("12345.678"), unit("orang")) == Decimal("12345.678")


@pytest.mark.parametrize("text", ["Rp1234.567", "Rp0,4975", "Rp12345,678"])
def test_rupiah_have_two_decimals_at_the_most(text: str) -> None:
    with pytest.raises(FigureRefusedError) as refusal:
        read_figure(text, unit("Rp"))
    assert "two decimals" in refusal.value.message


def test_a_percentage_has_no_scale_word() -> None:
    with pytest.raises(FigureRefusedError):
        read_figure("12,5 juta", unit("%"))
