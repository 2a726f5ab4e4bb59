"""The page of one indicator as JSON: every key, exact numbers, and the points of the chart."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.course import course
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedFigure, RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.indicator.data import indicator_json
from tests.conftest import TODAY
from tests.evaluation.builders import amendment, indicator, plan, rows, years

RATIO = {"baseline": {"year": 2023, "value": "3.70"}, "targets": {2024: "3.75", 2025: "3.78", 2026: "3.81"}}


def document(declared: Plan, realised: Mapping[int, RealisedYear], year: int) -> dict[str, Any]:
    appraisal = appraise(declared, realised, year, TODAY)
    found: dict[str, Any] = json.loads(
        indicator_json(course(appraisal, rows(appraisal)["a"], realised, TODAY), realised)
    )
    return found


def of_year(found: dict[str, Any], year: int) -> dict[str, Any]:
    return next(one for one in found["years"] if one["year"] == year)


def test_the_points_of_the_chart_are_in_the_years() -> None:
    found = document(plan({"a": indicator(**RATIO)}), years({2024: {"a": "3.72"}}), 2024)
    points = [(one["year"], one["target"], one["realised"], one["projection"]) for one in found["years"]]
    assert points == [(2024, "3.75", "3.72", None), (2025, "3.78", None, "3.74"), (2026, "3.81", None, "3.76")]
    assert found["baseline"] == {"year": 2023, "value": "3.70", "source": None, "note": None}


def test_a_year_says_what_status_says_of_it() -> None:
    figure = RealisedFigure(
        value=Decimal("3.72"), status="preliminary", source="BPS", as_of=date(2024, 8, 31), note="Agustus"
    )
    found = of_year(document(plan({"a": indicator(**RATIO)}), years({2024: {"a": figure}}), 2024), 2024)
    assert (found["gap"], found["achievement"], found["rating"]) == ("-0.03", "99.2", "Sangat Tinggi")
    assert (found["realised_status"], found["source"], found["as_of"], found["note"]) == (
        "preliminary",
        "BPS",
        "2024-08-31",
        "Agustus",
    )
    assert (found["origin"], found["reason"]) == ("recorded", None)


def test_the_pace_has_every_number_that_the_verdict_rests_on() -> None:
    found = document(plan({"a": indicator(**RATIO)}), years({2024: {"a": "3.72"}}), 2024)
    assert found["pace"] == {
        "method": "linear",
        "origin": {"year": 2023, "value": "3.7"},
        "latest": {"year": 2024, "value": "3.72"},
        "final_target": {"min": "3.81", "max": "3.81"},
        "horizon": 2026,
        "goal": "3.81",
        "required": "0.045",
        "observed": "0.02",
        "last_year": "0.02",
        "required_growth": "1.202448013232208284924059025",
        "observed_growth": "0.5405405405405405405405405405",
        "projected": "3.76",
        "share": "0.5454545454545454545454545455",
        "outlook": "behind",
        "reason": None,
    }


def test_without_a_pace_the_reason_is_told() -> None:
    found = document(plan({"a": indicator()}), {}, 2024)["pace"]
    assert (found["reason"], found["outlook"], found["projected"], found["origin"]) == ("no_target", None, None, None)


def test_ranges_and_amendments_have_both_bounds() -> None:
    changes = [amendment("2024-06-01", "a", {2026: ("3.81", "3.79")})]
    fields = {
        **RATIO,
        "targets": {2024: Target(Decimal(3), Decimal(4)), 2026: Target(Decimal("3.81"), Decimal("3.81"))},
    }
    found = document(plan({"a": indicator(**fields)}, amendments=changes), {}, 2024)
    first, last = of_year(found, 2024), of_year(found, 2026)
    assert (first["target"], first["target_min"], first["target_max"]) == (None, "3", "4")
    assert (last["target"], last["original_target"]) == ("3.79", "3.81")
    assert found["amendments"] == [
        {
            "effective": "2024-06-01",
            "basis": "Perda 1",
            "reason": None,
            "targets": [{"year": 2026, "from": {"min": "3.81", "max": "3.81"}, "to": {"min": "3.79", "max": "3.79"}}],
        }
    ]


def test_quarters_and_what_is_not_whole_are_told() -> None:
    declared = plan(
        {"a": indicator(unit="orang", over_time="sum", quarter_targets={2024: {1: Target(Decimal(2), Decimal(3))}})}
    )
    figure = RealisedFigure(quarters={1: Decimal(5), 2: Decimal(6)})
    found = of_year(document(declared, years({2024: {"a": figure}}), 2024), 2024)
    assert found["quarters"] == {"1": "5", "2": "6"}
    assert found["quarter_targets"] == {"1": {"min": "2", "max": "3"}}
    assert (found["realised"], found["realised_so_far"]) == (None, "11")


def test_every_entry_is_in_the_history_with_what_replaced_it() -> None:
    old = {"value": Decimal(9), "reason": "salah ketik"}
    figure = RealisedFigure.model_validate({"value": Decimal(10), "history": [old]})
    found = document(plan({"a": indicator()}), years({2024: {"a": figure}, 2025: {"a": "11"}}), 2024)
    told = [(one["year"], one["in_force"], one["value"], one["reason"]) for one in found["history"]]
    assert told == [(2024, False, "9", "salah ketik"), (2024, True, "10", None)]


def test_what_is_declared_of_the_indicator_is_told_as_it_is_written() -> None:
    declared = plan(
        {
            "a": indicator(
                name={"id": "Nama", "en": "Name"},
                formula="b + 1",
                owner="Bidang",
                programme="p",
                reference="02.10",
                weight=Decimal("1.50"),
                retired=2025,
                successor="b",
            ),
            "b": indicator(),
        },
        programmes={"p": {"name": "Program"}},
    )
    found = document(declared, {}, 2024)
    expected = {
        "format": 1,
        "plan": "rencana",
        "title": "Rencana",
        "region": "35.17",
        "period": {"start": 2024, "end": 2026},
        "year": 2024,
        "indicator": "a",
        "name": "Nama",
        "unit": "%",
        "better": "higher",
        "formula": "ratio",
        "over_time": "latest",
        "derived_from": "b + 1",
        "owner": "Bidang",
        "programme": "p",
        "objective": None,
        "reference": "02.10",
        "weight": "1.50",
        "retired": 2025,
        "successor": "b",
        "baseline": None,
    }
    assert {key: found[key] for key in expected} == expected


def test_signs_that_steer_a_terminal_are_escaped() -> None:
    declared = plan({"a": indicator(name="x\x1b[31m\u202ey")})
    appraisal = appraise(declared, {}, 2024, TODAY)
    text = indicator_json(course(appraisal, appraisal.rows[0], {}, TODAY), {})
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert json.loads(text)["name"] == "x\x1b[31m\u202ey"
