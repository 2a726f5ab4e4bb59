"""Targets in force: the plan as declared, with the amendments up to a date; and the promise for its end."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kumkm_targets.evaluation.targets import final_target, target_to_quarter, targets_at_end_of, targets_in_force
from kumkm_targets.model.plan import Indicator, Plan
from kumkm_targets.model.target import Target
from tests.evaluation.builders import amendment, indicator, plan

AMENDED: Plan = plan(
    {
        "a": indicator(targets={2024: "10", 2025: "20", 2026: "30"}),
        "b": indicator(targets={2024: "1"}),
    },
    # the later one stands first: the day counts, not the order in the file
    amendments=[
        amendment("2026-03-01", "a", {2026: ("25", "24")}),
        amendment("2025-12-31", "a", {2025: ("20", "15"), 2026: ("30", "25")}),
    ],
)


def numbers(day: str, indicator_id: str = "a") -> dict[int, Decimal]:
    found = targets_in_force(AMENDED, indicator_id, date.fromisoformat(day))
    return {year: target.min for year, target in found.items()}


@pytest.mark.parametrize(
    ("day", "targets"),
    [
        ("2024-06-01", {2024: 10, 2025: 20, 2026: 30}),
        ("2025-12-30", {2024: 10, 2025: 20, 2026: 30}),
        ("2025-12-31", {2024: 10, 2025: 15, 2026: 25}),
        ("2026-02-28", {2024: 10, 2025: 15, 2026: 25}),
        ("2026-03-01", {2024: 10, 2025: 15, 2026: 24}),
    ],
)
def test_an_amendment_is_in_force_from_its_day(day: str, targets: dict[int, int]) -> None:
    assert numbers(day) == targets
    assert numbers(day, "b") == {2024: 1}


def test_a_year_is_judged_by_the_targets_in_force_on_its_last_day() -> None:
    assert [targets_at_end_of(AMENDED, "a", year)[2026].min for year in (2024, 2025, 2026)] == [30, 25, 24]
    assert targets_at_end_of(AMENDED, "a", 2025)[2025].min == 15


def test_an_amendment_leaves_the_declared_targets_as_they_were() -> None:
    targets_in_force(AMENDED, "a", date(2030, 1, 1))
    assert AMENDED.indicators["a"].targets[2025].min == 20


FINAL: list[tuple[dict[str, Any], tuple[str, str] | None]] = [
    ({"targets": {2024: "10", 2026: "30", 2025: "20"}}, ("30", "30")),
    ({"targets": {2024: "10", 2025: "20"}, "over_time": "sum"}, ("30", "30")),
    ({"targets": {2024: "10", 2025: "20.5", 2026: "30"}, "over_time": "sum"}, ("60.5", "60.5")),
    ({"targets": {2024: "10", 2025: "25"}, "over_time": "average"}, ("17.5", "17.5")),
    ({"targets": {2024: {"min": "7", "max": "8"}, 2025: "9"}, "over_time": "sum"}, ("16", "17")),
    ({"targets": {2024: {"min": "7", "max": "8"}, 2025: "9"}, "over_time": "average"}, ("8", "8.5")),
    ({"targets": {2024: "9", 2025: {"min": "7", "max": "8"}}}, ("7", "8")),
    ({"targets": {2024: "9", 2025: "3.60"}}, ("3.60", "3.60")),  # as it was written
    ({"targets": {2024: "10"}, "final_target": "99"}, ("99", "99")),
    ({"targets": {2024: "10"}, "final_target": "99", "over_time": "sum"}, ("99", "99")),
    ({"final_target": "99"}, ("99", "99")),
    ({}, None),
]


@pytest.mark.parametrize(("fields", "bounds"), FINAL)
def test_the_promise_for_the_end_adds_the_years_up_as_declared(
    fields: dict[str, Any], bounds: tuple[str, str] | None
) -> None:
    measured = Indicator.model_validate(indicator(**fields))
    end = final_target(measured, measured.targets)
    assert (None if end is None else (str(end.min), str(end.max))) == bounds


def test_cumulative_targets_of_quarters_stay_so_when_an_amendment_changes_that_of_the_year() -> None:
    quarters = {2025: {1: "10", 2: "20", 3: "30", 4: "40"}}
    fields = indicator(over_time="sum", targets={2025: "40"})
    targets = {year: {of: _target(text) for of, text in found.items()} for year, found in quarters.items()}
    measured = Indicator.model_validate({**fields, "quarter_targets": targets})
    for versions in ({_target("40")}, {_target("40"), _target("35")}):
        assert target_to_quarter(measured, 2025, 2, versions) == _target("20")
    others = Indicator.model_validate({**indicator(over_time="sum", targets={2025: "99"}), "quarter_targets": targets})
    assert target_to_quarter(others, 2025, 2, {_target("99")}) == _target("30")


def _target(text: str) -> Target:
    return Target(Decimal(text), Decimal(text))
