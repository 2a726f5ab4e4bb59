"""What is exported and read back is what the plans hold, figure by figure and digit by digit."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kumkm_targets.model.plan import Plan
from kumkm_targets.model.realised import RealisedYear
from kumkm_targets.model.target import Target
from kumkm_targets.reporting.export.fields import FIGURE_FIELDS, HISTORY_FIELDS
from kumkm_targets.reporting.export.figures import figures_of
from kumkm_targets.reporting.export.lines import csv_head, csv_lines, json_lines
from kumkm_targets.reporting.export.plan_lists import history_lines
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import write_plan
from tests.cli.divided_plan import PLAN, TEXT
from tests.conftest import PLANS, TODAY, Run
from tests.evaluation.builders import plan as plan_of
from tests.export.held import csv_records, exported, held, json_records
from tests.storage.test_round_trip import years

figures = st.decimals(-(10**9), 10**9, places=3) | st.integers(-(10**20), 10**20).map(Decimal)
targets = st.tuples(figures, figures).map(lambda pair: Target(min(pair), max(pair))) | figures.map(
    lambda one: Target(one, one)
)
of_years = st.dictionaries(st.integers(2024, 2027), targets, max_size=3)
indicators = st.fixed_dictionaries(
    {
        "name": st.just("Indikator"),
        "unit": st.sampled_from(["%", "orang", "Rp"]),
        "better": st.sampled_from(["higher", "lower", "within"]),
        "over_time": st.sampled_from(["latest", "sum", "average"]),
        "baseline": st.none() | st.fixed_dictionaries({"year": st.just(2023), "value": figures}),
        "targets": of_years,
        "quarter_targets": st.dictionaries(
            st.just(2025), st.dictionaries(st.integers(1, 4), targets, min_size=1), max_size=1
        ),
        "part_targets": st.dictionaries(
            st.just(2025), st.dictionaries(st.sampled_from(["62.01", "62.71"]), targets, min_size=1), max_size=1
        ),
        "final_target": st.none() | targets,
        "formula": st.none() | st.just("2 * c"),
        "retired": st.none() | st.sampled_from([2024, 2025]),
    }
)
amendments = st.lists(
    st.fixed_dictionaries(
        {
            "effective": st.dates(date(2024, 1, 1), date(2026, 12, 31)),
            "basis": st.just("Perda 1"),
            "targets": st.dictionaries(
                st.sampled_from("abz"),
                st.dictionaries(
                    st.integers(2024, 2026), st.fixed_dictionaries({"from": targets, "to": targets}), min_size=1
                ),
                min_size=1,
                max_size=2,
            ),
        }
    ),
    max_size=3,
)
programmes = st.dictionaries(
    st.sampled_from(["p-1", "p-2"]),
    st.fixed_dictionaries(
        {"name": st.just("Program"), "budget": st.dictionaries(st.integers(2024, 2026), figures, max_size=2)}
    ),
    max_size=2,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    made = {name: draw(indicators) for name in ("a", "b")}
    return plan_of(
        {**made, "c": {"name": "C", "unit": "orang"}}, amendments=draw(amendments), programmes=draw(programmes)
    )


def _as_csv(plan: Plan, realised: Mapping[int, RealisedYear]) -> list[dict[str, str]]:
    return csv_records(csv_head(FIGURE_FIELDS) + csv_lines(figures_of(plan, realised, TODAY), FIGURE_FIELDS))


def _as_json(plan: Plan, realised: Mapping[int, RealisedYear]) -> list[dict[str, Any]]:
    return json_records(json_lines(figures_of(plan, realised, TODAY), FIGURE_FIELDS))


@given(plans(), years)
def test_every_figure_of_any_plan_comes_back_and_no_other(plan: Plan, year: RealisedYear) -> None:
    realised = {2025: year}
    assert exported(_as_csv(plan, realised)) == held(plan, realised)
    assert exported(_as_json(plan, realised)) == held(plan, realised)


@given(plans(), years)
def test_no_two_lines_have_the_same_key(plan: Plan, year: RealisedYear) -> None:
    keys = [figure.id for figure in figures_of(plan, {2025: year}, TODAY)]
    assert len(keys) == len(set(keys))
    entries = [line[0] for line in history_lines(plan, {2025: year})]
    assert len(entries) == len(set(entries))


@pytest.mark.parametrize("folder", sorted(PLANS.glob("*/")), ids=lambda folder: folder.name)
def test_every_figure_of_the_real_plans_comes_back_from_the_command(run: Run, folder: Path) -> None:
    reading = read_plan(folder)
    assert reading.plan is not None
    expected = held(reading.plan, reading.realised)
    assert expected
    assert exported(csv_records(run("export", folder.name).out)) == expected
    assert exported(json_records(run("export", folder.name, "--format", "jsonl").out)) == expected


def test_figures_of_quarters_and_parts_and_money_come_back(run: Run, workspace: Path) -> None:
    realised = """\
format = 1
year = 2025

[figures.wirausaha_baru]
quarters = { 1 = 190, 2 = 301 }
parts = { "62.01" = 290, "62.02" = 12, "62.71" = 410 }

[figures.rasio]
unavailable = "menunggu Sakernas"

[programmes.pemberdayaan]
spent = 1100000000

[programmes.lain]
spent = -5
"""
    folder = write_plan(workspace / PLAN, TEXT, {"2025": realised})
    reading = read_plan(folder)
    assert reading.plan is not None
    records = csv_records(run("export", PLAN).out)
    assert exported(records) == held(reading.plan, reading.realised)
    found = {record["id"].removeprefix(f"{PLAN}/"): record for record in records}
    assert found["wirausaha_baru/2025/realised"]["origin"] == "parts"
    assert found["wirausaha_baru/2025/realised"]["value"] == "712"
    assert found["rasio/2025/realised"] | {"value": "", "reason": "unavailable"} == found["rasio/2025/realised"]
    assert found["rasio/2025/realised"]["unavailable"] == "menunggu Sakernas"
    assert found["pemberdayaan/2025/absorption"]["value"].startswith("91.6666666")
    assert found["pemberdayaan/2024/absorption"]["reason"] == "not_recorded"
    assert found["lain/2025/spent"]["value"] == "-5"


@given(plans(), years)
def test_the_history_has_every_entry_that_was_replaced(plan: Plan, year: RealisedYear) -> None:
    lines = [
        dict(zip((field.name for field in HISTORY_FIELDS), line, strict=True))
        for line in history_lines(plan, {2025: year})
    ]
    told = {(line["indicator"], line["value"]) for line in lines}
    for name, figure in year.figures.items():
        for past in figure.history:
            assert (name, None if past.value is None else f"{past.value:f}") in told
