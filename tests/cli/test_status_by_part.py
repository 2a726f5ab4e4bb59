"""`kumkm status --by-part`, as its user runs it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run

KALTENG = Path(__file__).parent.parent / "reporting" / "by_part" / "kalteng-renstra-2025-2029"


@pytest.fixture
def kalteng(workspace: Path) -> str:
    """A plan with figures by kabupaten/kota, in the workspace."""
    return Path(shutil.copytree(KALTENG, workspace / KALTENG.name)).name


def test_the_regency_that_pulls_the_province_down_comes_first(run: Run, kalteng: str) -> None:
    done = run("status", kalteng, "--by-part", "--year", "2025", COLUMNS="80")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    ranks = next(place for place, line in enumerate(lines) if "62.03 Kapuas" in line)
    assert lines[ranks].split()[0] == "1"
    assert any(line.startswith("  without") and "62.07 Seruyan" in line for line in lines)
    assert max(map(len, lines)) <= 80


def test_in_a_pipe_nothing_is_wrapped(run: Run, kalteng: str) -> None:
    done = run("status", kalteng, "--by-part", "--year", "2025")
    assert "Contribution = share × (realised − 62%); together they are the gap, −0,85 percentage points\n" in done.out
    assert "\x1b" not in done.out


def test_machine_formats_go_to_standard_output_alone(run: Run, kalteng: str) -> None:
    done = run("status", kalteng, "--by-part", "--year", "2025", "--format", "json", lang="id")
    assert json.loads(done.out)["indicators"][0]["parts"][0]["region"] == "62.03"
    listed = run("status", kalteng, "--by-part", "--year", "2025", "--format", "csv")
    assert listed.out.startswith("indicator,name,unit,better,ranked_by,rank,region,")
    paged = run("status", kalteng, "--by-part", "--year", "2025", "--format", "markdown")
    assert "| 1 | 62.03 Kapuas | 54,61 | 12,2 | −0,90 |\n" in paged.out
    assert (done.err, listed.err, paged.err) == ("", "", "")


def test_the_indonesian_table_has_the_same_figures(run: Run, kalteng: str) -> None:
    done = run("status", kalteng, "--by-part", "--year", "2025", lang="id", COLUMNS="80")
    assert done.code == 0
    assert "Persentase koperasi aktif" in done.out
    assert "−0,90" in done.out


def test_a_plan_without_parts_is_no_error(run: Run) -> None:
    done = run("status", "kalteng-rakortek-2025", "--by-part", "--year", "2025")
    assert (done.code, done.err) == (0, "")
    assert "--part 62.01" in done.out
