"""What `explain` says where figures are tiny, zero, or not to be compared yet."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.reporting.working.achievement_working import achievement_working, percent_text
from kumkm_targets.reporting.working.explained_pace import pace_lines
from kumkm_targets.reporting.working.explained_years import end_lines
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, row, years

PAST_2026 = {"targets": {2026: "900"}}


def pace_of(fields: dict[str, Any], realised: dict[int, str], year: int = 2025) -> list[tuple[str, str]]:
    return list(pace_lines(row({**PAST_2026, **fields}, realised, year)))


def test_a_count_that_began_at_zero_has_a_pace_and_no_growth() -> None:
    assert pace_of({"unit": "orang"}, {2024: "0", 2025: "5"})[:4] == [
        ("Pace so far", "+5 orang a year"),
        ("", "= (5 − 0) ÷ 1 (2024–2025)"),
        ("Last year", "+5 orang"),
        ("", "= 5 − 0 (2024–2025)"),
    ]


def test_a_change_too_small_for_the_usual_decimals_is_not_shown_as_none() -> None:
    lines = dict(pace_of({"unit": "orang"}, {2024: "1000000", 2025: "1000001"}))
    assert lines["Pace so far"] == "+1 orang a year"
    growth = [text for _label, text in pace_of({"unit": "orang"}, {2024: "1000000", 2025: "1000001"})]
    assert growth[2:4] == ["+0,0001% a year", "= (1.000.001 ÷ 1.000.000 − 1) × 100"]
    lines = dict(pace_of({}, {2024: "1.00000", 2025: "1.00002"}))
    assert lines["Pace so far"] == "+0,00002 percentage points a year"


def test_a_projection_is_not_rounded_onto_what_it_does_not_reach() -> None:
    lines = dict(pace_of({"targets": {2026: "3"}}, {2024: "1.000002", 2025: "2.000000"}))
    assert lines["Projection"] == "2,999998% in 2026 (linear: the same amount every year)"


def test_rupiah_are_shown_whole_and_reckoned_in_full() -> None:
    lines = pace_of({"unit": "Rp", "pace": "linear"}, {2022: "100", 2025: "200"})
    assert lines[:2] == [("Pace so far", "+Rp33 a year"), ("", "≈ (200 − 100) ÷ 3 (2022–2025)")]
    assert ("Projection", "Rp233 in 2026 (linear: the same amount every year)") in lines
    assert ("", "≈ 200 + 1 × (200 − 100) ÷ 3") in lines


@pytest.mark.parametrize("figure", ["9", "0"])
def test_a_sum_that_should_stay_low_is_not_compared_with_its_end_yet(figure: str) -> None:
    fields = {"better": "lower", "over_time": "sum", "targets": {2025: "10", 2026: "20"}}
    appraisal = appraise(plan({"a": indicator(**fields)}, 2025, 2026), years({2025: {"a": figure}}), 2025, NEXT_CENTURY)
    assert list(end_lines(appraisal, appraisal.rows[0])) == [
        ("End of plan", "30% (2026)"),
        ("", "= 10 + 20 (2025, 2026)"),
    ]


def test_a_promise_of_years_that_has_not_begun_has_nothing_to_compare() -> None:
    appraisal = appraise(plan({"a": indicator(targets={2026: "20"})}), {}, 2025, NEXT_CENTURY)
    assert list(end_lines(appraisal, appraisal.rows[0])) == [("End of plan", "20%")]


@pytest.mark.parametrize(
    ("fields", "realised", "words"),
    [
        ({"better": "lower", "targets": {2025: "0"}}, "0", "100,00%"),
        ({"better": "lower", "targets": {2025: "0"}}, "3", "0,00%"),
        ({"better": "lower", "targets": {2025: "4"}}, "3", "(2 × 4 − 3) ÷ 4 × 100 = 125,00%"),
        ({"better": "lower", "achievement": "inverse", "targets": {2025: "4"}}, "5", "4 ÷ 5 × 100 = 80,00%"),
        (
            {"achievement": "from_baseline", "baseline": {"year": 2024, "value": "2"}, "targets": {2025: "6"}},
            "5",
            "(5 − 2) ÷ (6 − 2) × 100 = 75,00%",
        ),
        ({"targets": {2025: {"min": "4", "max": "6"}}}, "5", "inside 4–6% = 100,00%"),
        ({"targets": {2025: {"min": "4", "max": "6"}}}, "3", "3 ÷ 4 × 100 = 75,00%"),
        ({"targets": {2025: {"min": "4", "max": "6"}}}, "9", "9 ÷ 6 × 100 = 150,00%"),
        ({"better": "within", "targets": {2025: {"min": "4", "max": "6"}}}, "9", "(2 × 6 − 9) ÷ 6 × 100 = 50,00%"),
        ({"targets": {2025: "3"}}, "1", "1 ÷ 3 × 100 = 33,33333333333333333333333333 ≈ 33,33%"),
    ],
)
def test_an_achievement_is_shown_with_its_working(fields: dict[str, Any], realised: str, words: str) -> None:
    found = row(fields, {2025: realised}, 2025)
    assert found.target is not None
    assert isinstance(found.percent, Fraction)
    working = achievement_working(found.indicator, found.target, Decimal(realised))
    assert percent_text(working, found.percent, found.thresholds) == words


def test_what_is_cut_after_twenty_eight_digits_is_never_written_as_equal() -> None:
    large = Fraction(10**30 + 1)
    assert percent_text("a", large, ()) == f"a ≈ 1{'.000' * 10},00%"
    assert percent_text("a", large - 1, ()) == f"a = 1{'.000' * 10},00%"
    small, far = "0.00000000000000000003", "1000000000000"
    lines = pace_of({"baseline": {"year": 2024, "value": "0"}, "targets": {2026: small}}, {2025: f"-{far}"})
    assert lines[-1][1].startswith("≈ ")
