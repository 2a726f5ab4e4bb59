"""Texts that have no reading as a figure, or more than one: refused, with what to write instead."""

from decimal import Decimal

import pytest

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.reading import read_figure, read_toml_number
from kumkm_targets.figures.units import unit

NOT_A_FIGURE = "is not a figure"
NUMBER_ADVICE = "Write a number the Indonesian way, such as 1.311 or 3,84 or Rp222 miliar."
UNAVAILABLE = "If the figure is not known yet, record it as unavailable with the reason; zero is written 0."
DIGITS = "A figure has at most 24 digits."
TWO_NUMBERS = "looks like two numbers"
TOGETHER = "Write the digits of one figure together, thousands grouped with a dot."
ENGLISH = "is written the English way"
NO_MEANING = "mixes dots and commas in a way that has no meaning"
DOT_AND_COMMA = "A dot groups thousands (1.311), a comma begins the decimals (3,84)."
A_DATE = "looks like a date"
AS_NUMBER = "A spreadsheet may have turned the figure into a date; write it again as a number."

REFUSED = [
    # the trap: one dot, three digits, where the unit has decimals
    ("1.234", "%", "“1.234” can be read as 1234 or as 1,234", "Write 1234 for the thousands, 1,234 for the decimals."),
    ("-1.234", "%", "can be read as 1234 or as 1,234", "Write -1234 for the thousands, -1,234 for the decimals."),
    ("12.345%", "%", "read as 12345 or as 12,345", "Write 12345% for the thousands, 12,345% for the decimals."),
    ("1.234", "indeks", "can be read as 1234 or as 1,234", "Write 1234 for the thousands"),
    ("2.143", "Rp miliar", "can be read as 2143 or as 2,143", "2,143 for the decimals."),
    ("Rp 2.143 triliun", "Rp", "read as 2143 or as 2,143", "Write Rp 2143 triliun for the thousands, Rp 2,143 triliun"),
    ("1.234 juta orang", "orang", "read as 1234 or as 1,234", "Write 1234 juta orang for the thousands, 1,234 juta"),
    ("1.234", "ribu orang", "can be read as 1234 or as 1,234", "Write 1234"),
    # the English way
    ("1,253", "orang", "“1,253” " + ENGLISH, "Write 1.253 or 1253."),
    ("1,253 orang", "orang", ENGLISH, "Write 1.253 orang or 1253 orang."),
    ("Rp999,999", "Rp", ENGLISH, "Write Rp999.999 or Rp999999."),
    ("Rp1,253", "Rp", ENGLISH, "Write Rp1.253 or Rp1253."),
    ("1,234.56", "%", ENGLISH, "Write 1.234,56 or 1234,56."),
    ("Rp1,234.56", "Rp", ENGLISH, "Write Rp1.234,56 or Rp1234,56."),
    ("1,234,567", "orang", ENGLISH, "Write 1.234.567 or 1234567."),
    ("1,234,567", "%", ENGLISH, "Write 1.234.567 or 1234567."),
    # a dot that cannot group, for whole things
    (
        "4.25",
        "orang",
        "“4.25”: this dot cannot group thousands, and “orang”",
        "Write 425 if the dot is a slip, 4,25 if",
    ),
    ("63.89", "unit", "this dot cannot group thousands, and “unit”", "Write 6389 if the dot is a slip, 63,89"),
    ("1234.567", "orang", "this dot cannot group thousands", "Write 1234567 if the dot is a slip"),
    # marks without a meaning
    ("1.23.4", "%", "“1.23.4” " + NO_MEANING, DOT_AND_COMMA),
    ("1,23,4", "%", NO_MEANING, DOT_AND_COMMA),
    ("1.234.56", "orang", NO_MEANING, DOT_AND_COMMA),
    ("1234.567,8", "%", NO_MEANING, DOT_AND_COMMA),
    ("1..5", "%", NO_MEANING, DOT_AND_COMMA),
    ("1,,5", "%", NO_MEANING, DOT_AND_COMMA),
    ("012", "orang", "“012” begins with a zero", "Write the figure without it."),
    ("00,5", "%", "begins with a zero", "Write the figure without it."),
    ("0.123.456", "orang", NO_MEANING, DOT_AND_COMMA),
    # two numbers
    ("12 34", "orang", "“12 34” " + TWO_NUMBERS, TOGETHER),
    ("1 234", "orang", TWO_NUMBERS, TOGETHER),
    ("12 3 4", "%", TWO_NUMBERS, TOGETHER),
    ("1.311 84", "unit", TWO_NUMBERS, TOGETHER),
    ("12\u00a034", "orang", TWO_NUMBERS, TOGETHER),
    ("0\u00a0234", "orang", TWO_NUMBERS, TOGETHER),
    ("1234\u00a0567", "orang", TWO_NUMBERS, TOGETHER),
    ("1\u2009234.5", "%", TWO_NUMBERS, TOGETHER),
    # not known is not zero
    ("", "%", "nothing is written here", UNAVAILABLE),
    (" \t\u00a0", "%", "nothing is written here", UNAVAILABLE),
    *[
        (text, "%", f"“{text}” {NOT_A_FIGURE}", UNAVAILABLE)
        for text in (
            *("N/A", "n/a", "NA", "-", "--", "–", "—", "...", "…", "nihil", "Kosong", "null", "#N/A"),
            *("tidak ada", "tidak tersedia", "tidak ada data", "belum ada", "Belum tersedia"),
        )
    ],
    # what spreadsheets leave behind
    ("####", "Rp", "“####” is what a spreadsheet shows when a column is too narrow", "Widen the column"),
    ("#", "Rp", "is what a spreadsheet shows", "copy the figure again."),
    ("2024-12-01", "%", A_DATE, AS_NUMBER),
    ("2024-12-01 00:00:00", "%", A_DATE, AS_NUMBER),
    ("3/4/2024", "%", A_DATE, AS_NUMBER),
    ("03-04-24", "%", A_DATE, AS_NUMBER),
    ("12-Agu", "%", A_DATE, AS_NUMBER),
    ("12-agu-2024", "%", A_DATE, AS_NUMBER),
    ("#REF!", "%", NOT_A_FIGURE, NUMBER_ADVICE),
    # no number at all
    *[
        (text, "%", f"“{text}” {NOT_A_FIGURE}", NUMBER_ADVICE)
        for text in (
            *("∞", "NaN", "High", "1e5", "5,", ",5", "1_000", "٣", "½", "--5", "5-", "kira-kira 5", "(5)", "x"),
            *("1/2", "5 + 3", "=A1", "Rp", "%", "5%%", "-\u22125"),
        )
    ],
    ("-Rp-5", "Rp", NOT_A_FIGURE, NUMBER_ADVICE),
    ("+Rp-5", "Rp", NOT_A_FIGURE, NUMBER_ADVICE),
    # another unit than the indicator's
    ("Rp222", "%", "says “Rp”, but the unit of this indicator is “%”", "Write the number alone, or with “%”."),
    ("Rp. 5", "orang", "says “Rp.”, but the unit of this indicator is “orang”", "with “orang”."),
    ("5%", "orang", "says “%”, but the unit of this indicator is “orang”", "Write the number alone"),
    ("5 orang", "%", "says “orang”, but the unit of this indicator is “%”", "Write the number alone"),
    ("5 orang", "unit usaha", "says “orang”, but the unit of this indicator is “unit usaha”", "with “unit usaha”."),
    ("5 orang", "Rp", "says “orang”, but the unit of this indicator is “Rp”", "with “Rp”."),
    ("Rp5 orang", "Rp", "says “orang”", "with “Rp”."),
    ("Rp5%", "%", "says “Rp”", "with “%”."),
    ("5 miliaran", "Rp", "says “miliaran”", "with “Rp”."),
    ("5 rupiah", "orang", "says “rupiah”", "with “orang”."),
    ("5 ribu", "%", "“5 ribu” is no percentage", "Write the percentage itself, such as 3,84."),
    ("Rp222 miliar", "%", "“Rp222 miliar” is no percentage", "Write the percentage itself"),
    # a range where one figure is needed
    ("69,1-69,5", "%", "“69,1-69,5” is a range; a single figure is needed here", ""),
    ("10 s.d. 20", "%", "is a range; a single figure is needed here", ""),
    # too long
    ("9" * 25, "orang", "is too long a number", DIGITS),
    ("0," + "1" * 25, "%", "is too long a number", DIGITS),
    ("1" + "0" * 12 + " triliun", "Rp", "is too long a number", DIGITS),
    ("Rp0,000000000000000000000001", "Rp triliun", "is too long a number", DIGITS),
    ("1" * 81, "%", "this text is too long to be a figure", DIGITS),
]


