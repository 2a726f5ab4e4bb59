"""The Python API does what its pages show, and says where a plan is wrong."""

import doctest
from datetime import date
from pathlib import Path

import pytest

import kumkm_targets
from kumkm_targets import appraise, load_plan
from kumkm_targets.errors import UnreadableError
from kumkm_targets.evaluation.appraisal import appraise as appraise_of_the_commands
from kumkm_targets.storage.plan_files import read_plan
from tests.checks.cases import PLAN, write_plan, year_text
from tests.conftest import PLANS, ROOT


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_example_of_the_page_gives_what_it_shows(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testfile(str(ROOT / "docs" / language / "python.md"), module_relative=False)
    assert found.attempted > 5
    assert found.failed == 0


def test_it_is_the_function_and_the_objects_of_the_commands() -> None:
    assert appraise is appraise_of_the_commands
    for folder in sorted(PLANS.glob("*/")):
        plan, realised = load_plan(folder)
        reading = read_plan(folder)
        assert (plan, realised) == (reading.plan, reading.realised)
        for year in realised:
            assert appraise(plan, realised, year, date(2026, 11, 22)).plan is plan


def test_a_faulty_plan_is_refused_with_the_place_of_each_fault(tmp_path: Path) -> None:
    year = year_text(2025, '\n[figures.rasio]\nvalue = "3,72 orang"\nsumber = "BPS"\n')
    folder = write_plan(tmp_path / "contoh", PLAN.replace("better", "lebih"), {"2025": year})
    with pytest.raises(UnreadableError) as refused:
        load_plan(folder)
    first, *faults = str(refused.value).splitlines()
    assert first == "contoh is not a valid plan"
    assert [fault.partition(":")[0] for fault in faults] == sorted(fault.partition(":")[0] for fault in faults)
    assert any(fault.startswith(f"{folder / 'plan.toml'}:") for fault in faults)
    assert any(fault.startswith(f"{folder / 'realised' / '2025.toml'}:") for fault in faults)


def test_the_package_has_only_the_names_that_it_shows() -> None:
    assert [name for name in kumkm_targets.__all__ if getattr(kumkm_targets, name) is None] == []
    with pytest.raises(AttributeError, match="no attribute 'Plan'"):
        _ = kumkm_targets.Plan
