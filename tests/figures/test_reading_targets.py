"""Targets may be ranges and may carry a bound sign, which must agree with the direction."""

from decimal import Decimal

import pytest

from kumkm_targets.errors import FigureRefusedError
from kumkm_targets.figures.reading import Better, read_target
from kumkm_targets.figures.units import unit

RANGES = [
    ("69,1-69,5", "%", "69.1", "69.5"),
    ("69,1 - 69,5", "%", "69.1", "69.5"),
    ("69,1–69,5", "%", "69.1", "69.5"),
    ("69,1 — 69,5", "%", "69.1", "69.5"),
    ("0,497-0,493", "indeks", "0.493", "0.497"),
    ("10 s.d. 20", "%", "10", "20"),
    ("10 s/d 20", "%", "10", "20"),
    ("10 sampai 20", "%", "10", "20"),
    ("10 sampai dengan 20", "%", "10", "20"),
    ("5-7%", "%", "5", "7"),
    ("5%-7%", "%", "5", "7"),
    ("5 orang - 7 orang", "orang", "5", "7"),
    ("5-7 orang", "orang", "5", "7"),
    ("1.200-1.500 unit", "unit", "1200", "1500"),
    ("Rp5 juta - Rp10 juta", "Rp", "5000000", "10000000"),
    ("Rp5.000-10.000", "Rp", "5000", "10000"),
    ("-5--3", "%", "-5", "-3"),
    ("-5-3", "%", "-5", "3"),
    ("3 - \u22125", "%", "-5", "3"),
    ("4.25-4,5", "%", "4.25", "4.5"),
    ("5-5", "%", "5", "5"),
]


@pytest.mark.parametrize("better", ["higher", "lower", "within"])
@pytest.mark.parametrize(("text", "unit_text", "low", "high"), RANGES)
def test_a_range_is_read_whichever_bound_stands_first(
    text: str, unit_text: str, low: str, high: str, better: Better
) -> None:
    assert [str(bound) for bound in read_target(text, unit(unit_text), better)] == [low, high]


BOUNDS = [
    *[(f"{sign} 95,0", "higher") for sign in (">=", ">", "≥", "minimal", "Minimal", "paling sedikit")],
    *[(f"{sign} 95,0", "lower") for sign in ("<=", "<", "≤", "maksimal", "MAKSIMAL", "paling banyak")],
]


@pytest.mark.parametrize(("text", "agreeing"), BOUNDS)
@pytest.mark.parametrize("better", ["higher", "lower", "within"])
def test_a_bound_sign_must_agree_with_the_direction(text: str, agreeing: Better, better: Better) -> None:
    if better == agreeing:
        assert [str(bound) for bound in read_target(text, unit("%"), better)] == ["95.0", "95.0"]
        return
    with pytest.raises(FigureRefusedError) as refusal:
        read_target(text, unit("%"), better)
    assert refusal.value.message == f"“{text}” does not agree with better = “{better}”"
    assert refusal.value.advice == "Write the number alone, correct `better`, or give { min = …, max = … }."


@pytest.mark.parametrize("text", [">=95", "≥95", "≥  95", "≥ 95%", "≥95 persen"])
def test_spaces_and_the_unit_do_not_disturb_a_bound_sign(text: str) -> None:
    assert read_target(text, unit("%"), "higher") == (95, 95)


@pytest.mark.parametrize(("text", "figure"), [("95", "95"), ("95,0%", "95.0"), ("-5", "-5"), ("- 5", "-5")])
def test_a_single_number_promises_that_number(text: str, figure: str) -> None:
    assert read_target(text, unit("%"), "within") == (Decimal(figure), Decimal(figure))


REFUSED = [
    ("5-10 juta", "Rp", "“5-10 juta” has a scale word on one side only", "Write the scale word (juta, miliar …) after"),
    ("5 juta-10", "Rp", "has a scale word on one side only", "after both numbers."),
    ("1.200-1.500", "%", "“1.200” can be read as 1200 or as 1,200", "Write 1200 for the thousands"),
    ("1-1.500", "%", "“1.500” can be read as 1500 or as 1,500", "Write 1500 for the thousands"),
    ("5-7-9", "%", "is a range; a single figure is needed here", ""),
    ("≥ 5-7", "%", "is a range; a single figure is needed here", ""),
    ("5 orang - 7", "%", "says “orang”", "Write the number alone"),
    ("1-2-2024", "%", "looks like a date", "write it again as a number."),
    ("2024-12-01", "%", "looks like a date", "write it again as a number."),
    ("", "%", "nothing is written here", "record it as unavailable"),
    ("-", "%", "“-” is not a figure", "record it as unavailable"),
    ("≥", "%", "“≥” is not a figure", "Write a number"),
    ("≥ ≥ 5", "%", "“≥ 5” is not a figure", "Write a number"),
    ("≥ 1.234", "%", "can be read as 1234 or as 1,234", "Write 1234"),
    ("9" * 81, "%", "too long to be a figure", "at most 24 digits"),
    ("high", "%", "“high” is not a figure", "Write a number"),
]


@pytest.mark.parametrize(("text", "unit_text", "message", "advice"), REFUSED)
def test_a_target_without_one_reading_is_refused_with_advice(
    text: str, unit_text: str, message: str, advice: str
) -> None:
    with pytest.raises(FigureRefusedError) as refusal:
        read_target(text, unit(unit_text), "higher")
    assert message in refusal.value.message
    assert advice in refusal.value.advice


@pytest.mark.parametrize("text", ["5 juta - 10 ribu", "10 ribu – 5 juta"])
def test_each_bound_may_have_its_own_scale_word(text: str) -> None:
    assert read_target(text, unit("Rp"), "higher") == (10_000, 5_000_000)
