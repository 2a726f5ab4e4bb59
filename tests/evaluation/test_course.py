"""The course of one indicator: which years it has, by which targets each is judged, and where the pace leads."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.course import Course, course, projection, standing_year
from kumkm_targets.evaluation.pace import Pace
from kumkm_targets.figures.exact import decimal_of
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from tests.conftest import TODAY
from tests.evaluation.builders import amendment, indicator, plan, rows, years

Realised = dict[int, RealisedYear]

TARGETS = {"targets": {2024: "10", 2025: "12", 2026: "14"}}


def course_of(
    fields: Mapping[str, Any], realised: Realised, year: int, today: date = TODAY, **plan_fields: Any
) -> Course:
    declared = plan({"a": indicator(**fields)}, **plan_fields)
    return _course(declared, realised, year, today)


def _course(declared: Plan, realised: Realised, year: int, today: date = TODAY) -> Course:
    appraisal = appraise(declared, realised, year, today)
    return course(appraisal, rows(appraisal)["a"], realised, today)


def of_a(figures: Mapping[int, str | RealisedFigure]) -> Realised:
    return years({year: {"a": figure} for year, figure in figures.items()})


def targets_of(found: Course) -> dict[int, str]:
    return {year: str(row.target.min) for year, row in found.rows.items() if row.target}


def test_every_year_of_the_plan_has_its_row_and_years_with_a_figure_before_it_too() -> None:
    found = course_of(TARGETS, of_a({2021: "5", 2024: "10"}), 2024)
    assert list(found.rows) == [2021, 2024, 2025, 2026]


def test_years_of_components_before_the_plan_count_as_known() -> None:
    declared = plan({"a": indicator(formula="100 * b / c"), "b": indicator(), "c": indicator()})
    realised = years({2022: {"b": "1", "c": "4"}, 2023: {"b": "1"}})
    found = _course(declared, realised, 2024)
    assert list(found.rows) == [2022, 2024, 2025, 2026]
    assert found.rows[2022].realised == 25


def test_a_year_for_which_a_target_is_amended_in_has_its_row() -> None:
    changes = [amendment("2024-06-01", "a", {2027: ("15", "16")})]
    assert 2027 in course_of(TARGETS, {}, 2024, amendments=changes).rows


def test_each_year_is_judged_by_the_targets_in_force_at_its_own_end() -> None:
    changes = [
        amendment("2025-06-01", "a", {2024: ("10", "9"), 2025: ("12", "11")}),
        amendment("2026-06-01", "a", {2025: ("11", "8"), 2026: ("14", "13")}),
    ]
    assert targets_of(course_of(TARGETS, {}, 2026, amendments=changes)) == {2024: "10", 2025: "11", 2026: "13"}


def test_later_years_are_judged_by_the_targets_in_force_at_the_end_of_the_year_described() -> None:
    changes = [amendment("2026-06-01", "a", {2026: ("14", "13")})]
    assert targets_of(course_of(TARGETS, {}, 2025, amendments=changes))[2026] == "14"
    assert targets_of(course_of(TARGETS, {}, 2026, amendments=changes))[2026] == "13"


def test_figures_of_later_years_are_not_looked_at_and_not_due() -> None:
    found = course_of(TARGETS, of_a({2024: "10", 2025: "11"}), 2024)
    assert found.series.years("a", 2026) == {2024: 10}
    assert (found.rows[2025].realised, found.rows[2025].reason) == (None, "not_due")
    assert found.row.realised == 10


def test_a_past_year_without_figure_is_not_recorded_and_the_running_one_not_due() -> None:
    reasons = {year: row.reason for year, row in course_of(TARGETS, {}, 2026).rows.items()}
    assert reasons == {2024: "not_recorded", 2025: "not_recorded", 2026: "not_due"}


def test_a_retired_indicator_has_no_years_after_its_last() -> None:
    for year in (2024, 2025):
        assert list(course_of({**TARGETS, "retired": 2025}, {}, year).rows) == [2024, 2025]


def test_the_amendments_up_to_the_year_are_those_of_the_indicator_the_earliest_first() -> None:
    changes = [
        amendment("2026-12-31", "a", {2026: ("14", "13")}),
        amendment("2025-06-01", "a", {2026: ("14", "14")}),
        amendment("2025-01-01", "b", {2026: ("1", "2")}),
        amendment("2027-01-01", "a", {2026: ("13", "12")}),
    ]
    declared = plan({"a": indicator(**TARGETS), "b": indicator(targets={2026: "1"})}, amendments=changes)
    found = _course(declared, {}, 2026)
    assert [one.effective.isoformat() for one in found.amendments] == ["2025-06-01", "2026-12-31"]


@pytest.mark.parametrize(
    ("today", "figures", "fields", "expected"),
    [
        (date(2025, 3, 1), {2024: "1"}, {}, 2025),  # the running year
        (date(2023, 3, 1), {}, {}, 2024),  # before the plan
        (date(2030, 3, 1), {2024: "1"}, {}, 2026),  # after it
        (date(2030, 3, 1), {2028: "1"}, {}, 2028),  # a figure after it
        (date(2025, 3, 1), {2024: "1", 2026: "1"}, {}, 2026),  # a figure of a later year
        (date(2026, 3, 1), {2024: "1"}, {"retired": 2025}, 2025),
    ],
)
def test_things_stand_in_the_running_year_of_the_plan_or_where_the_last_figure_is(
    today: date, figures: dict[int, str], fields: dict[str, Any], expected: int
) -> None:
    declared = plan({"a": indicator(**TARGETS, **fields), "b": indicator()})
    other = years({2029: {"b": "1"}})
    assert standing_year(declared, "a", {**other, **of_a(figures)}, today) == expected


def test_a_straight_line_goes_on_from_the_last_figure() -> None:
    fields = {"targets": {2026: "20"}, "baseline": {"year": 2023, "value": "10"}}
    assert course_of(fields, of_a({2024: "12"}), 2024).projection == {2025: 14, 2026: 16}


def test_growth_goes_on_by_the_same_percentage() -> None:
    fields = {"unit": "orang", "targets": {2026: "1000"}, "baseline": {"year": 2023, "value": "100"}}
    assert course_of(fields, of_a({2024: "110"}), 2024).projection == {2025: 121, 2026: Fraction("133.1")}


def test_a_sum_brings_its_mean_in_every_year_to_come() -> None:
    fields = {"unit": "orang", "over_time": "sum", **TARGETS}
    assert course_of(fields, of_a({2024: "10", 2025: "13"}), 2025).projection == {2026: Fraction("11.5")}


def test_from_a_baseline_long_before_growth_is_taken_to_the_year_and_its_root() -> None:
    fields = {"unit": "orang", "targets": {2026: "1000"}, "baseline": {"year": 2022, "value": "100"}}
    found = course_of(fields, of_a({2024: "144"}), 2024)
    assert round(found.projection[2025], 40) == Fraction("172.8")
    assert found.projection[2026] == found.row.pace.projected == Fraction("207.36")


@pytest.mark.parametrize(
    "fields",
    [
        {"targets": {}},  # nothing is promised
        {"over_time": "average", **TARGETS},
        TARGETS,  # one point
    ],
)
def test_without_a_pace_there_is_no_projection(fields: dict[str, Any]) -> None:
    assert course_of(fields, of_a({2024: "12"}), 2024).projection == {}


def test_nothing_known_projects_nothing() -> None:
    assert projection(Pace(reason="not_recorded")) == {}


@given(
    st.fractions(1, 1000, max_denominator=100),
    st.fractions(1, 1000, max_denominator=100),
    st.sampled_from(["linear", "compound"]),
    st.integers(1, 6),
    st.integers(1, 8),
)
def test_the_projection_begins_after_the_last_figure_and_ends_where_the_pace_says(
    first: Fraction, last: Fraction, method: str, elapsed: int, ahead: int
) -> None:
    """The last projected value is, digit for digit, what the verdict of the pace rests on."""
    end = 2030 + ahead
    fields = {
        "targets": {end: "100000"},
        "pace": method,
        "baseline": {"year": 2030 - elapsed, "value": str(decimal_of(first))},
    }
    realised = of_a({2030: RealisedFigure(value=Decimal(decimal_of(last)))})
    found = course_of(fields, realised, 2030, start=2030, end=end)
    assert list(found.projection) == list(range(2031, end + 1))
    assert found.projection[end] == found.row.pace.projected
    values = [Fraction(decimal_of(last)), *found.projection.values()]
    assert values in (sorted(values), sorted(values, reverse=True))


def test_the_rows_are_those_that_the_whole_plan_would_give() -> None:
    """Each year is judged with the indicator and its components alone, which changes nothing."""
    declared = plan(
        {
            "e": indicator(),
            "a": indicator(formula="100 * b / d", **TARGETS),
            "b": indicator(formula="growth(c) + 1"),
            "c": indicator(baseline={"year": 2023, "value": "4"}),
            "d": indicator(),
        }
    )
    realised = years({2024: {"c": "5", "d": "80", "e": "1"}, 2025: {"c": "6", "d": "90", "e": "2"}, 2026: {"c": "7"}})
    found = _course(declared, realised, 2026)
    for year in (2024, 2025, 2026):
        assert found.rows[year] == rows(appraise(declared, realised, year, TODAY))["a"]
    assert found.rows[2025].realised is not None
    assert found.rows[2026].missing == ("d",)


@pytest.mark.parametrize("formulas", [{"a": "b", "b": "a"}, {"a": "b + nowhere", "b": "a"}, {"a": "b +"}])
def test_a_formula_that_cannot_be_followed_to_its_end_derives_nothing(formulas: dict[str, str]) -> None:
    declared = plan({"b": indicator()} | {name: indicator(formula=formula) for name, formula in formulas.items()})
    found = _course(declared, years({2024: {"c": "1"}}), 2024)
    assert {row.realised for row in found.rows.values()} == {None}