@pytest.mark.parametrize(("text", "unit_text", "message", "advice"), REFUSED)
def test_a_text_without_one_reading_is_refused_with_advice(
    text: str, unit_text: str, message: str, advice: str
) -> None:
    with pytest.raises(FigureRefusedError) as refusal:
        read_figure(text, unit(unit_text))
    assert message in refusal.value.message
    assert advice in refusal.value.advice
    assert bool(advice) == bool(refusal.value.advice)


def test_a_text_of_eighty_characters_is_still_looked_at() -> None:
    assert read_figure("5" + " " * 74 + "orang", unit("orang")) == 5
    with pytest.raises(FigureRefusedError, match="too long to be a figure"):
        read_figure("5" + " " * 75 + "orang", unit("orang"))


BAD_TOML_NUMBERS = [
    (
        Decimal("1.311"),
        "orang",
        "1.311 is a number with three decimals to TOML, which “orang”",
        'Write 1311 or "1.311".',
    ),
    (Decimal("-1.311"), "unit", "which “unit” cannot have", 'Write -1311 or "-1.311".'),
    (Decimal("1.311"), "Rp", "which “Rp” cannot have", 'Write 1311 or "1.311".'),
    (Decimal("NaN"), "%", "not one that a plan can hold", DIGITS),
    (Decimal("Infinity"), "%", "not one that a plan can hold", DIGITS),
    (Decimal("1E+24"), "Rp", "not one that a plan can hold", DIGITS),
    (Decimal("1E-25"), "%", "not one that a plan can hold", DIGITS),
    (10**24, "Rp", "not one that a plan can hold", DIGITS),
    (-(10**24), "Rp", "not one that a plan can hold", DIGITS),
    (10**4000, "Rp", "not one that a plan can hold", DIGITS),
]


@pytest.mark.parametrize(("number", "unit_text", "message", "advice"), BAD_TOML_NUMBERS)
def test_a_number_of_the_file_format_is_refused_where_it_cannot_be_meant(
    number: int | Decimal, unit_text: str, message: str, advice: str
) -> None:
    with pytest.raises(FigureRefusedError) as refusal:
        read_toml_number(number, unit(unit_text))
    assert message in refusal.value.message
    assert refusal.value.advice == advice
