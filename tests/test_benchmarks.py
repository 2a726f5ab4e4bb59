"""The corpus of the benchmarks: plans without a finding, mistakes that are found, and the same bytes every time."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kumkm_targets.checks.engine import check_plan
from kumkm_targets.model.plan import Plan
from kumkm_targets.model.provinces import PROVINCES
from kumkm_targets.storage.canonical import canonical_text
from kumkm_targets.storage.plan_files import PlanReading, read_plan
from tests.conftest import ROOT, TODAY


def made(folder: Path, *options: str) -> Path:
    """A corpus below `folder`: its workspace."""
    program = [sys.executable, str(ROOT / "benchmarks" / "corpus.py"), str(folder)]
    subprocess.run([*program, *options], check=True, timeout=120)
    return folder / "plans"


def read_all(workspace: Path) -> list[PlanReading]:
    return [read_plan(folder) for folder in sorted(workspace.glob("*/"))]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> list[PlanReading]:
    """A province and a kabupaten with twelve plans each, and their realised files."""
    options = ("--governments", "2", "--plans", "12", "--realised")
    return read_all(made(tmp_path_factory.mktemp("corpus"), *options))


def plans_of(readings: list[PlanReading]) -> list[Plan]:
    return [reading.plan for reading in readings if reading.plan is not None]


def test_no_made_up_plan_has_a_finding(readings: list[PlanReading]) -> None:
    assert len(readings) == 24
    assert [finding for reading in readings for finding in check_plan(reading, TODAY)] == []


@pytest.mark.parametrize("size", [("--indicators", "3", "--years", "2"), ("--indicators", "90", "--years", "6")])
def test_plans_of_other_sizes_have_no_finding_either(tmp_path: Path, size: tuple[str, ...]) -> None:
    small = read_all(made(tmp_path, "--governments", "2", "--plans", "4", "--realised", *size))
    assert {len(plan.indicators) for plan in plans_of(small)} == {int(size[1])}
    assert [finding for reading in small for finding in check_plan(reading, TODAY)] == []


def test_plans_are_of_every_kind_and_each_another_document(readings: list[PlanReading]) -> None:
    headers = [plan.header for plan in plans_of(readings)]
    assert {header.kind for header in headers} == {
        "rpjpd", "rpjmd", "rpd", "rkpd", "renstra", "renja", "rakortek",
    }  # fmt: skip
    documents = {(header.region, header.kind, header.organisation, header.period) for header in headers}
    assert len(documents) == len(headers) == 24


def test_figures_are_written_as_officers_write_them(readings: list[PlanReading]) -> None:
    text = "\n".join(reading.file.text for reading in readings)
    for example in (r' = "\d+,\d\d"', r'"\d{1,3}\.\d{3}"', "Rp[0-9,]+ miliar", r'= "[0-9,]+-[0-9,]+"', r"= \d+\.\d\d,"):
        assert len(set(re.findall(example, text))) > 20, example


def test_realised_files_are_in_canonical_form(readings: list[PlanReading]) -> None:
    years = [(reading, year) for reading in readings for year in reading.years]
    assert 2 * len(readings) <= len(years) <= 3 * len(readings)
    for reading, year in years:
        assert year.content is not None
        assert canonical_text(year.content, reading.plan.indicators if reading.plan else ()) == year.file.text


def test_there_are_all_governments_with_the_codes_of_their_provinces(tmp_path: Path) -> None:
    readings = read_all(made(tmp_path, "--plans", "1", "--indicators", "1"))
    regions = [plan.header.region for plan in plans_of(readings)]
    assert {region.code: region.name for region in regions if len(region.code) == 2} == PROVINCES
    assert len({region.code for region in regions}) == len(regions) == 552


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    def corpus(name: str, seed: str) -> dict[Path, bytes]:
        size = ("--governments", "1", "--plans", "2", "--indicators", "9", "--realised", "--mistakes", "1")
        folder = made(tmp_path / name, *size, "--seed", seed).parent
        return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}

    first = corpus("first", "1")
    assert corpus("again", "1") == first
    assert corpus("other", "2") != first


def test_every_kind_of_mistake_can_be_found_by_its_rule(tmp_path: Path) -> None:
    workspace = made(tmp_path, "--governments", "20", "--plans", "10", "--realised", "--mistakes", "152")
    seeded = json.loads((tmp_path / "mistakes.json").read_text(encoding="utf-8"))
    assert len({Path(mistake["file"]).parts[0] for mistake in seeded}) == 152
    found = {
        (str(finding.file.relative_to(workspace)), finding.rule.code)
        for reading in read_all(workspace)
        for finding in check_plan(reading, TODAY)
    }
    kinds = {mistake["kind"] for mistake in seeded}
    assert len(kinds) > 70
    missed = kinds - {mistake["kind"] for mistake in seeded if (mistake["file"], mistake["code"]) in found}
    assert missed <= {"digit-lost-in-a-figure"}, "which two or three years alone do not always give away"


def test_the_comparison_prints_its_tables(tmp_path: Path) -> None:
    program = [sys.executable, str(ROOT / "benchmarks" / "check.py"), "--corpus", str(tmp_path)]
    options = ["--governments", "2", "--rounds", "1", "--mistakes", "1", "--peers", str(tmp_path)]
    result = subprocess.run([*program, *options], capture_output=True, text=True, check=True, timeout=120)
    assert "| kumkm check |" in result.stdout
    assert "| **all kinds** | | **1**" in result.stdout
