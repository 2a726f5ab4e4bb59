"""`kumkm status --by-objective` and `--by-programme` as scripts and pipes use them."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

SERUYAN = "renstra-seruyan-2025-2029"
BY = ["objective", "programme"]


@pytest.fixture
def seruyan(workspace: Path) -> str:
    """A plan with objectives, programmes and money, in the workspace."""
    shutil.copytree(ROOT / "tests" / "reporting" / "grouped" / SERUYAN, workspace / SERUYAN)
    return SERUYAN


@pytest.mark.parametrize("by", BY)
def test_machine_formats_stand_alone_on_standard_output(run: Run, seruyan: str, by: str) -> None:
    done = run("status", seruyan, f"--by-{by}", "--format", "json")
    document = json.loads(done.out)
    assert (done.code, done.err, document["by"], document["year"]) == (0, "", by, 2026)
    rows = list(csv.DictReader(io.StringIO(run("status", seruyan, f"--by-{by}", "--format", "csv").out)))
    assert [row[by] for row in rows] == [group[by] or "" for group in document["groups"]]


def test_a_pipe_gets_budget_absorption_and_efficiency_uncropped(run: Run, seruyan: str) -> None:
    done = run("status", seruyan, "--by-programme", "--year", "2025")
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    for words in ("Rp4,1 miliar  Rp4,09999 miliar   99,9998     97,23  Sangat Tinggi  in step", "Rp839.117.500"):
        assert words in done.out


def test_the_page_is_a_heading_with_tables(run: Run, seruyan: str) -> None:
    done = run("status", seruyan, "--by-objective", "--format", "markdown")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("### Renstra Dinas Koperasi dan UKM Kabupaten Seruyan 2025–2029\n")
    assert "\n#### Achievement by objective\n" in done.out


def test_up_to_a_quarter_no_efficiency_is_said(run: Run, seruyan: str) -> None:
    done = run("status", seruyan, "--by-programme", "--year", "2025", "--quarter", "2", "--format", "json")
    assert done.code == 0
    verdicts = {(group["efficiency"], group["efficiency_reason"]) for group in json.loads(done.out)["groups"][:-1]}
    assert verdicts == {(None, "running_year")}
