"""Every notation of printed plans that has exactly one reading, and the figure it means."""

from decimal import Decimal

import pytest

from kumkm_targets.figures.reading import read_figure, read_toml_number
from kumkm_targets.figures.units import unit

NBSP, FIGURE_SPACE, THIN, NARROW = "\u00a0", "\u2007", "\u2009", "\u202f"

ACCEPTED = [
    # as they stand in real reports
    ("1.311 unit", "unit", "1311"),
    ("3,84%", "%", "3.84"),
    ("Rp222 miliar", "Rp", "222000000000"),
    ("Rp 2,143 triliun", "Rp", "2143000000000"),
    ("Rp88,45 miliar", "Rp", "88450000000"),
    ("Rp 1.234.567,00", "Rp", "1234567.00"),
    ("12,5 juta", "orang", "12500000"),
    ("800 orang", "orang", "800"),
    # a dot groups thousands, a comma begins the decimals
    ("0", "%", "0"),
    ("7", "orang", "7"),
    ("0,0", "%", "0.0"),
    ("6,0", "%", "6.0"),
    ("0,497", "indeks", "0.497"),
    ("3,840", "%", "3.840"),
    ("100,000", "%", "100.000"),
    ("1234", "%", "1234"),
    ("1234,5", "%", "1234.5"),
    ("12.345,6", "%", "12345.6"),
    ("1.234.567", "orang", "1234567"),
    ("1.234.567", "%", "1234567"),
    ("1.234.567,25", "indeks", "1234567.25"),
    ("999.999", "orang", "999999"),
    ("1,5", "orang", "1.5"),
    ("1,25", "orang", "1.25"),
    ("1,2345", "orang", "1.2345"),
    # one dot and three digits: thousands where the unit counts whole things or rupiah
    ("1.234", "orang", "1234"),
    ("1.234", "unit usaha", "1234"),
    ("1.234", "Rp", "1234"),
    ("Rp1.234", "Rp", "1234"),
    ("123.456", "koperasi", "123456"),
    # a dot that cannot group is a decimal point, except for whole things
    ("4.25", "%", "4.25"),
    ("63.89", "%", "63.89"),
    ("0.497", "indeks", "0.497"),
    ("1234.567", "%", "1234.567"),
    ("3.0", "%", "3.0"),
    ("12.50", "Rp", "12.50"),
    ("1,5", "Rp", "1.5"),
    ("1,25", "Rp", "1.25"),
    # scale words
    ("5 ribu", "orang", "5000"),
    ("1,5 ribu orang", "orang", "1500"),
    ("2,5 juta orang", "orang", "2500000"),
    ("3 miliar", "Rp", "3000000000"),
    ("3 Milyar", "Rp", "3000000000"),
    ("1 triliun", "Rp", "1000000000000"),
    ("1,25 TRILYUN", "Rp", "1250000000000"),
    ("1,253 juta", "orang", "1253000"),
    ("12.345,6 juta", "Rp", "12345600000"),
    ("0,5 juta rupiah", "Rp", "500000"),
    ("1.5 miliar", "Rp", "1500000000"),
    # the unit's own scale
    ("5", "Rp miliar", "5"),
    ("2,50", "Rp juta", "2.50"),
    ("5 miliar", "Rp miliar", "5"),
    ("Rp5 miliar", "Rp miliar", "5"),
    ("Rp5,50 miliar", "Rp miliar", "5.50"),
    ("Rp 2,143 triliun", "Rp miliar", "2143"),
    ("500 juta", "Rp miliar", "0.5"),
    ("Rp5.000.000", "Rp juta", "5"),
    ("Rp5.500.000,00", "Rp juta", "5.5"),
    ("Rp10.000.000", "Rp juta", "10"),
    ("5 ribu orang", "ribu orang", "5"),
    ("2 juta orang", "ribu orang", "2000"),
    # the currency, before and after
    ("rp 5.000", "Rp", "5000"),
    ("Rp. 5.000", "Rp", "5000"),
    ("Rp.5.000", "Rp", "5000"),
    ("IDR 5.000", "Rp", "5000"),
    ("5.000 rupiah", "Rp", "5000"),
    ("5.000 Rp.", "Rp", "5000"),
    ("Rp5.000,-", "Rp", "5000"),
    ("Rp5.000,--", "Rp", "5000"),
    ("Rp5.000,00", "Rp", "5000.00"),
    # percent
    ("3,84 %", "%", "3.84"),
    ("3,84 persen", "%", "3.84"),
    ("3,84 Persen", "persen", "3.84"),
    ("3,84 percent", "%", "3.84"),
    # words
    ("1.311 ORANG", "orang", "1311"),
    ("1.311 orang.", "orang", "1311"),
    ("1.311orang", "orang", "1311"),
    ("12 unit usaha", "unit usaha", "12"),
    ("12 unit", "unit usaha", "12"),
    ("0,7 indeks", "Indeks", "0.7"),
    # signs
    ("-5", "%", "-5"),
    ("\u22125", "%", "-5"),
    ("- 5,25", "%", "-5.25"),
    ("+5", "%", "5"),
    ("-0", "%", "0"),
    ("-0,00", "%", "0.00"),
    ("\u2212Rp23,6 miliar", "Rp", "-23600000000"),
    ("Rp-5.000", "Rp", "-5000"),
    ("Rp\u22125.000", "Rp", "-5000"),
    # spaces that group
    (f"1{NBSP}234", "%", "1234"),
    (f"1{FIGURE_SPACE}234", "%", "1234"),
    (f"1{THIN}234{THIN}567", "orang", "1234567"),
    (f"1{NARROW}234,5", "indeks", "1234.5"),
    (f"1.234{NBSP}567", "orang", "1234567"),
    ("  3,84  ", "%", "3.84"),
    (f"{NBSP}3,84{NBSP}%", "%", "3.84"),
    # the longest figures
    ("9" * 24, "orang", "9" * 24),
    ("1,5 triliun", "Rp", "1500000000000"),
    ("0," + "1" * 23, "indeks", "0." + "1" * 23),
    ("1" + "0" * 11 + " triliun", "Rp", "1" + "0" * 23),
]


