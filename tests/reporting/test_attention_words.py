"""Why a row needs attention, as the lines under a table say it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from kumkm_targets.evaluation.appraisal import appraise
from kumkm_targets.evaluation.attention import Why, by_urgency
from kumkm_targets.evaluation.row import Row
from kumkm_targets.messages import use_language
from kumkm_targets.model.realised import RealisedFigure
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.status.attention_words import WHYS, attention_lines, why_text
from kumkm_targets.storage.plan_files import read_plan
from tests.conftest import PLANS, TODAY
from tests.evaluation.builders import indicator, plan, row, years
from tests.reporting.due_plan import write_due_plan

Expect = Callable[[str, str], None]
BASELINE = {"year": 2023, "value": "50"}
PART_TARGETS = {2024: dict.fromkeys(("62.01", "62.02"), Target(Decimal(1), Decimal(1)))}


def _lines(folder: Path, year: int) -> str:
    reading = read_plan(folder)
    assert reading.plan is not None
    rows = by_urgency(appraise(reading.plan, reading.realised, year, TODAY))
    return "".join(f"{line}\n" for line in attention_lines(rows))


def _entry(figure: RealisedFigure, **fields: Any) -> Row:
    """The row of 2024 with this entry."""
    return appraise(plan({"a": indicator(**fields)}), years({2024: {"a": figure}}), 2024, TODAY).rows[0]


@pytest.mark.parametrize("language", ["en", "id"])
def test_each_row_says_what_is_wrong_and_what_a_year_must_bring(expect: Expect, tmp_path: Path, language: str) -> None:
    use_language(language)
    real = "".join(
        _lines(PLANS / plan_id, year)
        for plan_id, year in (("palembang-rpjmd-2013-2018", 2016), ("kalteng-rakortek-2025", 2025))
    )
    sample = "".join(f"\n{year}\n{_lines(write_due_plan(tmp_path), year)}" for year in (2024, 2025))
    expect(f"attention.{language}.txt", real + sample)


def test_every_reason_has_words() -> None:
    assert set(WHYS) == set(get_args(Why))


def test_a_pace_without_end_is_shown_to_two_decimals_or_as_many_as_the_indicator_has() -> None:
    fields = {"targets": {2024: "60", 2027: "62"}, "baseline": BASELINE}
    assert why_text(row(fields, {2024: "52"}, 2024, end=2027)).endswith("; needs +3,33 percentage points a year")
    finer = fields | {"decimals": 3}
    assert why_text(row(finer, {2024: "52"}, 2024, end=2027)).endswith("; needs +3,333 percentage points a year")


def test_a_row_that_needs_nothing_has_no_line_and_keeps_its_number() -> None:
    content = {"a": indicator(targets={2024: "60"}), "b": indicator(targets={2024: "60"})}
    rows = appraise(plan(content), years({2024: {"a": "60"}}), 2024, TODAY).rows
    assert list(attention_lines(rows)) == ["2. Indikator: not recorded"]
    assert why_text(rows[0]) == ""


@pytest.mark.parametrize(
    ("fields", "realised", "text"),
    [
        (
            {"targets": {2024: "60", 2026: "70"}, "baseline": BASELINE},
            "49.5",
            "achievement 82,50% (Tinggi), moving away; needs +10,25 percentage points a year",
        ),
        (
            {"targets": {2024: "60", 2026: "70"}, "baseline": BASELINE, "unit": "indeks"},
            "52",
            "achievement 86,67% (Tinggi), behind; needs +9 indeks a year",
        ),
        (
            {"targets": {2024: "40", 2026: "30"}, "baseline": BASELINE, "better": "lower"},
            "49",
            "achievement 77,50% (Tinggi), behind; needs −9,5 percentage points a year",
        ),
        (
            {"targets": {2024: "60"}, "baseline": BASELINE},
            "59.99999",
            "achievement 99,99998% (Sangat Tinggi), the target for the end of the plan was not reached",
        ),
        (
            {"targets": {2024: "100", 2025: "100", 2026: "100"}, "over_time": "sum", "unit": "orang"},
            "60",
            "achievement 60,00% (Rendah), needs to speed up; needs 120 orang a year",
        ),
        (
            {"targets": {2024: "100", 2026: "201"}, "unit": "Rp", "pace": "linear", "baseline": BASELINE},
            "60",
            "achievement 60,00% (Rendah), behind; needs +Rp71 a year",
        ),
        (
            {"targets": {2024: "60", 2026: "60.00001"}, "baseline": {"year": 2023, "value": "60"}},
            "60",
            "behind; needs +0,00001 percentage points a year",
        ),
        (
            {"targets": {2024: "0"}},
            "-1",
            "target missed (target is zero), the target for the end of the plan was not reached",
        ),
    ],
)
def test_reasons_are_told_with_their_figures(fields: dict[str, Any], realised: str, text: str) -> None:
    assert why_text(row(fields, {2024: realised}, 2024)) == text


@pytest.mark.parametrize(
    ("fields", "entry", "text"),
    [
        ({"over_time": "sum"}, {"quarters": {1: Decimal(1), 3: Decimal(1)}}, "incomplete (quarters I, III only)"),
        ({"over_time": "latest"}, {"quarters": {1: Decimal(1), 2: Decimal(1)}}, "incomplete (up to quarter II)"),
        ({"unit": "unit", "part_targets": PART_TARGETS}, {"parts": {"62.01": Decimal(1)}}, "incomplete"),
        ({}, {"unavailable": "menunggu\x1b[31m BPS"}, "not available (menunggu\\x1b[31m BPS)"),
        ({}, {"value": Decimal(60), "status": "estimate"}, "estimate"),
    ],
)
def test_what_is_known_is_told(fields: dict[str, Any], entry: dict[str, Any], text: str) -> None:
    assert why_text(_entry(RealisedFigure(**entry), targets={2024: "60"}, **fields)) == text


def test_a_derived_figure_without_its_components_is_told_so() -> None:
    content = {
        "a": indicator(targets={2024: "60"}, formula="100 * x / y"),
        "x": {"name": "x", "unit": "unit"},
        "y": {"name": "y", "unit": "unit"},
    }

    def told(figures: dict[str, str]) -> str:
        return why_text(appraise(plan(content), years({2024: figures}), 2024, TODAY).rows[0])

    assert told({"x": "3"}) == "component missing"
    assert told({"x": "3", "y": "0"}) == "formula without value"


def test_names_from_a_file_cannot_steer_the_terminal() -> None:
    hostile = indicator(name="\x1b[31mnama\u202e\nlain", targets={2024: "60"})
    rows = appraise(plan({"a": hostile}), {}, 2024, TODAY).rows
    assert list(attention_lines(rows)) == ["1. \\x1b[31mnama\\u202e lain: not recorded"]
