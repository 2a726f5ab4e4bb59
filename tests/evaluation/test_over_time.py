"""How years add up against the promise for the end of the plan, and the pace in a row."""

from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.evaluation.appraisal import appraise
from tests.evaluation.builders import NEXT_CENTURY, indicator, plan, row, years

YEARLY = {2024: "10", 2025: "20", 2026: "30"}

ENDS: list[tuple[str, dict[str, Any], dict[int, str], str | None]] = [
    ("the last known value against the last target", {}, {2024: "9", 2025: "15"}, "50"),
    ("a gap of a year keeps the value before it", {}, {2024: "9"}, "30"),
    ("a value from before the plan is known too", {}, {2023: "3"}, "10"),
    ("years so far against the sum of the targets", {"over_time": "sum"}, {2024: "9", 2025: "15"}, "40"),
    ("a sum begins with the plan", {"over_time": "sum"}, {2023: "99", 2024: "9", 2025: "15"}, "40"),
    ("a sum against the declared end", {"over_time": "sum", "final_target": "48"}, {2024: "9", 2025: "15"}, "50"),
    ("the mean of the years against the mean", {"over_time": "average"}, {2024: "9", 2025: "15"}, "60"),
    ("a mean begins with the plan", {"over_time": "average"}, {2023: "99", 2025: "15"}, "75"),
    ("a declared end goes before the last target", {"final_target": "60"}, {2025: "15"}, "25"),
    ("where lower is better the formula turns", {"better": "lower"}, {2025: "36"}, "80"),
    ("part of a sum that should stay low says nothing", {"better": "lower", "over_time": "sum"}, {2024: "9"}, None),
    ("part of a sum to be within says nothing", {"better": "within", "over_time": "sum"}, {2024: "9"}, None),
    ("no figure, no achievement", {}, {}, None),
    ("only figures from before the plan make no sum", {"over_time": "sum"}, {2023: "99"}, None),
    ("an end of zero has no percentage", {"final_target": "0"}, {2025: "15"}, None),
]


@pytest.mark.parametrize(("fields", "realised", "percent"), [pytest.param(*case[1:], id=case[0]) for case in ENDS])
def test_what_is_known_so_far_is_judged_against_the_end_of_the_plan(
    fields: dict[str, Any], realised: dict[int, str], percent: str | None
) -> None:
    found = row({"targets": YEARLY, **fields}, realised, 2025)
    assert found.final_achievement == (None if percent is None else Decimal(percent))


def test_a_sum_that_should_stay_low_is_judged_when_the_plan_has_ended() -> None:
    fields = {"targets": YEARLY, "better": "lower", "over_time": "sum"}
    assert row(fields, {2024: "9", 2025: "15", 2026: "24"}, 2026).final_achievement == 120
    assert row(fields, {2024: "9", 2025: "15"}, 2026).final_achievement is None


def test_the_end_is_judged_from_the_baseline_where_the_formula_asks_for_it() -> None:
    fields = {"targets": YEARLY, "achievement": "from_baseline", "baseline": {"year": 2023, "value": "5"}}
    assert row(fields, {2025: "15"}, 2025).final_achievement == 40


def test_an_indicator_without_a_target_has_no_end_to_be_judged_by() -> None:
    found = row({"baseline": {"year": 2023, "value": "5"}}, {2025: "15"}, 2025)
    assert found.final_target is None
    assert found.final_achievement is None
    assert (found.required_pace, found.observed_pace) == (None, 5)
    assert (found.outlook, found.outlook_share) == (None, None)


def test_the_pace_in_a_row_leads_to_the_last_year_that_has_a_target() -> None:
    fields = {"targets": {2026: "3.81"}, "baseline": {"year": 2024, "value": "3.70"}}
    found = row(fields, {2025: "3.72"}, 2025, end=2030)
    assert found.required_pace == Decimal("0.09")
    assert found.observed_pace == Decimal("0.02")
    assert found.outlook == "behind"
    assert str(found.outlook_share) == "0.3636363636363636363636363636"


def test_the_pace_towards_a_declared_end_leads_to_the_end_of_the_plan() -> None:
    fields = {"final_target": "3.60", "baseline": {"year": 2024, "value": "3.08"}}
    found = row(fields, {2024: "3.08"}, 2024, end=2029)
    assert found.required_pace == Decimal("0.104")
    assert found.outlook is None


def test_a_sum_shares_the_remainder_over_the_years_left() -> None:
    fields = {"targets": {2024: "100", 2025: "200", 2026: "300"}, "over_time": "sum"}
    found = row(fields, {2023: "999", 2024: "100", 2025: "200"}, 2025)
    assert (found.required_pace, found.observed_pace, found.outlook_share) == (300, 150, Decimal("0.75"))
    assert found.outlook == "accelerate"


def test_a_row_whose_year_is_missing_still_has_the_pace_so_far() -> None:
    fields = {"targets": YEARLY, "baseline": {"year": 2023, "value": "5"}}
    found = row(fields, {2024: "6"}, 2025)
    assert found.realised is None
    assert (found.observed_pace, found.required_pace) == (1, 12)


def test_a_derived_figure_has_its_end_and_pace_too() -> None:
    indicators = {
        "rate": indicator(formula="100 * part / whole", targets={2024: "20", 2026: "40"}),
        "part": indicator(unit="orang"),
        "whole": indicator(unit="orang"),
    }
    content = years({2024: {"part": "10", "whole": "100"}, 2025: {"part": "25", "whole": "100"}})
    found = appraise(plan(indicators), content, 2025, NEXT_CENTURY).rows[0]
    assert (found.realised, found.derived, found.entry) == (25, True, None)
    assert (found.final_achievement, found.observed_pace, found.required_pace) == (Decimal("62.5"), 15, 15)


def test_a_derived_figure_goes_before_one_recorded_beside_it() -> None:
    indicators = {"rate": indicator(formula="100 * part / 300", targets={2024: "20"}), "part": indicator(unit="orang")}
    found = appraise(plan(indicators), years({2024: {"rate": "11", "part": "30"}}), 2024, NEXT_CENTURY).rows[0]
    assert (found.realised, found.gap, found.achievement, found.derived) == (10, -10, 50, True)
    assert found.entry is not None
    assert found.entry.value == 11


def test_where_a_recorded_figure_stands_in_nothing_is_missing() -> None:
    indicators = {"rate": indicator(formula="100 * part / 300", targets={2024: "20"}), "part": indicator(unit="orang")}
    found = appraise(plan(indicators), years({2024: {"rate": "11"}}), 2024, NEXT_CENTURY).rows[0]
    assert (found.realised, found.origin, found.missing) == (11, "recorded", ())
    assert appraise(plan(indicators), {}, 2024, NEXT_CENTURY).rows[0].missing == ("part",)


def test_a_plan_with_many_years_is_judged_as_far_as_it_goes() -> None:
    six = {year: str(72 + year - 2025) for year in range(2025, 2031)}
    found = row({"targets": six, "baseline": {"year": 2024, "value": "26.96"}}, {}, 2030, start=2025, end=2030)
    assert found.final_target is not None
    assert found.final_target.min == 77
    assert found.reason == "not_recorded"