@pytest.mark.parametrize(("text", "unit_text", "figure"), ACCEPTED)
def test_a_text_with_one_reading_is_read_exactly_with_its_decimals(text: str, unit_text: str, figure: str) -> None:
    read = read_figure(text, unit(unit_text))
    assert str(read) == figure
    assert f"{read:f}" == figure


TOML_NUMBERS = [
    (Decimal("3.84"), "%", "3.84"),
    (Decimal("6.0"), "%", "6.0"),
    (Decimal("1.311"), "%", "1.311"),
    (Decimal("1.311"), "Rp juta", "1.311"),
    (Decimal("1.31"), "Rp", "1.31"),
    (Decimal("1.311"), "ribu orang", "1.311"),
    (Decimal("1.31"), "orang", "1.31"),
    (Decimal("1.3111"), "orang", "1.3111"),
    (Decimal("-0.0"), "%", "0.0"),
    (Decimal("-3.5"), "%", "-3.5"),
    (Decimal("1E+3"), "orang", "1000"),
    (Decimal("1E-3"), "%", "0.001"),
    (222_000_000_000, "Rp", "222000000000"),
    (10**24 - 1, "Rp", "9" * 24),
    (-(10**24) + 1, "Rp", "-" + "9" * 24),
    (0, "orang", "0"),
]


@pytest.mark.parametrize(("number", "unit_text", "figure"), TOML_NUMBERS)
def test_a_number_of_the_file_format_means_what_the_format_says(
    number: int | Decimal, unit_text: str, figure: str
) -> None:
    assert str(read_toml_number(number, unit(unit_text))) == figure
