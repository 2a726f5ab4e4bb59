"""An export never says anything else than `kumkm status` of the same plan and year."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PLANS, Run
from tests.export.held import json_records

_SAME = ("gap", "achievement", "final_achievement", "required_pace", "observed_pace", "projected", "outlook_share")


def _lines(run: Run, plan: str, year: int) -> dict[tuple[str | None, str], dict[str, Any]]:
    records = json_records(run("export", plan, "--format", "jsonl").out)
    return {
        (one["indicator"], one["kind"]): one
        for one in records
        if one["year"] == year and not one["quarter"] and not one["part"]
    }


def _recorded_years() -> list[tuple[str, int]]:
    return [(path.parts[-3], int(path.stem)) for path in sorted(PLANS.glob("*/realised/*.toml"))]


@pytest.mark.parametrize(("plan", "year"), _recorded_years())
def test_every_row_of_the_status_stands_in_the_export(run: Run, plan: str, year: int) -> None:
    status = json.loads(run("status", plan, "--year", str(year), "--format", "json").out)
    lines = _lines(run, plan, year)
    assert status["rows"]
    for row in status["rows"]:
        name = row["indicator"]
        for kind in _SAME:
            assert (lines[name, kind]["value"] if (name, kind) in lines else None) == row[kind], (name, kind)
        realised = lines.get((name, "realised"), {})
        assert realised.get("value") == row["realised"]
        for kind in ("target", "final_target", "original_target"):
            line = lines.get((name, kind), {})
            least = row[kind] or row[f"{kind}_min"]
            assert (line.get("value"), line.get("value_max")) == (least, row[f"{kind}_max"])
        if (achievement := lines.get((name, "achievement"))) is not None:
            assert (achievement["rating"], achievement["reason"]) == (row["rating"], row["reason"])
        else:
            assert row["reason"] == "no_target"
        if (outlook := lines.get((name, "outlook_share"))) is not None:
            assert (outlook["outlook"], outlook["reason"]) == (row["outlook"], row["outlook_reason"])
    summary, average = status["summary"], lines.get((None, "average"), {})
    assert (average.get("value"), average.get("rating")) == (summary["average"], summary["rating"])
    if summary["of"]:
        counted = [int(lines[None, kind]["value"]) for kind in ("computed", "of")]
        assert counted == [summary["computed"], summary["of"]]


def test_the_parts_are_those_of_the_status(run: Run, workspace: Path) -> None:
    from tests.checks.cases import write_plan

    plan = """\
format = 1

[plan]
title = "RPJMD 2025"
kind = "rpjmd"
region = { code = "62", name = "Kalimantan Tengah" }
period = { start = 2025, end = 2025 }

[indicators.persen_aktif]
name = "Koperasi aktif"
unit = "%"
better = "higher"
formula = "100 * aktif / semua"
targets = { 2025 = 80 }

[indicators.aktif]
name = "Aktif"
unit = "koperasi"

[indicators.semua]
name = "Semua"
unit = "koperasi"
"""
    realised = """\
format = 1
year = 2025

[figures.aktif]
parts = { "62.01" = 70, "62.71" = 10 }

[figures.semua]
parts = { "62.01" = 90, "62.71" = 11 }

[figures.persen_aktif]
parts = { "62.71" = 95 }
"""
    write_plan(workspace / "terbagi", plan, {"2025": realised})
    shown = json.loads(run("status", "terbagi", "--by-part", "--format", "json").out)["indicators"]
    parts = {(one["indicator"], part["region"]): part["realised"] for one in shown for part in one["parts"]}
    records = json_records(run("export", "terbagi", "--format", "jsonl").out)
    lines = {(one["indicator"], one["part"], one["kind"]): one for one in records if one["part"]}
    assert len(parts) == 6
    assert {key[:2]: one["value"] for key, one in lines.items() if key[2] == "realised"} == parts
    assert lines["persen_aktif", "62.01", "realised"]["origin"] == "formula"
    assert lines["persen_aktif", "62.71", "recorded"]["value"] == "95"
