"""The appraisal of a year: one row per indicator with its reason, its amendments and the average."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.evaluation.appraisal import Appraisal, appraise, latest_year
from kumkm_targets.evaluation.averages import Summary
from kumkm_targets.model.realised import RealisedFigure
from tests.evaluation.builders import NEXT_CENTURY, amendment, indicator, plan, row, rows, years

NEW_YEARS_EVE, NEW_YEAR = date(2024, 12, 31), date(2025, 1, 1)


def judged(fields: dict[str, Any], figure: str | RealisedFigure | None, today: date = NEXT_CENTURY) -> Appraisal:
    """A plan with one indicator `a`, its figure of 2024, judged in 2024."""
    content = years({2024: {} if figure is None else {"a": figure}})
    return appraise(plan({"a": indicator(**fields)}), content, 2024, today)


UNAVAILABLE = RealisedFigure(unavailable="belum dihitung")
QUARTERS = RealisedFigure(quarters={1: Decimal(3)})
FROM_BASELINE = {"achievement": "from_baseline", "targets": {2024: "9"}}

REASONS: list[tuple[dict[str, Any], str | RealisedFigure | None, date, str]] = [
    ({}, "5", NEW_YEAR, "no_target"),
    ({"better": None}, "5", NEW_YEAR, "no_target"),
    ({"targets": {2025: "9"}}, "5", NEW_YEAR, "no_target"),
    ({"targets": {2025: "9"}}, None, NEW_YEAR, "no_target"),
    ({"targets": {2024: "9"}}, None, NEW_YEAR, "not_recorded"),
    ({"targets": {2024: "9"}}, None, NEW_YEARS_EVE, "not_due"),
    ({"targets": {2024: "9"}}, QUARTERS, NEW_YEAR, "not_recorded"),
    ({"targets": {2024: "9"}}, QUARTERS, NEW_YEARS_EVE, "not_due"),
    ({"targets": {2024: "9"}}, UNAVAILABLE, NEW_YEAR, "unavailable"),
    ({"targets": {2024: "9"}}, UNAVAILABLE, NEW_YEARS_EVE, "unavailable"),
    ({"targets": {2024: "0"}}, "5", NEW_YEAR, "zero_target"),
    ({"targets": {2024: "-9"}}, "5", NEW_YEAR, "negative_target"),
    ({"better": "lower", "achievement": "inverse", "targets": {2024: "9"}}, "0", NEW_YEAR, "zero_realised"),
    (FROM_BASELINE, "5", NEW_YEAR, "no_baseline"),
    ({**FROM_BASELINE, "baseline": {"year": 2023, "value": "9"}}, "5", NEW_YEAR, "no_distance"),
]


@pytest.mark.parametrize(("fields", "figure", "today", "reason"), REASONS)
def test_a_row_without_an_achievement_says_why(
    fields: dict[str, Any], figure: str | RealisedFigure | None, today: date, reason: str
) -> None:
    appraisal = judged(fields, figure, today)
    found = appraisal.rows[0]
    assert (found.reason, found.achievement, found.rating) == (reason, None, None)
    assert appraisal.summary.computed == 0
    assert appraisal.summary.average is None
    assert (found.realised is None) == (not isinstance(figure, str))
    assert (found.gap is None) == (found.target is None or found.realised is None)


def test_a_negative_target_still_has_its_gap() -> None:
    assert judged({"targets": {2024: "-9"}}, "5").rows[0].gap == 14


def test_a_figure_of_zero_is_a_figure() -> None:
    found = judged({"targets": {2024: "9"}}, "0").rows[0]
    assert (found.realised, found.achievement, found.gap, found.reason) == (0, 0, -9, None)
    assert found.rating == "Sangat Rendah"


def test_a_judged_row_has_its_target_gap_achievement_and_predikat() -> None:
    found = judged({"targets": {2024: "3.75"}, "baseline": {"year": 2022, "value": "3.70"}}, "3.720").rows[0]
    assert str(found.realised) == "3.720"
    assert found.target is not None
    assert found.target.min == Decimal("3.75")
    assert str(found.gap) == "-0.030"
    assert found.achievement == Decimal("99.2")
    assert found.rating == "Sangat Tinggi"
    assert found.reason is None
    assert found.previous == (2022, Decimal("3.7"))
    assert (str(found.previous[1]), str(found.achievement)) == ("3.7", "99.2")
    assert not found.derived
    assert found.entry is not None
    assert found.entry.value == Decimal("3.720")


@pytest.mark.parametrize(
    ("targets", "year"),
    [
        ({2024: "1", 2025: "1"}, None),
        ({2025: "1", 2026: "2"}, 2025),
        ({2026: "2"}, 2026),
        ({2023: "1"}, None),
        ({2024: "1"}, None),
    ],
)
def test_a_year_without_a_target_names_the_next_that_has_one(targets: dict[int, str], year: int | None) -> None:
    assert judged({"targets": targets}, "5").rows[0].next_target_year == year


def test_the_previous_figure_is_the_last_known_one_before_the_year() -> None:
    base = {"baseline": {"year": 2023, "value": "1"}}
    assert row(base, {2024: "2", 2025: "3"}, 2025).previous == (2024, 2)
    assert row(base, {2025: "3"}, 2025).previous == (2023, 1)
    assert row(base, {2023: "7", 2025: "3"}, 2025).previous == (2023, 7)
    assert row({"baseline": {"year": 2025, "value": "1"}}, {2025: "3"}, 2025).previous is None
    assert row({}, {2025: "3"}, 2025).previous is None


def test_later_figures_do_not_change_the_appraisal_of_a_year() -> None:
    fields = {"targets": {2024: "9", 2025: "10", 2026: "12"}, "baseline": {"year": 2023, "value": "5"}}
    assert row(fields, {2024: "6"}, 2024) == row(fields, {2024: "6", 2025: "99", 2026: "99"}, 2024)


AMENDED = plan(
    {"a": indicator(targets={2024: "10", 2025: "20"})},
    amendments=[amendment("2024-12-31", "a", {2024: ("10", "8")}), amendment("2025-01-01", "a", {2025: ("20", "40")})],
)


def test_a_year_is_judged_by_the_targets_in_force_at_its_end() -> None:
    content = years({2024: {"a": "8"}, 2025: {"a": "10"}})
    first, second = (appraise(AMENDED, content, year, NEXT_CENTURY).rows[0] for year in (2024, 2025))
    assert first.achievement == 100
    assert first.final_target is not None
    assert first.final_target.min == 20
    assert second.achievement == 25
    assert second.final_target is not None
    assert second.final_target.min == 40


THREE = {
    "a": indicator(targets={2024: "10"}),
    "b": indicator(targets={2024: "10"}),
    "c": indicator(targets={2024: "10"}),
    "d": indicator(targets={2025: "10"}),
    "support": indicator(),
}
FIGURES = years({2024: {"a": "5", "b": "12.5", "d": "10", "support": "10"}})


def test_the_average_is_of_what_could_be_computed_and_says_of_how_many() -> None:
    appraisal = appraise(plan(THREE), FIGURES, 2024, NEXT_CENTURY)
    assert appraisal.summary == Summary(2, 4, Decimal("87.5"), "Tinggi")
    assert [found.id for found in appraisal.rows] == list(THREE)


def test_a_cap_bounds_only_the_contribution_to_the_average() -> None:
    appraisal = appraise(plan(THREE, header={"average_cap": "100"}), FIGURES, 2024, NEXT_CENTURY)
    assert appraisal.summary == Summary(2, 4, Decimal(75), "Sedang")
    assert rows(appraisal)["b"].achievement == 125


def test_a_cap_of_zero_is_a_cap() -> None:
    appraisal = appraise(plan(THREE, header={"average_cap": "0"}), FIGURES, 2024, NEXT_CENTURY)
    assert appraisal.summary.average == 0


def test_a_plan_without_figures_has_no_average() -> None:
    assert appraise(plan(THREE), {}, 2024, NEXT_CENTURY).summary == Summary(0, 4, None, None)


def test_a_promise_for_the_end_alone_counts_as_a_target() -> None:
    appraisal = appraise(plan({"a": indicator(final_target="9")}), {}, 2024, NEXT_CENTURY)
    assert appraisal.summary.of == 1


def test_where_the_scale_is_unknown_there_is_no_predikat() -> None:
    appraisal = appraise(plan(THREE, header={"rating_scale": "lain"}), FIGURES, 2024, NEXT_CENTURY)
    assert appraisal.scale is None
    assert rows(appraisal)["a"].rating is None
    assert rows(appraisal)["a"].achievement == 50
    assert rows(appraisal)["a"].thresholds == (100,)
    assert appraisal.summary == Summary(2, 4, Decimal("87.5"), None)


@given(st.permutations(list(THREE)))
def test_the_order_of_the_indicators_changes_nothing(order: list[str]) -> None:
    there = appraise(plan(THREE), FIGURES, 2024, NEXT_CENTURY)
    back = appraise(plan({name: THREE[name] for name in order}), FIGURES, 2024, NEXT_CENTURY)
    assert rows(back) == rows(there)
    assert back.summary == there.summary


@pytest.mark.parametrize(
    ("figures", "today", "year"),
    [
        ({2024: {"a": "1"}, 2025: {"a": "1"}}, 2026, 2025),
        ({2024: {"a": "1"}, 2025: {}}, 2026, 2024),
        ({}, 2025, 2025),
        ({}, 2020, 2024),
        ({}, 2030, 2026),
    ],
)
def test_the_latest_year_is_the_last_with_figures_else_the_one_that_is_running(
    figures: dict[int, dict[str, str]], today: int, year: int
) -> None:
    assert latest_year(plan({"a": indicator()}), years(figures), date(today, 6, 1)) == year
